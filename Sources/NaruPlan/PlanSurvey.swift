import NaruSemantics

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
