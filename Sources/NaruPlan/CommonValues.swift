import NaruSemantics
import NaruSyntax

/// The values that some operators have in common, found again by what they are
/// without their places in the program.
struct CommonValues {
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
        let expressions = run.map(\.operation.overRows)
        guard Likenesses.mayRepeat(in: expressions) else { return nil }
        var asked = AskedValues()
        for (place, expressions) in expressions.enumerated() {
            for expression in expressions { asked.visit(expression, at: place) }
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
            return .project(incoming.slots() + values.map(read))
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

/// Numbers that are equal where two values may be. Most queries ask for nothing
/// twice, and then there is nothing to compare.
private struct Likenesses {
    private var seen: Set<Int> = []
    private var mayRepeat = false

    static func mayRepeat(in expressions: [[TypedExpression]]) -> Bool {
        var likenesses = Likenesses()
        for expression in expressions.joined() { _ = likenesses.visit(expression, 0) }
        return likenesses.mayRepeat
    }

    private mutating func visit(_ expression: TypedExpression, _ depth: Int) -> Int {
        var hasher = Hasher()
        switch expression.kind {
        case .slot(let frame, let slot):
            hasher.combine(max(frame - depth, -1))
            hasher.combine(slot)
        case .field(_, let field): hasher.combine(field)
        case .property(_, let property): hasher.combine(property)
        case .literal(let literal): hasher.combine(literal)
        default: break
        }
        if expression.plan == nil {
            expression.forEachChild { child, deeper in hasher.combine(visit(child, depth + deeper)) }
        }
        let likeness = hasher.finalize()
        if expression.isComputed, !seen.insert(likeness).inserted { mayRepeat = true }
        return likeness
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
    fileprivate var isComputed: Bool {
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
    var overRows: [TypedExpression] {
        switch self {
        case .group(let group): group.keys + group.pools.map(\.operand) + group.cases
        case .filter, .project, .extend, .sort, .top, .distinct: ownExpressions
        case .scan, .elements, .records, .lookup, .paths, .reach, .network, .window, .expand, .join, .limit, .offset,
            .semiJoin, .set, .withSources, .why:
            []
        }
    }
}
