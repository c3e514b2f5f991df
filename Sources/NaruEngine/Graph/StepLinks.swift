import NaruSemantics
import NaruSyntax

/// The records that join the two nodes of a step: those that the link path
/// leads through; where some of them have a label of their own, only these,
/// so that an agreement stands there and not the two participations beside it.
final class StepLinks {
    private let tracer: Tracer
    private let via: TypedExpression
    private let labelled: [Range<Int32>]
    private var known: [Int32: [Int32: [Int32]]] = [:]

    init(via: TypedExpression, context: RunContext) {
        self.via = via
        tracer = Tracer(context: context, followsLinksOnly: true)
        let schema = context.store.schema
        labelled = schema.fields.filter(\.isLabel).map { context.store.range(of: $0.owner) }
    }

    /// In the order of sets.
    func links(from node: Int32, to other: Int32) -> [Int32] { known[node]?[other] ?? [] }

    /// Finds the links of all steps from these nodes at once.
    func load(_ nodes: some Sequence<Int32>) throws(EngineError) {
        var missing: [Int32] = []
        for node in nodes where known[node] == nil {
            known[node] = [:]
            missing.append(node)
        }
        guard !missing.isEmpty else { return }
        let none = [EvidenceID](repeating: 0, count: missing.count)
        let owners = [Int32](repeating: 0, count: missing.count)
        let steps = try tracer.steps(from: missing, none, owners, via: via, .root(tracer))
        for (index, target) in steps.targets.enumerated() {
            let node = missing[Int(steps.sources[index])]
            known[node]?[target] = records(steps.pieces[index], besides: [node, target])
        }
    }

    private func records(_ piece: EvidenceID, besides ends: Set<Int32>) -> [Int32] {
        let passed = tracer.graph.reads(of: piece).compactMap { read in
            read.part == .record ? read.subject : nil
        }.filter { !ends.contains($0) }
        let named = passed.filter { entity in labelled.contains { $0.contains(entity) } }
        return (named.isEmpty ? passed : named).sorted { tracer.store.place(of: $0) < tracer.store.place(of: $1) }
    }
}
