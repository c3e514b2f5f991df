/// `sort … | take n` keeps n rows while reading instead of sorting all.
struct SortThenTake: Rule {
    let name = "sort-then-take"

    func apply(_ plan: Plan) -> Plan {
        var plan = plan
        var steps: [PlanStep] = []
        for step in plan.steps {
            if case .limit(let count) = step.kind, let last = steps.last, case .sort(let keys) = last.kind {
                steps[steps.count - 1] = PlanStep(
                    .top(count, by: keys), stages: last.stages.lowerBound...step.stages.upperBound)
            } else {
                steps.append(step)
            }
        }
        plan.steps = steps
        return plan
    }
}
