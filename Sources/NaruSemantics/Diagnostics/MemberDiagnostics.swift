import NaruSyntax

extension Diagnostic {
    static func unknownField(_ name: Name, of owner: String, spellings: [Suggestion], known: [ListedName]) -> Diagnostic
    {
        let isType = !known.isEmpty
        return Diagnostic(
            .unknownField, "'\(name.text)' is not a field of \(owner)", ko: "\(owner)에 '\(name.text)'(이)라는 필드가 없습니다",
            at: name.span,
            help: isType
                ? Message.listing("fields of \(owner)", ko: "\(owner)의 필드", known, more: .fields(owner))
                : [Message("\(owner) has no parts to read", ko: "\(owner)에는 읽을 부분이 없습니다")],
            suggestions: spellings)
    }

    static func partOfDays(_ name: Name, ways: [Suggestion]) -> Diagnostic {
        Diagnostic(
            .unknownField, "'\(name.text)' is a field of date, and this is a set of days",
            ko: "'\(name.text)': 날짜의 필드인데 여기는 날들의 집합입니다", at: name.span, suggestions: ways)
    }

    static func onlySubtypes(_ name: Name, of owner: String, _ holders: [String], ways: [Suggestion]) -> Diagnostic {
        Diagnostic(
            .onlySubtypes, "'\(name.text)' is a field of \(holders.joined(separator: ", ")), not of every \(owner)",
            ko: "'\(name.text)': 모든 \(owner)이(가) 아니라 \(holders.joined(separator: ", "))에만 있는 필드입니다",
            at: name.span, label: Message("narrow it first", ko: "먼저 유형을 좁히세요"), suggestions: ways)
    }

    static func rivalMembers(_ name: Name, _ owners: [String], ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .mixedTypes, "'\(name.text)' means different things for \(owners.joined(separator: " and "))",
            ko: "'\(name.text)': \(owners.joined(separator: ", "))에서 서로 다른 종류의 값입니다", at: span,
            help: [
                Message(
                    "narrow it to one of the types first", ko: "먼저 그 가운데 한 유형으로 좁히세요")
            ], suggestions: ways)
    }

    static func unknownColumn(_ name: Name, spellings: [Suggestion], columns: [String]) -> Diagnostic {
        Diagnostic(
            .unknownColumn, "the row has no column '\(name.text)'", ko: "행에 '\(name.text)'(이)라는 열이 없습니다",
            at: name.span,
            help: Message.listing("columns of the row", ko: "행의 열", columns.map { ListedName($0) }, limit: 12),
            suggestions: spellings)
    }

    static func dropsField(_ name: Name) -> Diagnostic {
        Diagnostic(
            .unknownColumn, "'\(name.text)' is a field, not a column that can be dropped",
            ko: "'\(name.text)': 뺄 수 있는 열이 아니라 필드입니다", at: name.span,
            help: [Message("`select` the columns you want", ko: "원하는 열을 `select`로 고르세요")])
    }

    static func needsName(ways: [Suggestion], at span: Span) -> Diagnostic {
        Diagnostic(
            .needsName, "this column needs a name", ko: "이 열에는 이름이 필요합니다", at: span,
            label: Message("a name stands before ':'", ko: "이름은 ':' 앞에 씁니다"), suggestions: ways)
    }

    static func caseCalledLikeKey(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .duplicateColumn, "there is a key '\(name)' already", ko: "'\(name)'(이)라는 키가 이미 있습니다", at: span,
            label: Message("give the key another name", ko: "키에 다른 이름을 주세요"))
    }

    static func duplicateColumn(_ name: String, ways: [Suggestion] = [], at span: Span) -> Diagnostic {
        Diagnostic(
            .duplicateColumn, "there is a column '\(name)' already", ko: "'\(name)'(이)라는 열이 이미 있습니다", at: span,
            label: Message("give it another name", ko: "다른 이름을 주세요"), suggestions: ways)
    }
}
