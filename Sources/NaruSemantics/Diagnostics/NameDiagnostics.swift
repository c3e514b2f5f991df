import NaruSyntax

extension Diagnostic {
    static func siblingColumn(_ name: Name, stage: String, way: String?) -> Diagnostic {
        Diagnostic(
            .siblingColumn, "'\(name.text)' is made in the same `\(stage)`, whose columns don't see each other",
            ko: "'\(name.text)'은(는) 같은 `\(stage)`에서 만드는 열입니다. 한 단계의 열끼리는 서로 보지 못합니다", at: name.span,
            label: Message("make it in a stage before", ko: "앞 단계에서 만드세요"), help: way.map { Message.write([$0]) } ?? [])
    }

    static func unknownName(_ name: Name, suggestion: String?, sets: [ListedName]) -> Diagnostic {
        Diagnostic(
            .unknownName, "there is no '\(name.text)' here", ko: "여기에 '\(name.text)'(이)라는 이름이 없습니다",
            at: name.span, label: .didYouMean(suggestion),
            help: Message.listing("sets of this dataset", ko: "이 데이터의 집합", sets, more: .types))
    }

    static func unknownSet(_ name: Name, suggestion: String?, sets: [ListedName]) -> Diagnostic {
        Diagnostic(
            .unknownName, "the dataset has no set '\(name.text)'", ko: "데이터에 '\(name.text)'(이)라는 집합이 없습니다",
            at: name.span, label: .didYouMean(suggestion),
            help: Message.listing("sets of this dataset", ko: "이 데이터의 집합", sets, more: .types))
    }

    static func unknownType(_ name: Name, suggestion: String?, types: [ListedName]) -> Diagnostic {
        Diagnostic(
            .unknownType, "there is no type '\(name.text)'", ko: "'\(name.text)'(이)라는 유형이 없습니다",
            at: name.span, label: .didYouMean(suggestion),
            help: Message.listing("types", ko: "유형", types, limit: 12, more: .types))
    }

    static func unknownParameter(_ name: Name, suggestion: String?) -> Diagnostic {
        Diagnostic(
            .unknownParameter, "there is no parameter '$\(name.text)'", ko: "'$\(name.text)'(이)라는 매개변수가 없습니다",
            at: name.span, label: .didYouMean(suggestion.map { "$" + $0 }),
            help: [Message("declare it: `param \(name.text): text`", ko: "먼저 선언하세요: `param \(name.text): text`")])
    }

    static func wholeSetInRow(_ name: Name) -> Diagnostic {
        Diagnostic(
            .wholeSetInRow, "'\(name.text)' is no field or column of this row; as the whole set it has to say so",
            ko: "'\(name.text)': 이 행의 필드나 열이 아닙니다. 전체 집합이라면 그렇다고 써야 합니다", at: name.span,
            label: Message("the whole set is `dataset.\(name.text)`", ko: "전체 집합은 `dataset.\(name.text)`"))
    }

    static func typeAsValue(_ name: Name, set: String) -> Diagnostic {
        Diagnostic(
            .notAValue, "'\(name.text)' is a type, not a value", ko: "'\(name.text)': 값이 아니라 유형입니다",
            at: name.span, label: Message("all of them are `\(set)`", ko: "전체 집합은 `\(set)`"),
            help: [
                Message(
                    "one of them is `\(name.text) \"name\"`; a test is `is \(name.text)`",
                    ko: "하나는 `\(name.text) \"이름\"`, 검사는 `is \(name.text)`")
            ])
    }

    static func functionAsValue(_ name: Name, takesPath: Bool) -> Diagnostic {
        let arguments = takesPath ? "via: …" : "…"
        return Diagnostic(
            .notAValue, "'\(name.text)' is a function", ko: "'\(name.text)': 함수입니다", at: name.span,
            label: Message("call it: `\(name.text)(\(arguments))`", ko: "이렇게 부르세요: `\(name.text)(\(arguments))`"))
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
            ? Message(
                "follow a link from the row with `| expand x: \(name.text)`",
                ko: "행에서 링크를 따라가려면 `| expand x: \(name.text)`")
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
            help: Message.write(["list(\(name.text))", "first(\(name.text))"]))
    }

    static func goneAfterStage(_ name: Name, stage: String) -> Diagnostic {
        let way =
            switch stage {
            case "group":
                Message(
                    "make '\(name.text)' a key, or collect it in `into`: `list(\(name.text))`",
                    ko: "'\(name.text)'을(를) 키로 넣거나 `into`에서 모으세요: `list(\(name.text))`")
            case "drop": Message("take '\(name.text)' out of that `drop`", ko: "그 `drop`에서 '\(name.text)'을(를) 지우세요")
            default: Message("keep '\(name.text)' in that `\(stage)`", ko: "그 `\(stage)`에 '\(name.text)'을(를) 남기세요")
            }
        return Diagnostic(
            .goneAfterStage, "'\(name.text)' is gone after `\(stage)`", ko: "'\(name.text)': `\(stage)` 뒤에는 없습니다",
            at: name.span, label: Message("dropped by `\(stage)`", ko: "`\(stage)`에서 빠졌습니다"), help: [way])
    }
}
