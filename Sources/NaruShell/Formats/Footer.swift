import Naru
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
        let count = count ?? end.count
        let line = ([count] + notes).map { $0[options.language] }.joined(separator: " · ")
        let lines = options.width.map { TextFlow.hanging(line, to: max($0, TextFlow.narrowest)) } ?? [line]
        guard end.rows == 0 else { return lines }
        return lines + StageReport(language: options.language, width: options.width).lines(end.stages)
    }
}

/// How many rows went into and came out of each stage, a line a stage.
struct StageReport {
    let language: Language
    var width: Int?

    func lines(_ stages: [QueryResult.StageCount]) -> [String] {
        let counts = stages.enumerated().map { self.counts($1, isSource: $0 == 0)[language] }
        let longest = counts.map { DisplayWidth.of($0) }.max() ?? 0
        let room = width.map { max($0 - longest - 4, TextFlow.narrowest) } ?? 60
        let texts = stages.map { SafeText.shortened(SafeText.escaped($0.text), to: min(room, 60)) }
        let column = texts.map { DisplayWidth.of($0) }.max() ?? 0
        return zip(texts, counts).flatMap { text, count in
            let line = "  " + SafeText.padded(text, to: column) + "  " + count
            return width.map { TextFlow.hanging(line, to: max($0, TextFlow.narrowest)) } ?? [line]
        }
    }

    private func counts(_ stage: QueryResult.StageCount, isSource: Bool) -> Message {
        let (input, output) = (stage.input, stage.kept)
        let flow =
            isSource
            ? Message(output == 1 ? "1 row" : "\(output) rows", ko: "\(output)행")
            : Message("\(input) → \(output)", ko: "\(input) → \(output)")
        let losses = [
            (stage.unknown, "unknown", "알 수 없음"), (stage.leftOut, "left out as unknown", "알 수 없어 빠짐"),
            (stage.dropped, "without anything to expand", "펼칠 것이 없음"), (stage.outside, "without a column", "열이 없음"),
        ].filter { $0.0 > 0 }
        guard !losses.isEmpty else { return flow }
        let english = losses.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        let korean = losses.map { "\($0.0)건 \($0.2)" }.joined(separator: ", ")
        return Message("\(flow.english) (\(english))", ko: "\(flow.korean) (\(korean))")
    }
}

/// The few marks that formats put on text, where a terminal wants them.
struct Paint {
    let isOn: Bool

    func dim(_ text: String) -> String { marked("2", text) }
    func strong(_ text: String) -> String { marked("1", text) }

    private func marked(_ code: String, _ text: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
