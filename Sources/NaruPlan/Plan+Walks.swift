package import NaruSemantics
import NaruSyntax

/// Every walk over a plan goes through these and those of `PlanOperation+Walks`:
/// over the operators of a query, the expressions of an operator, and the plans
/// inside of it.
extension PlanNode {
    /// The same operators, from the source on, each rewritten over its
    /// rewritten input. What stays as it is is not copied.
    package func mapping(_ transform: (PlanNode) -> PlanNode) -> PlanNode {
        transform(over(input?.mapping(transform)))
    }

    /// Its operators and those of all plans inside, sources first.
    package func forEach(_ body: (PlanNode) -> Void) {
        input?.forEach(body)
        for plan in plans { plan.root.forEach(body) }
        body(self)
    }

    /// The plans that it takes in: right sides, what a lookup indexes, nested
    /// queries of its expressions.
    package var plans: [Plan] {
        var plans = operation.sides
        func visit(_ expression: TypedExpression) {
            if let plan = expression.plan {
                plans.append(plan)
            } else {
                expression.forEachChild { child, _ in visit(child) }
            }
        }
        operation.forEachExpression { expression, _ in visit(expression) }
        return plans
    }

    /// Whether its own expressions, or the plans beside it, read the frame
    /// around the query.
    var readsRowAround: Bool {
        if operation.sides.contains(where: { $0.outermostFrame >= 0 }) { return true }
        var reads = false
        operation.forEachExpression { expression, deeper in reads = reads || expression.reads(outside: deeper) }
        return reads
    }
}

extension TypedExpression {
    /// The plan of a nested query.
    package var plan: Plan? {
        if case .subplan(let plan) = kind { plan.query as? Plan } else { nil }
    }

    /// Whether it reads a frame at least `depth` levels out.
    package func reads(outside depth: Int) -> Bool {
        switch kind {
        case .slot(let frame, _): frame >= depth
        case .subplan(let plan): plan.query.outermostFrame >= depth
        default: hasChild { child, deeper in child.reads(outside: depth + deeper) }
        }
    }
}

extension TypedView {
    func mapping(_ transform: (TypedExpression) -> TypedExpression) -> TypedView {
        switch self {
        case .asOf(let day): .asOf(transform(day))
        case .knownBy(let day): .knownBy(transform(day))
        case .statedOnly, .allClaims: self
        }
    }
}

extension Plan: PlannedQuery, Hashable {
    /// The same plan over rewritten expressions. Views read no row.
    func mapping(_ transform: (TypedExpression, _ deeper: Int) -> TypedExpression) -> Plan {
        let root = root.mapping { $0.doing($0.operation.mapping(plans: { $0.mapping(transform) }, transform)) }
        return Plan(root: root, views: views, row: row, spans: spans, traits: traits, survey: PlanSurvey(root))
    }

    package func mappingExpressions(
        _ transform: (TypedExpression, _ deeper: Int) -> TypedExpression
    ) -> any PlannedQuery { mapping(transform) }

    package func forEachExpression(_ body: (TypedExpression, _ deeper: Int) -> Void) {
        for node in nodes {
            for side in node.operation.sides { side.forEachExpression(body) }
            node.operation.forEachExpression(body)
        }
    }

    package func isSame(as other: any PlannedQuery) -> Bool { (other as? Plan).map { $0 == self } ?? false }

    package static func == (left: Plan, right: Plan) -> Bool {
        left === right
            || left.spans == right.spans && left.views == right.views && left.root == right.root
                && left.traits.keepsPossible == right.traits.keepsPossible
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(spans) }
}

/// What expressions of a plan hold, so that a rule goes only where there is
/// something for it.
struct PlanContents: OptionSet, Sendable {
    let rawValue: UInt8

    /// Nested queries.
    static let subplans = PlanContents(rawValue: 1)
    /// What is worth being found once, where no row changes it.
    static let shareable = PlanContents(rawValue: 2)
    /// What is found once.
    static let shared = PlanContents(rawValue: 4)
    /// What may be decided before a run.
    static let foldable = PlanContents(rawValue: 8)
}

/// One walk over the expressions of a plan for all that rules ask of it.
struct PlanSurvey {
    var contents: PlanContents = []
    /// As `Plan.outermostFrame` has it.
    private(set) var outermostFrame = -1

    init(_ root: PlanNode) {
        var node: PlanNode? = root
        while let next = node {
            for side in next.operation.sides { outermostFrame = max(outermostFrame, side.outermostFrame) }
            next.operation.forEachExpression { expression, deeper in visit(expression, deeper) }
            node = next.input
        }
    }

    private mutating func visit(_ expression: TypedExpression, _ depth: Int) {
        switch expression.kind {
        case .slot(let frame, _): outermostFrame = max(outermostFrame, frame - depth)
        case .subplan(let plan):
            outermostFrame = max(outermostFrame, plan.query.outermostFrame - depth)
            contents.formUnion([.subplans, .shareable])
        default:
            if case .shared = expression.kind { contents.insert(.shared) }
            if expression.isWorthSharing { contents.insert(.shareable) }
            if expression.isFoldable { contents.insert(.foldable) }
            expression.forEachChild { child, deeper in visit(child, depth + deeper) }
        }
    }
}

extension TypedExpression {
    fileprivate var isFoldable: Bool {
        switch kind {
        case .and(let operands), .or(let operands): operands.contains(where: \.isLiteral)
        case .not(let operand), .negate(let operand), .conditional(let operand, _, _): operand.isLiteral
        case .compare(_, let left, let right), .arithmetic(_, let left, let right): left.isLiteral && right.isLiteral
        default: false
        }
    }

    private var isLiteral: Bool { if case .literal = kind { true } else { false } }
}
