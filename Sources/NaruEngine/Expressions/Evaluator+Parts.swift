import NaruPlan
import NaruSemantics

/// Long frames, row by row independent, in parts that several threads evaluate.
/// Parts are the same for any number of threads.
extension Evaluator {
    func truthInParts(_ expression: TypedExpression, _ frame: Frame) throws(EngineError) -> Truth {
        guard !expression.asksLinkedMembers else { return try truth(expression, frame) }
        let parts = try inParts(frame) { evaluator, part throws(EngineError) in
            try evaluator.truth(expression, part)
        }
        guard let parts else { return try truth(expression, frame) }
        return Truth(
            yes: .concatenate(parts.map(\.yes)), unknown: .concatenate(parts.map(\.unknown)))
    }

    func evaluateInParts(_ expression: TypedExpression, _ frame: Frame) throws(EngineError) -> Vector {
        let parts = try inParts(frame) { evaluator, part throws(EngineError) in
            try evaluator.evaluate(expression, part)
        }
        guard let parts, let whole = Vector.concatenate(parts) else { return try evaluate(expression, frame) }
        return whole
    }

    /// nil where the frame is short, or belongs to a run of one thread.
    private func inParts<Value: Sendable>(
        _ frame: Frame, _ body: @Sendable (Evaluator, Frame) throws(EngineError) -> Value
    ) throws(EngineError) -> [Value]? {
        // What many rows ask of the same entities is asked once in a part, so parts
        // are long.
        let size = 32 * context.batchSize
        guard context.threads > 1, frame.count > 2 * size, frame.tracer == nil else { return nil }
        let alone = context.alone()
        return try Parallel.map((frame.count + size - 1) / size, threads: context.threads) {
            part throws(EngineError) in
            let rows = part * size..<min((part + 1) * size, frame.count)
            return try body(
                Evaluator(context: alone), frame.subset(Array(Int32(rows.lowerBound)..<Int32(rows.upperBound))))
        }
    }
}

extension TypedExpression {
    /// Whether it asks something of the members at the ends of links that depends
    /// on them alone. What all rows ask is then asked of each entity once, by
    /// several threads, where each part of the rows would ask all entities anew.
    fileprivate var asksLinkedMembers: Bool {
        switch kind {
        case .not(let operand): operand.asksLinkedMembers
        case .quantified(_, let base, let predicate):
            base.isLinkPath && base.isQuiet && predicate.map { $0.isQuiet && !$0.reads(outside: 1) } ?? true
        default: false
        }
    }

    private var isLinkPath: Bool {
        switch kind {
        case .slot: true
        case .field(let base, _): base.isLinkPath
        case .map(let base, let body): base.isLinkPath && body.isLinkPath
        case .filter(let base, let predicate): base.isLinkPath && !predicate.reads(outside: 1)
        default: false
        }
    }
}

extension Bitmap {
    static func concatenate(_ parts: [Bitmap]) -> Bitmap {
        let isAligned = parts.dropLast().allSatisfy { $0.count % 64 == 0 }
        let count = parts.reduce(0) { $0 + $1.count }
        if isAligned {
            let words = parts.flatMap(\.words)
            return Bitmap(count: count) { (word: Int) in words[word] }
        }
        var bits: [Bool] = []
        for part in parts { bits += (0..<part.count).map { part[$0] } }
        return Bitmap(count: count) { (bit: Int) -> Bool in bits[bit] }
    }
}
