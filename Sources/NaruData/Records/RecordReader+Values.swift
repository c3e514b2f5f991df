import NaruEngine
import NaruSemantics
import NaruSyntax

/// One value of a field, by the field's type.
extension RecordReader {
    struct ReadValue {
        var target: Int32?
        var end: Int
    }

    /// Appends the value at the cursor to the sink; nil after a report.
    func readValue(_ sink: FieldSink) -> ReadValue? {
        let target: Int32?
        switch sink.field.content {
        case .text:
            guard let code = textCode() else { return nil }
            sink.buffer.append(code: code)
            target = nil
        case .link(let types):
            guard let arrival = linkTarget(types) else { return nil }
            sink.buffer.append(code: arrival)
            target = arrival
        case .geo:
            guard readGeo(sink.buffer) else { return nil }
            target = nil
        case .duration:
            guard readDuration(sink.buffer) else { return nil }
            target = nil
        case .quantity:
            guard readQuantity(sink.buffer) else { return nil }
            target = nil
        case .bool, .int, .decimal, .float, .date, .period, .enumeration:
            guard readWord(sink) else { return nil }
            target = nil
        }
        return ReadValue(target: target, end: cursor.position)
    }

    /// Texts without escapes go to the interner as the bytes they are.
    func textCode() -> Int32? {
        guard cursor.next == .quote else {
            expected("a text in quotation marks", ko: "따옴표로 묶은 글")
            return nil
        }
        switch cursor.quotedText() {
        case .success(let text) where !text.hasEscapes: return builder.texts.intern(cursor.slice(text.content))
        case .success(let text): return builder.texts.intern(cursor.unescaped(text))
        case .failure(let failure):
            issues.text(failure, in: source)
            return nil
        }
    }

    /// A value of one word.
    private func readWord(_ sink: FieldSink) -> Bool {
        let word = cursor.bareWord()
        guard word.start < word.end else { return expected("a value", ko: "값") }
        let text = cursor.slice(word)
        switch sink.field.content {
        case .enumeration(let id):
            guard let place = names.place(ofCase: text, in: id) else { return unknownCase(word, id) }
            sink.buffer.append(code: place)
        case .bool:
            guard let value = boolean(text) else { return badValue(word, "true or false", ko: "true나 false") }
            sink.buffer.append(bool: value)
        case .int:
            guard let value = WrittenNumber.int(text, grouped: true) else {
                return badValue(word, "a whole number", ko: "정수")
            }
            sink.buffer.append(int: value)
        case .decimal:
            guard let value = WrittenNumber.decimal(text, grouped: true) else {
                return badValue(word, "a decimal number of at most 38 digits", ko: "38자리 이하의 십진수")
            }
            sink.buffer.append(decimal: value)
        case .float:
            guard let value = WrittenNumber.float(text, grouped: true) else {
                return badValue(word, "a number", ko: "수")
            }
            sink.buffer.append(float: value)
        case .date:
            guard let date = DateText.date(text) else { return badDate(word) }
            sink.buffer.append(date: date)
        case .period:
            guard let period = DateText.period(text) else {
                return DateText.isReversed(text) ? reversedPeriod(word) : badDate(word)
            }
            sink.buffer.append(start: period.start, end: period.end)
        // What isn't one word has its own reader.
        case .text, .link, .duration, .geo, .quantity: return false
        }
        return true
    }

    private func boolean(_ text: Bytes) -> Bool? {
        switch String(decoding: text, as: UTF8.self) {
        case "true": true
        case "false": false
        default: nil
        }
    }

    func badValue(_ span: Span, _ what: String, ko korean: String) -> Bool {
        issues.error(DataCode.badValue, Message("expected \(what)", ko: "\(korean)이(가) 와야 합니다"), at: span, in: source)
        return false
    }

    private func reversedPeriod(_ word: Span) -> Bool {
        issues.error(
            DataCode.badDate, Message("the period ends before it begins", ko: "기간의 끝이 시작보다 앞섭니다"), at: word,
            in: source, help: [Message("a period is START/END", ko: "기간은 시작/끝으로 씁니다")],
            suggestions: turned(word, around: "/"))
        return false
    }

