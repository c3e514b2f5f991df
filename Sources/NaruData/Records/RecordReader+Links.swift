import NaruEngine
import NaruSemantics
import NaruSyntax

/// `siheung`, `city:siheung`
extension RecordReader {
    /// The record that the id at the cursor means; nil after a report.
    func linkTarget(_ types: [TypeID]) -> Int32? {
        let start = cursor.position
        var types = types
        if let type = typePrefix(types) { types = [type] }
        let id: Int32?
        if cursor.next == .quote {
            guard let text = quotedText() else { return nil }
            var copy = text
            id = copy.withUTF8 { builder.texts.find($0) }
        } else {
            let word = cursor.bareWord()
            guard word.start < word.end else {
                expected("the id of a record", ko: "레코드 식별자")
                return nil
            }
            id = builder.texts.find(cursor.slice(word))
        }
        let span = Span(start, cursor.position)
        let found = id.map { builder.arrivals(id: $0) } ?? []
        let fitting = found.filter { arrival in
            types.contains { schema.isSubtype(builder.type(of: arrival), of: $0) }
        }
        if fitting.count == 1 { return fitting[0] }
        if fitting.count > 1 {
            ambiguous(fitting, at: span)
        } else if let other = found.first {
            wrongTarget(other, types, at: span)
        } else {
            unknownRecord(types, at: span)
        }
        return nil
    }

    /// `TYPE:` before an id. An id itself has no colon unless it is quoted.
    private func typePrefix(_ types: [TypeID]) -> TypeID? {
        var ahead = cursor
        guard let word = ahead.name(), ahead.take(.colon), let type = names.type(cursor.slice(word)) else { return nil }
        cursor = ahead
        return type
    }

    private func typeNames(_ types: [TypeID], _ separator: String) -> String {
        types.map { schema[$0].name }.joined(separator: separator)
    }

    private func ambiguous(_ arrivals: [Int32], at span: Span) {
        let name = cursor.string(span)
        let ways = arrivals.reversed().map { "\(schema[builder.type(of: $0)].name):\(name)" }.joined(separator: ", ")
        issues.error(
            DataCode.ambiguousRecord,
            Message("several records have the id '\(name)'", ko: "식별자가 '\(name)'인 레코드가 여럿입니다"),
            at: span, in: source, help: [Message("write one of: \(ways)", ko: "다음 가운데 하나로 쓰세요: \(ways)")])
    }

    private func wrongTarget(_ arrival: Int32, _ types: [TypeID], at span: Span) {
        let name = cursor.string(span)
        let actual = schema[builder.type(of: arrival)].name
        issues.error(
            DataCode.wrongTarget,
            Message(
                "'\(name)' is \(actual.withArticle), and the link leads to \(typeNames(types, " or "))",
                ko: "'\(name)'은(는) \(actual)인데, 이 링크의 대상은 \(typeNames(types, ", "))입니다"),
            at: span, in: source)
    }

    private func unknownRecord(_ types: [TypeID], at span: Span) {
        let name = cursor.string(span)
        issues.error(
            DataCode.unknownRecord,
            Message(
                "there is no \(typeNames(types, " or ")) '\(name)'",
                ko: "'\(name)'이라는 \(typeNames(types, ", "))이(가) 없습니다"),
            at: span, in: source,
            label: Spelling.label(for: name, among: types.flatMap(ids(in:))))
    }

    /// The ids of a type, for suggestions; none of a type with too many.
    func ids(in type: TypeID) -> [String] {
        let arrivals = (0..<Int32(builder.entityCount)).lazy.filter {
            self.schema.isSubtype(self.builder.type(of: $0), of: type)
        }
        var result: [String] = []
        for arrival in arrivals {
            result.append(builder.id(of: arrival))
            if result.count > 5000 { return [] }
        }
        return result
    }
}
