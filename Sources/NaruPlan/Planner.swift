package import NaruSemantics
import NaruSyntax

/// Turns typed queries into plans.
package struct Planner: Sendable {
    /// What a plan is made for.
    package enum Purpose: Sendable {
        case rows
        /// Rows and what each stage could not decide: the figures are those of the
        /// query as it is written.
        case counts
        /// Rows and what they rest on: conditions stay where they are written.
        case evidence
    }

    private let disabled: Set<String>
    private let statistics: (any PlanStatistics)?

    /// All rules but the ones named. Without statistics no number of rows is
    /// known.
    package init(without disabled: Set<String> = [], statistics: (any PlanStatistics)? = nil) {
        self.disabled = disabled
        self.statistics = statistics
    }

    /// The same rules for the data that these are statistics of.
    package func over(_ statistics: any PlanStatistics) -> Planner {
        Planner(without: disabled, statistics: statistics)
    }

    package func plan(_ query: TypedQuery, for purpose: Purpose = .rows) -> Plan {
        plan(OutputQuery(query: query, columns: []), for: purpose).plan
    }

    /// An expression that stands in no row.
    package func planned(_ expression: TypedExpression) -> TypedExpression {
        var numbering = PlanNumbering()
        let planned = lowering(.rows).planned(expression)
        return numbering.number(physical(.rows).planning(planned) ?? planned)
    }

    /// A query with what is shown of its last row.
    package func plan(_ query: OutputQuery, for purpose: Purpose = .rows) -> PlannedOutput {
        let isTraced = query.query.asksEvidence || query.columns.contains { $0.value.asksEvidence }
        let purpose = isTraced ? .evidence : purpose
        let lowering = lowering(purpose)
        let physical = physical(purpose)
        var numbering = PlanNumbering()
        let plan = numbering.number(physical.plan(lowering.plan(query.query)))
        let columns = query.columns.map { column in
            let planned = lowering.planned(column.value)
            return NamedExpression(name: column.name, value: numbering.number(physical.planning(planned) ?? planned))
        }
        return PlannedOutput(plan: plan, columns: columns)
    }

    private func physical(_ purpose: Purpose) -> PhysicalPlanning {
        PhysicalPlanning(statistics: statistics, purpose: purpose)
    }

    private func lowering(_ purpose: Purpose) -> Lowering {
        Lowering(rules: allRules.filter { !disabled.contains($0.name) }, purpose: purpose)
    }
}

/// A planned query and the columns that its result shows, over its last row.
package struct PlannedOutput: Sendable {
    package var plan: Plan
    package var columns: [NamedExpression]
}
