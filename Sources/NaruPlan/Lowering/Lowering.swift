package import NaruSemantics
package import NaruSyntax

/// Makes a plan of each query, nested ones first, and improves it by the rules.
struct Lowering {
    let rules: [any Rule]
    let purpose: Planner.Purpose

    func plan(_ query: TypedQuery) -> Plan {
        var node = source(query.source)
        for (index, stage) in query.stages.enumerated() {
            node = lower(stage, over: node, row: index == 0 ? query.source.row : query.stages[index - 1].row, index + 1)
        }
        let root = node.mapping { node in
            node.operation.rewriting { expression, _ in planning(expression) }.map(node.doing) ?? node
        }
        let traits = Plan.Traits(
            asksEvidence: purpose == .evidence && query.asksEvidence, mayLeaveOut: query.mayLeaveOut,
            mayHavePossible: query.mayHavePossible)
        let plan = Plan(
            root: root, views: query.views.map { $0.mapping(planned) }, row: query.row,
            spans: [query.span] + query.stages.map(\.span), traits: traits, survey: PlanSurvey(root))
        return rules.reduce(plan) { $1.apply($0, for: purpose) }
    }

    /// The same expression with its nested queries planned.
    func planned(_ expression: TypedExpression) -> TypedExpression { planning(expression) ?? expression }

    /// The same; nil where there are none.
    private func planning(_ expression: TypedExpression) -> TypedExpression? {
        guard case .nested(let query) = expression.kind else {
            return expression.rewritingChildren { child, _ in planning(child) }
        }
        return TypedExpression(.subplan(Subplan(plan(query))), expression.type, at: expression.span)
    }

    private func source(_ source: TypedSource) -> PlanNode {
        PlanNode(operation(of: source), slots: source.row.slots, stages: 0...0)
    }

    private func operation(of source: TypedSource) -> PlanOperation {
        switch source.kind {
        case .elements(let expression):
            // An element that is a record has one slot; taken apart it has one for each field.
            if case .record(let fields) = expression.type.type, source.row.slots == fields.map(\.type) {
                return .records(expression, fields: fields.count)
            }
            return .elements(expression)
        case .paths(let from, let to, let via, let limit, let mode):
            return .paths(from: from, to: to, via: via, limit: limit, mode: mode, columns: nil)
        case .reach(let from, let via, let limit): return .reach(from: from, via: via, limit: limit)
        case .network(let nodes, let via): return .network(nodes, via: via, columns: nil)
        }
    }

    private func lower(_ stage: TypedStage, over input: PlanNode, row: RowType, _ place: Int) -> PlanNode {
        func node(_ operation: PlanOperation, over input: PlanNode = input) -> PlanNode {
            PlanNode(operation, over: input, slots: stage.row.slots, stages: place...place)
        }
        switch stage.kind {
        case .filter(let condition, let possibly): return node(.filter(condition, possibly: possibly))
        case .select(let columns): return WindowLowering.select(columns, over: input, stage, place)
        case .add(let columns): return WindowLowering.add(columns, over: input, stage, place)
        case .drop: return input
        case .expand(let elements, let optional): return node(.expand(elements, optional: optional))
        case .join(let right, let condition, let optional):
            let right = plan(right)
            return node(
                .join(
                    PlanJoin(
                        right: right, condition: condition, isOptional: optional,
                        rightRow: right.row.value(at: stage.span), rightSlot: row.slots.count, keys: [])))
        case .group(let keys, let aggregates, let across):
            let group = GroupLowering.lower(keys: keys, aggregates: aggregates, across: across, row: row)
            guard let across else { return node(.group(group)) }
            // The value is found once, for all cases.
            let value = PlanNode(
                .extend([across.value]), over: input, slots: row.slots + [across.value.type], stages: place...place)
            return node(.group(group), over: value)
        case .sort(let keys): return node(.sort(keys))
        case .take(let count): return node(.limit(count))
        case .skip(let count): return node(.offset(count))
        case .top(let count, let key): return node(.top(count, by: [key], .bounded))
        case .distinct(let keys):
            let whole = row.visibleSlots(at: stage.span)
            return node(.distinct(keys.isEmpty ? whole : keys.map(\.value), project: !keys.isEmpty))
        case .set(let operation, let right, let rightSlots):
            return SetLowering.lower(
                operation, left: row, over: input, right: plan(right), rightSlots: rightSlots, stage: stage,
                place: place)
        case .withSources(let shown): return node(.withSources(shown: shown))
        case .why(let shown): return node(.why(shown: shown.map(\.value)))
        }
    }
}

extension [ValueType] {
    /// The slots of rows with these, each as it is.
    func slots(at span: Span = Span(0, 0)) -> [TypedExpression] {
        enumerated().map { TypedExpression(.slot(frame: 0, $0), $1, at: span) }
    }
}

extension RowType {
    /// The slots that make two rows the same: the visible ones.
    var comparedSlots: [Int] { (subject.map { [$0] } ?? []) + columns.map(\.slot) }

    func visibleSlots(at span: Span) -> [TypedExpression] {
        comparedSlots.map { TypedExpression(.slot(frame: 0, $0), slots[$0], at: span) }
    }

    /// Its subject and its columns as one record.
    func record(at span: Span) -> TypedExpression {
        let fields = visibleSlots(at: span).map { NamedExpression(name: "", value: $0) }
        let type = Type.record(fields.map { RecordField(name: "", type: $0.value.type) })
        return TypedExpression(.record(fields), ValueType(type), at: span)
    }

    /// The row as one value: its subject, or the record of its columns.
    package func value(at span: Span) -> TypedExpression {
        if let subject, columns.isEmpty { return TypedExpression(.slot(frame: 0, subject), slots[subject], at: span) }
        let fields = columns.map { column in
            NamedExpression(
                name: column.name,
                value: TypedExpression(.slot(frame: 0, column.slot), slots[column.slot], at: span))
        }
        let type = Type.record(columns.map { RecordField(name: $0.name, type: slots[$0.slot]) })
        return subject.map { TypedExpression(.slot(frame: 0, $0), slots[$0], at: span) }
            ?? TypedExpression(.record(fields), ValueType(type), at: span)
    }
}
