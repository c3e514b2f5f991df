import NaruSemantics
import NaruSyntax

/// What operators ask of the same row several times is computed once: it becomes
/// a slot before the first of them, up to the one that makes new rows.
///
/// Only what is quiet, and what is found for all rows of some operator anyway;
/// where figures are asked for, nothing that may leave something out.
struct CommonExpressions: Rule {
    let name = "common-expressions"

    func apply(_ plan: Plan, for purpose: Planner.Purpose) -> Plan {
        guard purpose != .evidence else { return plan }
        var done = plan.source
        var run: [PlanNode] = []
        for node in plan.nodes.dropFirst() {
            switch node.operation {
            case .filter, .sort, .top, .limit, .offset, .distinct(_, project: false): run.append(node)
            case .project, .extend, .group, .distinct(_, project: true):
                done = sharing(run + [node], over: done, purpose)
                run = []
            case .expand, .window, .join, .set, .semiJoin, .withSources, .why, .scan, .elements, .records, .lookup,
                .paths, .reach, .network:
                done = node.over(sharing(run, over: done, purpose))
                run = []
            }
        }
        return plan.with(root: sharing(run, over: done, purpose))
    }

    /// Operators over the same rows, after what they have in common.
    private func sharing(_ run: [PlanNode], over input: PlanNode, _ purpose: Planner.Purpose) -> PlanNode {
        guard let common = CommonValues(of: run, over: input.slots, purpose), let last = run.last else {
            return run.reduce(input) { $1.over($0) }
        }
        var node = input
        for (place, step) in run.enumerated() {
            let values = common.values(before: place)
            if !values.isEmpty {
                let stage = step.stages.lowerBound
                node = PlanNode(
                    .extend(values), over: node, slots: node.slots + values.map(\.type), stages: stage...stage)
            }
            let operation = common.reading(step.operation, at: place)
            let slots = step.operation.passesRows ? node.slots : step.slots
            node = PlanNode(operation, over: node, slots: slots, stages: step.stages)
        }
        return last.operation.passesRows ? node.keeping(last.slots) : node
    }
}

/// The values that some operators have in common, found again by what they are
/// without their places in the program.
private struct CommonValues {
    private struct Value {
        /// As it is first written.
        var expression: TypedExpression
        /// Before which operator it is computed.
        var place: Int
        var slot = 0
    }

    private var values: [TypedExpression: Value] = [:]
    private var order: [TypedExpression] = []
    private let incoming: [ValueType]

    /// nil where there are none.
    init?(of run: [PlanNode], over incoming: [ValueType], _ purpose: Planner.Purpose) {
        self.incoming = incoming
        var asked = AskedValues()
        for (place, node) in run.enumerated() {
            for expression in node.operation.overRows { asked.visit(expression, at: place) }
        }
        for key in asked.order {
            let uses = asked.uses[key, default: []]
            guard let first = uses.first(where: \.isForAll), uses.count(where: { $0.place >= first.place }) > 1,
                key.isQuietThroughout, purpose == .rows || !key.mayLeaveOut
            else { continue }
            values[key] = Value(expression: first.expression, place: first.place)
            order.append(key)
        }
        keepThoseReadTwice(by: run)
        guard !order.isEmpty else { return nil }
        order.sort { (values[$0]?.place ?? 0) < (values[$1]?.place ?? 0) }
        for (number, key) in order.enumerated() { values[key]?.slot = incoming.count + number }
    }

    /// What stands only within another common value is computed there.
    private mutating func keepThoseReadTwice(by run: [PlanNode]) {
        while !order.isEmpty {
            var reads: [TypedExpression: Int] = [:]
            for (place, node) in run.enumerated() {
                for expression in node.operation.overRows {
                    _ = reading(expression, at: place, 0) { key in reads[key, default: 0] += 1 }
                }
            }
            let kept = order.filter { reads[$0, default: 0] > 1 }
            guard kept.count < order.count else { return }
            order = kept
            values = values.filter { kept.contains($0.key) }
        }
    }

    func values(before place: Int) -> [TypedExpression] {
        order.compactMap { values[$0] }.filter { $0.place == place }.map(\.expression)
    }

    /// An operation that reads them instead of computing them.
    func reading(_ operation: PlanOperation, at place: Int) -> PlanOperation {
        func read(_ expression: TypedExpression) -> TypedExpression { reading(expression, at: place, 0) { _ in } }
        switch operation {
        case .group(var group):
            group.keys = group.keys.map(read)
            group.cases = group.cases.map(read)
            for pool in group.pools.indices { group.pools[pool].operand = read(group.pools[pool].operand) }
            return .group(group)
        case .extend(let values):
            // They end here.
            let kept = incoming.enumerated().map { slot, type in
                TypedExpression(.slot(frame: 0, slot), type, at: Span(0, 0))
            }
            return .project(kept + values.map(read))
        default: return operation.mapping(plans: { $0 }) { expression, _ in read(expression) }
        }
    }

