import NaruSyntax

/// The texts that stand for a value which is not there.
struct AbsentMarkers {
    /// Those that are meant so wherever all else in a column is of one type.
    static let known: Set<String> = [
        "–", "-", "—", "--", "…", "...", "N/A", "n/a", "NA", "#N/A", "NULL", "null", "None", "NaN", "nan", "?", "미상",
        "없음", "불명", "해당없음", "해당 없음", "미정",
    ]

    static let texts = AbsentTexts(known)
    static let longest = known.map(\.utf8.count).max() ?? 0

    /// As messages show them.
    static let list = "–, -, N/A, NA, #N/A, NULL, 미상, 없음"

    /// Those of an option or a schema: texts between commas.
    static func listed(in text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: true).map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }.filter { !$0.isEmpty }
    }
}
