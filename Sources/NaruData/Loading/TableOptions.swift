package import NaruSyntax

/// How tables are read, where that is not to be found out.
package struct TableOptions: Sendable {
    package var encoding: TextEncoding?
    package var header: HeaderChoice?
    /// Texts that stand for a value which is not there.
    package var absents: [String] = []
    /// The columns that a row leads from and to.
    package var edges: [String] = []
    /// Whether texts are links to what has a name that is the same, folded.
    package var matchesFolded = false

    package init() {}

    /// What stands between commas.
    package static func texts(in list: String) -> [String] { AbsentMarkers.listed(in: list) }
}

extension TableOptions {
    /// Where no table is read.
    package var withoutEffect: [Diagnostic] { withoutEffect(on: []) }

    /// Warnings about what is said of tables that have no such thing. Of several
    /// tables it may be meant for some.
    func withoutEffect(on kinds: [TableOpener.Kind]) -> [Diagnostic] {
        var warnings: [Diagnostic] = []
        if encoding != nil, !kinds.contains(where: \.hasEncoding) {
            warnings.append(
                Self.warning(
                    "--encoding", Message("no table that is read here is a text", ko: "여기서 읽는 표 가운데 글 파일이 없습니다")))
        }
        if header != nil, !kinds.contains(where: \.hasHeader) {
            warnings.append(
                Self.warning(
                    "--header",
                    Message("no table that is read here has a line for it", ko: "여기서 읽는 표에는 머리글 줄이 없습니다")))
        }
        if !absents.isEmpty, kinds.isEmpty {
            warnings.append(Self.warning("--absent", Message("no table is read here", ko: "여기서 읽는 표가 없습니다")))
        }
        return warnings
    }

    private static func warning(_ option: String, _ reason: Message) -> Diagnostic {
        Diagnostic(
            DataCode.optionWithoutEffect, .warning,
            Message(
                "'\(option)' has no effect: \(reason.english)", ko: "'\(option)'은(는) 쓰이지 않습니다: \(reason.korean)"),
            at: nil)
    }
}
