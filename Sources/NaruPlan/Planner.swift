package import NaruSemantics
import NaruSyntax

/// Turns typed queries into logical plans.
package struct Planner: Sendable {
    package var rules: [any Rule]

    /// All rules but the ones named.
    package init(without disabled: Set<String> = []) {
        rules = allRules.filter { !disabled.contains($0.name) }
    }

    /// Without the rules that move a condition into another operator.
    package var asWritten: Planner {
        var planner = self
        planner.rules.removeAll { $0.name != JoinOnEquality().name }
        return planner
    }

    package func plan(_ query: TypedQuery) -> Plan {
        var plan = lower(query)
        for rule in rules { plan = rule.apply(plan) }
        return plan
    }

    private func lower(_ query: TypedQuery) -> Plan {
        var steps: [PlanStep] = []
        var row = query.source.row
        for (index, stage) in query.stages.enumerated() {
            steps += lower(stage, from: row, place: index + 1)
            row = stage.row
        }
        return Plan(
            source: lower(query.source), views: query.views, steps: steps, row: row,
            spans: [query.span] + query.stages.map(\.span), asksEvidence: query.asksEvidence)
    }

    private func lower(_ source: TypedSource) -> PlanSource {
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

    private func lower(_ stage: TypedStage, from row: RowType, place: Int) -> [PlanStep] {
        func step(_ kind: PlanStep.Kind) -> [PlanStep] { [PlanStep(kind, stages: place...place)] }
        switch stage.kind {
        case .filter(let condition, let possibly): return step(.filter(condition, possibly: possibly))
        case .select(let columns): return WindowLowering.lower(columns, row: row, stage: place) { .project($0) }
        case .add(let columns): return WindowLowering.lower(columns, row: row, stage: place) { .extend($0) }
        case .drop: return []
        case .expand(let elements, let optional): return step(.expand(elements, optional: optional))
        case .join(let right, let condition, let optional):
            let plan = plan(right)
            return step(
                .join(
                    PlanJoin(
                        right: plan, condition: condition, isOptional: optional,
                        rightRow: plan.row.value(at: stage.span), rightSlot: row.slots.count, keys: [])))
        case .group(let keys, let aggregates, let across):
            let group = GroupLowering.lower(keys: keys, aggregates: aggregates, across: across, row: row)
            // The value is found once, for all cases.
            return (across.map { step(.extend([$0.value])) } ?? []) + step(.group(group))
        case .sort(let keys): return step(.sort(keys))
        case .take(let count): return step(.limit(count))
        case .skip(let count): return step(.offset(count))
        case .top(let count, let key): return step(.top(count, by: [key]))
        case .distinct(let keys):
            let whole = row.visibleSlots(at: stage.span)
            return step(.distinct(keys.isEmpty ? whole : keys.map(\.value), project: !keys.isEmpty))
        case .set(let operation, let right, let rightSlots):
            return SetLowering.lower(
                operation, left: row, right: plan(right), rightSlots: rightSlots, stage: stage, place: place)
        case .withSources(let shown): return step(.withSources(shown: shown))
        case .why(let shown): return step(.why(shown: shown.map(\.value)))
        }
    }
}
