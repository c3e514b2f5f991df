import NaruSyntax

/// The line under a result: how many rows, how many could not be decided; and
/// for an empty result where the rows went.
struct Footer {
    let options: FormatOptions

    /// Empty, or whole lines.
    func text(_ end: ResultEnd, count: Message? = nil, notes: [Message] = []) -> String {
        let paint = Paint(isOn: options.usesColor)
        return lines(end, count: count, notes: notes).map { paint.dim($0) + "\n" }.joined()
    }

    func lines(_ end: ResultEnd, count: Message? = nil, notes: [Message] = []) -> [String] {
        guard !options.isQuiet else { return [] }
        let count = count ?? Footer.count(end)
        let line = ([count] + notes).map { $0[options.language] }.joined(separator: " · ")
        let lines = options.width.map { TextFlow.hanging(line, to: max($0, TextFlow.narrowest)) } ?? [line]
        guard end.rows == 0 else { return lines }
        return lines + StageReport(language: options.language, width: options.width).lines(end.stages)
    }

    /// `14 rows · 6 unknown (absent or uncertain)`
    static func count(_ end: ResultEnd) -> Message {
        var count = Message(end.rows == 1 ? "1 row" : "\(end.rows) rows", ko: "\(end.rows)행")
        if end.shown < end.rows {
            count = Message("\(end.shown) of \(end.rows) rows shown", ko: "\(end.rows)행 중 \(end.shown)행 표시")
        }
        return losses(end).reduce(count) { Message("\($0.english) · \($1.english)", ko: "\($0.korean) · \($1.korean)") }
    }

    /// What the result lacks because it is not known.
    static func losses(_ end: ResultEnd) -> [Message] {
        var losses: [Message] = []
        if end.unknown > 0 {
            losses.append(
                Message("\(end.unknown) unknown (absent or uncertain)", ko: "\(end.unknown)건 알 수 없음 (값이 없거나 불확실)"))
        }
        if end.leftOut > 0 {
            let elements = end.leftOut == 1 ? "1 element" : "\(end.leftOut) elements"
            losses.append(Message("\(elements) left out as unknown", ko: "요소 \(end.leftOut)개는 알 수 없어 빠짐"))
        }
        if end.dropped > 0 {
            losses.append(Message("\(end.dropped) without anything to expand", ko: "펼칠 것이 없는 행 \(end.dropped)개"))
        }
        if end.outside > 0 {
            losses.append(Message("\(end.outside) without a column", ko: "열이 없는 행 \(end.outside)개"))
        }
        return losses
    }
}
