import NaruSyntax

/// The line under a result: how many rows, how many could not be decided; and
/// for an empty result where the rows went.
struct Footer {
    let options: FormatOptions

    /// Empty, or whole lines.
    func text(_ end: ResultEnd, notes: [Message] = []) -> String {
        guard !options.isQuiet else { return "" }
        let paint = Paint(isOn: options.usesColor)
        var lines = [([Footer.count(end)] + notes).map { $0[options.messages] }.joined(separator: " · ")]
        if end.rows == 0 { lines += StageReport(language: options.messages).lines(end.stages) }
        return lines.map { paint.dim($0) + "\n" }.joined()
    }

    /// `14 rows · 6 unknown (absent or uncertain)`
    static func count(_ end: ResultEnd) -> Message {
        var count = Message(end.rows == 1 ? "1 row" : "\(end.rows) rows", ko: "\(end.rows)행")
        if end.shown < end.rows {
            count = Message("\(end.shown) of \(end.rows) rows shown", ko: "\(end.rows)행 중 \(end.shown)행 표시")
        }
        guard let unknown = unknown(end) else { return count }
        return Message("\(count.english) · \(unknown.english)", ko: "\(count.korean) · \(unknown.korean)")
    }

    static func unknown(_ end: ResultEnd) -> Message? {
        guard end.unknown > 0 else { return nil }
        return Message("\(end.unknown) unknown (absent or uncertain)", ko: "\(end.unknown)건 알 수 없음 (값이 없거나 불확실)")
    }
}
