/// Stages of other languages, each answered with what does the same here.
extension Diagnostic {
    /// `rest` is what stands behind the word, up to the next `|`.
    static func unknownStage(_ token: Token, _ rest: ArraySlice<Token>) -> Diagnostic {
        let word = token.text.lowercased()
        let message = Message("'\(token.text)' is not a stage", ko: "'\(token.text)'은(는) 단계가 아닙니다")
        if let answer = foreignStage(word, rest) {
            let whole = rest.last.map { token.span.joined($0.span) } ?? token.span
            return syntax(
                .unknownStage, message, at: token.span, help: [answer.help],
                suggestions: answer.stages.map {
                    Suggestion([TextEdit(whole, $0)], isAtCaret: true, isAlternative: true)
                })
        }
        let meant =
            ForeignWords.stages[word].map { [$0] }
            ?? Spelling.all(near: token.text, among: (stageNames + ViewWord.allCases.map(\.rawValue)).sorted())
        return syntax(
            .unknownStage, message, at: token.span, help: meant.isEmpty ? [stageHelp] : [],
            suggestions: meant.flatMap { name in
                // `order by`
                let by = rest.first.flatMap { name == "sort" && $0.isWord("by") ? $0.span : nil }
                return Suggestion.spellings([name], of: by.map(token.span.joined) ?? token.span)
            })
    }

    private static let stageNames = StageWord.allCases.map(\.rawValue)

    static let stageHelp = Message(
        "stages: \(stageNames.sorted().joined(separator: ", "))",
        ko: "단계: \(stageNames.sorted().joined(separator: ", "))")

    private static let functions = [
        "average": "avg", "mean": "avg", "minimum": "min", "maximum": "max", "total": "sum",
    ]

    /// What it is in Naru: in words, and as stages of which the first that checks
    /// is meant.
    private static func foreignStage(
        _ word: String, _ rest: ArraySlice<Token>
    ) -> (help: Message, stages: [String])? {
        switch word {
        case "count", "tally", "size", "length":
            if rest.isEmpty { return (aggregateHelp, ["group into n: count()"]) }
            let keys = paths(rest.drop { $0.isWord("by") })
            return (aggregateHelp, keys.map { ["group by \($0) into n: count()"] } ?? [])
        case "sum", "avg", "min", "max", "median", "average", "mean", "minimum", "maximum", "total":
            let function = functions[word] ?? word
            return (aggregateHelp, paths(rest).map { ["group into \(function): \(function)(\($0))"] } ?? [])
        case "rename", "relabel", "alias": return (renameHelp, renaming(rest))
        case "pivot", "crosstab", "spread", "pivot_wider":
            return (
                Message(
                    "`across` in a `group` puts the values of a column side by side",
                    ko: "`group`의 `across`가 한 열의 값들을 옆으로 늘어놓습니다"), []
            )
        case "unpivot", "melt", "gather", "pivot_longer":
            return (
                Message(
                    "rows of several columns are put under each other with `union`",
                    ko: "여러 열을 행으로 쌓으려면 `union`으로 합칩니다"), []
            )
        case "tail":
            return (
                Message(
                    "the last rows are the first ones of the other order: `sort` with `desc`, then `take`",
                    ko: "마지막 행들은 거꾸로 정렬한 처음입니다: `desc`로 `sort`한 다음 `take`"), []
            )
        default: return nil
        }
    }

    private static let aggregateHelp = Message(
        "an aggregate stands in `group`, behind `into`", ko: "집계는 `group`에서 `into` 뒤에 씁니다")

    private static let renameHelp = Message(
        "another name is another column: `add` it and `drop` the old one, or `select` it",
        ko: "이름을 바꾸려면 새 이름을 `add`하고 옛 열을 `drop`하거나, 새 이름으로 `select`하세요")

    /// `people as n`, `n = people`; a field can't be dropped.
    private static func renaming(_ rest: ArraySlice<Token>) -> [String] {
        let isAssigned = rest.contains { $0.is(.equal) || $0.is(.colon) }
        let names = rest.filter { $0.isName && !$0.isWord("as") && !$0.isWord("to") }
            .map { Notation.name($0.text) }
        guard names.count == 2, rest.count <= 3 else { return [] }
        let (new, old) = isAssigned ? (names[0], names[1]) : (names[1], names[0])
        return ["add \(new): \(old) | drop \(old)", "add \(new): \(old)"]
    }

    /// `country.name, kind`; nil where there is more than that.
    private static func paths(_ tokens: ArraySlice<Token>) -> String? {
        var written = ""
        for (place, token) in tokens.enumerated() {
            let isName = place.isMultiple(of: 2)
            guard isName ? token.isName : token.is(.dot) || token.is(.comma) else { return nil }
            written += isName ? Notation.name(token.text) : token.is(.dot) ? "." : ", "
        }
        return tokens.count.isMultiple(of: 2) ? nil : written
    }
}
