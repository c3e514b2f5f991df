import NaruSyntax

extension Diagnostic {
    static func definedTwice(_ name: Name, inPrelude: Bool) -> Diagnostic {
        Diagnostic(
            .alreadyDefined, "'\(name.text)' is defined already", ko: "'\(name.text)': 이미 정의되어 있습니다", at: name.span,
            label: inPrelude ? Message("by the dataset or an import", ko: "데이터셋이나 가져온 파일에서") : nil)
    }

    static func definesBuiltin(_ name: Name) -> Diagnostic {
        Diagnostic(
            .alreadyDefined, "'\(name.text)' is a function of the language", ko: "'\(name.text)': 언어에 있는 함수입니다",
            at: name.span, label: Message("choose another name", ko: "다른 이름을 쓰세요"))
    }

    static func definesSet(_ name: Name, type: String) -> Diagnostic {
        Diagnostic(
            .alreadyDefined, "'\(name.text)' is the set of every \(type)", ko: "'\(name.text)': \(type) 전체의 집합 이름입니다",
            at: name.span, label: Message("choose another name", ko: "다른 이름을 쓰세요"))
    }

    static func definesField(_ name: Name, of type: String) -> Diagnostic {
        Diagnostic(
            .alreadyDefined, "\(type) has a field '\(name.text)'", ko: "\(type)에 '\(name.text)'(이)라는 필드가 이미 있습니다",
            at: name.span, label: Message("choose another name", ko: "다른 이름을 쓰세요"))
    }

    static func definedOnRelative(_ name: Name, type: String) -> Diagnostic {
        Diagnostic(
            .alreadyDefined, "'\(name.text)' is a field of \(type) already", ko: "'\(name.text)': \(type)에 이미 있는 필드입니다",
            at: name.span, label: Message("choose another name", ko: "다른 이름을 쓰세요"),
            help: [
                Message(
                    "a subtype has all fields of its supertype, and none twice",
                    ko: "하위 유형은 상위 유형의 필드를 모두 가지며 겹칠 수 없습니다")
            ])
    }

    static func memberWithParameters(_ name: Name) -> Diagnostic {
        Diagnostic(
            .alreadyDefined, "a computed field takes no parameters", ko: "계산 필드에는 매개변수가 없습니다", at: name.span,
            help: [Message("write a function that takes the entity", ko: "개체를 받는 함수로 쓰세요")])
    }

    static func recursiveDefinition(_ cycle: [String], at span: Span) -> Diagnostic {
        let path = cycle.joined(separator: " → ")
        return Diagnostic(
            .recursiveDefinition, "this definition uses itself: \(path)", ko: "정의가 자기 자신을 씁니다: \(path)", at: span,
            label: Message("back to the start", ko: "처음으로 돌아감"),
            help: [
                Message(
                    "a link is followed any number of times with `reached`", ko: "링크를 여러 번 따라가려면 `reached`를 쓰세요")
            ])
    }

    static func duplicateParameter(_ name: Name) -> Diagnostic {
        Diagnostic(
            .alreadyDefined, "there is a parameter '\(name.text)' already", ko: "'\(name.text)'(이)라는 매개변수가 이미 있습니다",
            at: name.span)
    }

    static func wrongDefault(
        _ name: Name, expected: String, found: String, ways: [Suggestion], at span: Span
    ) -> Diagnostic {
        Diagnostic(
            .parameterType, "'\(name.text)' is \(expected), and this default is \(found)",
            ko: "'\(name.text)': \(expected)인데 기본값이 \(found)입니다", at: span, suggestions: ways)
    }

    static func importUnavailable(_ path: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .importFailed, "imports cannot be read here", ko: "여기서는 가져오기를 할 수 없습니다", at: span)
    }

    static func importOfOther(_ path: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .importFailed, "'\(path)' is no file of definitions", ko: "'\(path)'은(는) 정의 파일이 아닙니다", at: span,
            help: [Message("an imported file's name ends in .naru", ko: "가져오는 파일의 이름은 .naru로 끝납니다")])
    }

    static func importNotFound(_ path: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .importFailed, "'\(path)' cannot be read", ko: "'\(path)': 읽을 수 없습니다", at: span,
            help: [
                Message(
                    "paths are relative to the importing file, and lead to files called NAME.naru",
                    ko: "경로는 가져오는 파일을 기준으로 하고, 이름이 .naru로 끝나는 파일이어야 합니다")
            ])
    }

    static func importCycle(_ names: [String], at span: Span) -> Diagnostic {
        let path = names.joined(separator: " → ")
        return Diagnostic(
            .importFailed, "files import each other: \(path)", ko: "파일이 서로를 가져옵니다: \(path)", at: span)
    }

    static func queryInImport(at span: Span) -> Diagnostic {
        Diagnostic(
            .importFailed, "this file holds definitions, not queries", ko: "이 파일에는 질의가 아니라 정의만 둡니다",
            at: span, help: [Message("give it a name with `let`", ko: "`let`으로 이름을 붙이세요")])
    }

    static func tooDeep(at span: Span) -> Diagnostic {
        Diagnostic(.tooDeep, "this is nested too deeply", ko: "너무 깊이 겹쳐 있습니다", at: span)
    }

    static func tooLong(_ limit: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .tooDeep, "this query has more than \(limit) stages", ko: "이 질의에는 단계가 \(limit)개보다 많습니다", at: span,
            help: [
                Message(
                    "put several into one: `where` joins conditions with `and`, `add` takes several columns",
                    ko: "여러 단계를 하나로 합치세요. `where`는 조건을 `and`로 잇고 `add`는 열을 여럿 받습니다")
            ])
    }

    static func tooLarge(_ name: Name) -> Diagnostic {
        Diagnostic(
            .tooDeep, "'\(name.text)' grows too large with all the definitions it uses",
            ko: "'\(name.text)': 쓰는 정의까지 합치면 너무 커집니다", at: name.span)
    }
}
