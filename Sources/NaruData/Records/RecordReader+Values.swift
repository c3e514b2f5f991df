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
        default:
            guard readPlainValue(sink) else { return nil }
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

    private func readPlainValue(_ sink: FieldSink) -> Bool {
        switch sink.field.content {
        case .geo: return readGeo(sink.buffer)
        case .duration: return readDuration(sink.buffer)
        case .quantity: return readQuantity(sink.buffer)
        default: break
        }
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
            guard let value = NumberText.int(text, grouped: true) else {
                return badValue(word, "a whole number", ko: "정수")
            }
            sink.buffer.append(int: value)
        case .decimal:
            guard let value = NumberText.decimal(text, grouped: true) else {
                return badValue(word, "a decimal number of at most 38 digits", ko: "38자리 이하의 십진수")
            }
            sink.buffer.append(decimal: value)
        case .float:
            guard let value = NumberText.float(text, grouped: true) else { return badValue(word, "a number", ko: "수") }
            sink.buffer.append(float: value)
        case .date:
            guard let date = DateText.date(text) else { return badDate(word) }
            sink.buffer.append(date: date)
        case .period:
            guard let period = DateText.period(text) else {
                return DateText.isReversed(text) ? reversedPeriod(word) : badDate(word)
            }
            sink.buffer.append(start: period.start, end: period.end)
        default: return false
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
            in: source, help: [Message("a period is START/END", ko: "기간은 시작/끝으로 씁니다")])
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
            in: source, label: Spelling.label(for: name, among: cases.flatMap { [$0.name] + $0.aliases }),
            help: [Message("cases: \(list)", ko: "항목: \(list)")])
        return false
    }
}
