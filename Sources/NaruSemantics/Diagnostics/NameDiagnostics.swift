import NaruSyntax

extension Diagnostic {
    static func siblingColumn(_ name: Name, stage: String, ways: [Suggestion]) -> Diagnostic {
        Diagnostic(
            .siblingColumn, "'\(name.text)' is made in the same `\(stage)`, whose columns don't see each other",
            ko: "'\(name.text)'은(는) 같은 `\(stage)`에서 만드는 열입니다. 한 단계의 열끼리는 서로 보지 못합니다", at: name.span,
            label: Message("make it in a stage before", ko: "앞 단계에서 만드세요"), suggestions: ways)
    }

    static func unknownName(_ name: Name, spellings: [Suggestion], sets: [ListedName]) -> Diagnostic {
        Diagnostic(
            .unknownName, "there is no '\(name.text)' here", ko: "여기에 '\(name.text)'(이)라는 이름이 없습니다",
            at: name.span, help: Message.listing("sets of this dataset", ko: "이 데이터의 집합", sets, more: .types),
            suggestions: spellings)
    }

    static func unknownSet(_ name: Name, spellings: [Suggestion], sets: [ListedName]) -> Diagnostic {
        Diagnostic(
            .unknownName, "the dataset has no set '\(name.text)'", ko: "데이터에 '\(name.text)'(이)라는 집합이 없습니다",
            at: name.span, help: Message.listing("sets of this dataset", ko: "이 데이터의 집합", sets, more: .types),
            suggestions: spellings)
    }

    static func unknownType(_ name: Name, spellings: [Suggestion], types: [ListedName]) -> Diagnostic {
        Diagnostic(
            .unknownType, "there is no type '\(name.text)'", ko: "'\(name.text)'(이)라는 유형이 없습니다",
            at: name.span, help: Message.listing("types", ko: "유형", types, limit: 12, more: .types),
            suggestions: spellings)
    }

    static func unknownParameter(_ name: Name, spellings: [Suggestion]) -> Diagnostic {
        Diagnostic(
            .unknownParameter, "there is no parameter '$\(name.text)'", ko: "'$\(name.text)'(이)라는 매개변수가 없습니다",
            at: name.span, help: [Message("declare it with `param`", ko: "먼저 `param`으로 선언하세요")],
            suggestions: spellings)
    }

    static func wholeSetInRow(_ name: Name) -> Diagnostic {
        let set = "dataset.\(Notation.member(name.text))"
        return Diagnostic(
            .wholeSetInRow, "'\(name.text)' is no field or column of this row; as the whole set it has to say so",
            ko: "'\(name.text)': 이 행의 필드나 열이 아닙니다. 전체 집합이라면 그렇다고 써야 합니다", at: name.span,
            suggestions: [
                Suggestion(
                    [TextEdit(name.span, set)], .said(Message("the whole set is `\(set)`", ko: "전체 집합은 `\(set)`")),
                    isAtCaret: true)
            ])
    }

    static func typeAsValue(_ name: Name, set: String) -> Diagnostic {
        Diagnostic(
            .notAValue, "'\(name.text)' is a type, not a value", ko: "'\(name.text)': 값이 아니라 유형입니다",
            at: name.span,
            help: [
                Message(
                    "one of them has its name in quotation marks behind the type; a test has `is` before it",
                    ko: "하나는 유형 뒤에 따옴표로 이름을 쓰고, 검사는 유형 앞에 `is`를 씁니다")
            ],
            suggestions: [
                Suggestion(
                    [TextEdit(name.span, set)], .said(Message("all of them are `\(set)`", ko: "전체 집합은 `\(set)`")),
                    isAtCaret: true, isAlternative: true),
                Suggestion([TextEdit(name.span, set)], isAlternative: true),
            ])
    }

    static func functionAsValue(_ name: Name, takesPath: Bool) -> Diagnostic {
        Diagnostic(
            .notAValue, "'\(name.text)' is a function", ko: "'\(name.text)': 함수입니다", at: name.span,
            label: takesPath
                ? Message("a call has parentheses with a path: `via:`", ko: "괄호 안에 경로 `via:`를 써서 부릅니다")
                : Message("a call has parentheses", ko: "부르려면 괄호를 씁니다"),
            suggestions: [.write("\(name.text)()", for: name.span)])
    }

    static func noSubject(at span: Span) -> Diagnostic {
        Diagnostic(
            .noSubject, "there is no row here that `it` could be", ko: "여기에는 `it`이 가리킬 행이 없습니다", at: span,
            help: [
                Message(
                    "`it` is the row of a stage, or the element within `[…]` and `{…}`",
                    ko: "`it`은 단계의 행이나 `[…]`, `{…}` 안의 원소입니다")
            ])
    }

    static func rowNotSeen(_ name: Name, stage: String) -> Diagnostic {
        let way =
            stage == "join"
            ? Message("a link is followed from the row with `expand`", ko: "행의 링크는 `expand`로 따라갑니다")
            : Message("name a whole set there", ko: "거기에는 전체 집합을 쓰세요")
        return Diagnostic(
            .unknownName, "the source of `\(stage)` sees no row, so '\(name.text)' is not known there",
            ko: "`\(stage)`의 원천은 행을 볼 수 없어 '\(name.text)'을(를) 모릅니다", at: name.span, help: [way])
    }

    static func notAKey(_ name: Name) -> Diagnostic {
        Diagnostic(
            .notAKey, "'\(name.text)' is no key of the group, so a group has many of it",
            ko: "'\(name.text)': 그룹의 키가 아니어서 그룹마다 값이 여럿입니다", at: name.span,
            label: Message("needs an aggregate", ko: "집계가 필요합니다"),
            suggestions: ["list", "first"].map { .write("\($0)(\(Notation.name(name.text)))", for: name.span) })
    }

    static func goneAfterStage(_ name: Name, stage word: StageWord, ways: [Suggestion]) -> Diagnostic {
        let stage = word.rawValue
        let way =
            switch word {
            case .group:
                Message(
                    "make '\(name.text)' a key, or collect it in `into`",
                    ko: "'\(name.text)'을(를) 키로 넣거나 `into`에서 모으세요")
            case .drop: Message("take '\(name.text)' out of that `drop`", ko: "그 `drop`에서 '\(name.text)'을(를) 지우세요")
            case .select, .distinct, .why, .filter, .add, .expand, .join, .sort, .take, .skip, .top, .union, .intersect,
                .except, .withSources:
                Message("keep '\(name.text)' in that `\(stage)`", ko: "그 `\(stage)`에 '\(name.text)'을(를) 남기세요")
            }
        return Diagnostic(
            .goneAfterStage, "'\(name.text)' is gone after `\(stage)`", ko: "'\(name.text)': `\(stage)` 뒤에는 없습니다",
            at: name.span, label: Message("dropped by `\(stage)`", ko: "`\(stage)`에서 빠졌습니다"), help: [way],
            suggestions: ways)
    }
}

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
