import NaruSyntax

extension Diagnostic {
    static func unknownEntity(
        _ text: String, type: String, nearest: [String], elsewhere: String?, way: String?, at span: Span
    ) -> Diagnostic {
        var help = way.map { Message.write([$0]) } ?? []
        if nearest.count > 1 {
            help += Message.listing("near names", ko: "비슷한 이름", nearest.map { ListedName("\"\($0)\"") })
        }
        if let elsewhere {
            help.append(
                Message(
                    "\(elsewhere) has one of that name: `\(elsewhere) \"\(text)\"`",
                    ko: "그런 이름의 \(elsewhere)은(는) 있습니다: `\(elsewhere) \"\(text)\"`"))
        }
        return Diagnostic(
            .unknownEntity, "no \(type) is called \"\(text)\"", ko: "\"\(text)\"(이)라는 \(type)이(가) 없습니다", at: span,
            label: nearest.first.map { Message("did you mean \"\($0)\"?", ko: "혹시 \"\($0)\"인가요?") }, help: help)
    }

    static func ambiguousEntity(
        _ text: String, type: String, _ matches: [(label: String, id: String, type: String)], at span: Span
    ) -> Diagnostic {
        var help = matches.prefix(8).map { match in
            Message(
                "\(match.type) \(match.label): `\(type) \"id:\(match.id)\"`",
                ko: "\(match.type) \(match.label): `\(type) \"id:\(match.id)\"`")
        }
        if matches.count > 8 {
            help.append(Message("and \(matches.count - 8) more", ko: "그 밖에 \(matches.count - 8)개"))
        }
        return Diagnostic(
            .ambiguousEntity, "\(matches.count) entities are called \"\(text)\"",
            ko: "\"\(text)\"(이)라는 개체가 \(matches.count)개 있습니다", at: span,
            label: Message("say which by its id", ko: "id로 하나를 고르세요"), help: help)
    }

    static func unknownEnumCase(_ name: Name, of owner: String, suggestion: String?, cases: [ListedName], at span: Span)
        -> Diagnostic
    {
        Diagnostic(
            .unknownEnumCase, "'.\(name.text)' is not a case of \(owner)", ko: "\(owner)에 '.\(name.text)'(이)라는 값이 없습니다",
            at: span, label: .didYouMean(suggestion.map { "." + $0 }),
            help: Message.listing("cases of \(owner)", ko: "\(owner)의 값", cases, limit: 12))
    }

    static func enumCaseWithoutContext(_ name: Name, at span: Span) -> Diagnostic {
        Diagnostic(
            .enumCaseContext, "nothing here says which enum '.\(name.text)' is a case of",
            ko: "'.\(name.text)'이(가) 어느 열거형의 값인지 여기서는 알 수 없습니다", at: span,
            help: [Message("compare it with a field: `kind = .\(name.text)`", ko: "필드와 비교하세요: `kind = .\(name.text)`")])
    }

    static func caseOfNoEnum(_ name: Name, suggestion: String?) -> Diagnostic {
        Diagnostic(
            .unknownEnumCase, "no enum has a case '.\(name.text)'", ko: "'.\(name.text)'(이)라는 값을 가진 열거형이 없습니다",
            at: name.span, label: .didYouMean(suggestion.map { "." + $0 }))
    }

    static func casesOfSeveralEnums(_ written: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .mixedTypes, "no enum has all the cases in '\(written)'", ko: "'\(written)'의 값을 모두 가진 열거형이 없습니다", at: span)
    }

    static func casesWithoutContext(_ name: Name, way: String?, at span: Span) -> Diagnostic {
        Diagnostic(
            .enumCaseContext, "'\(name.text)' holds enum cases, and nothing here says of which enum",
            ko: "'\(name.text)'에 든 값이 어느 열거형의 것인지 여기서는 알 수 없습니다", at: span, help: way.map { Message.write([$0]) } ?? [])
    }

    static func enumCaseForOther(_ name: Name, type: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .enumCaseContext, "'.\(name.text)' is an enum case, but \(type) is wanted here",
            ko: "'.\(name.text)': 열거형의 값인데 여기에는 \(type) 값이 와야 합니다", at: span)
    }
}