    private func reading(
        _ expression: TypedExpression, at place: Int, _ depth: Int, _ note: (TypedExpression) -> Void
    ) -> TypedExpression {
        if let key = expression.keyOfRow(depth), let value = values[key], value.place <= place {
            note(key)
            return TypedExpression(.slot(frame: depth, value.slot), expression.type, at: expression.span)
        }
        if case .subplan = expression.kind { return expression }
        return expression.mappingChildren { child, deeper in reading(child, at: place, depth + deeper, note) }
    }
}

/// The values of a row that expressions ask for, and where.
private struct AskedValues {
    struct Use {
        var expression: TypedExpression
        var place: Int
        /// Whether it is found for all rows of the operator.
        var isForAll: Bool
    }

    private(set) var uses: [TypedExpression: [Use]] = [:]
    private(set) var order: [TypedExpression] = []

    mutating func visit(_ expression: TypedExpression, at place: Int) { visit(expression, place, 0, isForAll: true) }

    private mutating func visit(_ expression: TypedExpression, _ place: Int, _ depth: Int, isForAll: Bool) {
        if let key = expression.keyOfRow(depth) {
            if uses[key] == nil { order.append(key) }
            let isForAll = isForAll && depth == 0
            uses[key, default: []].append(Use(expression: expression, place: place, isForAll: isForAll))
        }
        if case .subplan = expression.kind { return }
        var first = true
        expression.forEachChild { child, deeper in
            let isMet = isForAll && deeper == 0 && (first || expression.meetsAllOperands)
            visit(child, place, depth + deeper, isForAll: isMet)
            first = false
        }
    }
}

extension TypedExpression {
    /// What it is, if it is a value of the row `depth` frames out alone, and more
    /// than what the row has at hand.
    fileprivate func keyOfRow(_ depth: Int) -> TypedExpression? {
        guard isComputed, !slots(of: depth).isEmpty, (0..<depth).allSatisfy({ slots(of: $0).isEmpty }) else {
            return nil
        }
        return shiftingFrames(by: -depth).unplaced
    }

    /// Whether finding it takes longer than handing it on.
    private var isComputed: Bool {
        switch kind {
        case .field(let base, _): !base.isAtHand
        case .property, .filter, .map, .apply, .aggregate, .quantified, .conditional, .coalesce, .set, .subplan: true
        case .literal, .parameter, .today, .slot, .entities, .recordField, .record, .list, .call, .contains, .compare,
            .arithmetic, .negate, .not, .and, .or, .range, .typeTest, .narrow, .widen, .nested, .shared, .reached,
            .nodeMeasure, .window, .groupRows, .invalid:
            false
        }
    }

    private var isAtHand: Bool {
        switch kind {
        case .slot: true
        case .narrow(let base, _), .widen(let base, _), .recordField(let base, _): base.isAtHand
        default: false
        }
    }

    /// Whether all operands are evaluated for all rows, and as they are: not of
    /// some only the rows that earlier ones leave open, nor of a set only whether
    /// it has some member.
    fileprivate var meetsAllOperands: Bool {
        switch kind {
        case .and, .or, .conditional, .coalesce, .quantified, .contains: false
        default: true
        }
    }
}

extension PlanOperation {
    /// Its expressions over the rows that it takes.
    fileprivate var overRows: [TypedExpression] {
        switch self {
        case .group(let group): group.keys + group.pools.map(\.operand) + group.cases
        case .filter, .project, .extend, .sort, .top, .distinct: ownExpressions
        case .scan, .elements, .records, .lookup, .paths, .reach, .network, .window, .expand, .join, .limit, .offset,
            .semiJoin, .set, .withSources, .why:
            []
        }
    }

    /// Whether the slots that come in are those that go out.
    fileprivate var passesRows: Bool {
        switch self {
        case .filter, .sort, .top, .limit, .offset, .distinct(_, project: false): true
        case .scan, .elements, .records, .lookup, .paths, .reach, .network, .project, .extend, .window, .expand, .join,
            .group, .distinct, .set, .semiJoin, .withSources, .why:
            false
        }
    }
}

extension PlanNode {
    /// The rows with these slots alone.
    fileprivate func keeping(_ slots: [ValueType]) -> PlanNode {
        guard slots.count < self.slots.count else { return self }
        let kept = slots.enumerated().map { slot, type in
            TypedExpression(.slot(frame: 0, slot), type, at: Span(0, 0))
        }
        return PlanNode(.project(kept), over: self, slots: slots, stages: stages.upperBound...stages.upperBound)
    }
}
