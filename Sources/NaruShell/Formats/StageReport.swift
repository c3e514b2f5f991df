import NaruSyntax

/// How many rows went into and came out of each stage, a line a stage.
struct StageReport {
    let language: Language

    func lines(_ stages: [ResultEnd.Stage]) -> [String] {
        let texts = stages.map { SafeText.shortened(SafeText.escaped($0.text), to: 60) }
        let width = texts.map { DisplayWidth.of($0) }.max() ?? 0
        return zip(stages, texts).enumerated().map { index, stage in
            "  " + SafeText.padded(stage.1, to: width) + "  " + counts(stage.0, isSource: index == 0)[language]
        }
    }

    private func counts(_ stage: ResultEnd.Stage, isSource: Bool) -> Message {
        let (input, output) = (stage.input, stage.output)
        if isSource { return Message(output == 1 ? "1 row" : "\(output) rows", ko: "\(output)행") }
        let flow = "\(input) → \(output)"
        guard stage.unknown > 0 else { return Message(flow, ko: flow) }
        return Message("\(flow) (\(stage.unknown) unknown)", ko: "\(flow) (\(stage.unknown)건 알 수 없음)")
    }
}
