/// What was probably meant by values that are written in another way.
extension ParserState {
    static let separatorHint = Message(
        "values are separated by commas: [a, b]", ko: "값 사이에는 쉼표를 씁니다: [a, b]")

    /// `1,000`
    func groupedDigitsHint() -> Message? {
        guard index > 0, index + 1 < tokens.count else { return nil }
        let (before, after) = (tokens[index - 1], tokens[index + 1])
        guard case .number = before.kind, case .number = after.kind, !tokens[index].hasSpaceBefore,
            !after.hasSpaceBefore, after.text.utf8.count == 3, before.text.utf8.count <= 3
        else { return nil }
        let (first, rest) = (before.text, after.text)
        return Message("write \(first)\(rest) or \(first)_\(rest)", ko: "\(first)\(rest) 이나 \(first)_\(rest) 로 쓰세요")
    }

    /// `1억 5000만`
    func numberHint() -> Message? {
        guard index > 0, case .number(let first) = tokens[index - 1].kind,
            case .number(let second) = tokens[index].kind,
            case .int(let more) = first.value, case .int(let less) = second.value, more > less,
            first.text.unicodeScalars.last.map({ $0.value > 127 }) ?? false
        else { return nil }
        let (sum, overflow) = more.addingReportingOverflow(less)
        guard !overflow, let number = KoreanNumber.written(sum) else { return nil }
        let next = tokens[min(index + 1, tokens.count - 1)]
        let written = next.kind == .name && !next.hasSpaceBefore ? number + next.text : number
        return Message("write \(written)", ko: "\(written) 로 쓰세요")
    }

    /// `count cities`, `city Seoul`
    func adjacentHint(_ token: Token) -> Message? {
        guard index > 0, !token.isFirstOnLine, !token.isJoiningWord else { return nil }
        let before = tokens[index - 1]
        guard before.kind == .name, !before.isQuoted, index < 2 || !tokens[index - 2].is(.dot) else { return nil }
        if ForeignWords.aggregates.contains(before.text) {
            let call = "\(before.text)(\(token.text))"
            return Message("write \(call)", ko: "\(call) 로 쓰세요")
        }
        guard let scalar = token.text.unicodeScalars.first, scalar.value > 127 || scalar.properties.isUppercase,
            !StageWords.contain(before), token.text != token.text.uppercased() || scalar.value > 127
        else { return nil }
        let literal = "\(before.text) \"\(token.text)\""
        return Message("write \(literal)", ko: "\(literal) 로 쓰세요")
    }
}