    private func badDate(_ word: Span) -> Bool {
        let text = cursor.string(word)
        issues.error(
            DataCode.badDate, Message("'\(text)' is no date that exists", ko: "'\(text)'은(는) 없는 날짜입니다"), at: word,
            in: source,
            label: PartialDate.reason(whyNot: text),
            help: [
                Message(
                    "dates: 2023, 2023-Q4, 2023-10, 2023-10-31, 2024-XX-13, 2023-05..2024-02; periods: 2024-05-13/2024-05-19",
                    ko:
                        "날짜: 2023, 2023-Q4, 2023-10, 2023-10-31, 2024-XX-13, 2023-05..2024-02; 기간: 2024-05-13/2024-05-19"
                )
            ])
        return false
    }

    private func unknownCase(_ word: Span, _ id: EnumerationID) -> Bool {
        let name = cursor.string(word)
        let cases = schema[id].cases
        let list = cases.map(\.name).joined(separator: ", ")
        issues.error(
            DataCode.unknownCase,
            Message("'\(name)' is no case of \(schema[id].name)", ko: "'\(name)'은(는) \(schema[id].name)의 항목이 아닙니다"),
            at: word,
            in: source,
            help: [Message("cases: \(list)", ko: "항목: \(list)")],
            suggestions: Suggestion.spelling(
                of: name, at: word, in: source, among: cases.flatMap { [$0.name] + $0.aliases }))
        return false
    }
}

/// `about 730000 person`, `3..4 city`, `2 years`, `37.38 126.80`
extension RecordReader {
    func readQuantity(_ buffer: ColumnBuffer) -> Bool {
        let start = cursor.position
        guard let quantity = ValueText.quantity(&cursor) else { return badQuantity(from: start) }
        buffer.append(
            amount: quantity.amount, upper: quantity.upper, unit: unit(cursor.string(quantity.unit)),
            qualifier: quantity.qualifier)
        return true
    }

    /// `명` is kept as `person`, as it is in queries.
    func unit(_ word: String) -> Int32 { builder.texts.intern(UnitCatalogue.canonical(word) ?? word) }

    func readDuration(_ buffer: ColumnBuffer) -> Bool {
        let start = cursor.position
        guard let duration = ValueText.duration(&cursor) else {
            return badValue(
                valueSpan(from: start), "a duration such as 2 years, 3 months, 7 days",
                ko: "기간(예: 2 years, 3 months, 7 days)")
        }
        buffer.append(duration: duration)
        return true
    }

    func readGeo(_ buffer: ColumnBuffer) -> Bool {
        let start = cursor.position
        guard let geo = ValueText.geo(&cursor) else {
            return badValue(
                valueSpan(from: start), "a latitude and a longitude in degrees, such as 37.38 126.80",
                ko: "위도와 경도(도 단위, 예: 37.38 126.80)")
        }
        buffer.append(latitude: geo.latitude, longitude: geo.longitude)
        return true
    }

    /// From `start` to the next comma or the line's end.
    private func valueSpan(from start: Int) -> Span {
        var end = cursor
        end.position = start
        while !end.isAtLineEnd, end.next != .comma { end.position += 1 }
        return Span(start, end.position)
    }

    /// The two ends of what stands at a place in each other's.
    private func turned(_ span: Span, around separator: String) -> [Suggestion] {
        let ends = cursor.string(span).split(separator: separator)
        return ends.count == 2 ? [.write("\(ends[1])\(separator)\(ends[0])", for: span)] : []
    }

    private func badQuantity(from start: Int) -> Bool {
        if let range = ValueText.reversedRange(cursor, from: start) {
            issues.error(
                DataCode.badQuantity, Message("the range ends before it begins", ko: "범위의 끝이 시작보다 앞섭니다"), at: range,
                in: source, help: [Message("a range is LOW..HIGH", ko: "범위는 작은 수..큰 수로 씁니다")],
                suggestions: turned(range, around: ".."))
            return false
        }
        issues.error(
            DataCode.badQuantity, Message("expected a quantity: a number and a unit", ko: "수량(수와 단위)이 와야 합니다"),
            at: valueSpan(from: start), in: source,
            help: [
                Message(
                    "such as 41 person, about 1_000 m2, over 730000 person, at least 3 city, 3..4 city; odd units in backquotes",
                    ko: "예: 41 person, about 1_000 m2, over 730000 person, at least 3 city, 3..4 city; 특이한 단위는 역따옴표로")
            ])
        return false
    }
}

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
        return linkTarget(id, types, at: Span(start, cursor.position))
    }

    /// The record with an id that is a text of the dataset; nil after a report.
    func linkTarget(_ id: Int32?, _ types: [TypeID], at span: Span) -> Int32? {
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
            suggestions: Suggestion.spelling(
                of: name, at: span, in: source, among: types.flatMap(ids(in:)), mark: .quote))
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
