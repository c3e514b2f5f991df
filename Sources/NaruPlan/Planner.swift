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

    /// All rules but the ones named.
    package init(without disabled: Set<String> = []) { self.disabled = disabled }

    package func plan(_ query: TypedQuery, for purpose: Purpose = .rows) -> Plan {
        lowering(query.asksEvidence ? .evidence : purpose).plan(query).numbered()
    }

    /// An expression that stands in no row.
    package func planned(_ expression: TypedExpression) -> TypedExpression {
        var numbering = PlanNumbering()
        return numbering.number(lowering(.rows).planned(expression))
    }

    /// A query with what is shown of its last row.
    package func plan(_ query: OutputQuery, for purpose: Purpose = .rows) -> PlannedOutput {
        let isTraced = query.query.asksEvidence || query.columns.contains { $0.value.asksEvidence }
        let lowering = lowering(isTraced ? .evidence : purpose)
        var numbering = PlanNumbering()
        let plan = numbering.number(lowering.plan(query.query))
        let columns = query.columns.map { column in
            NamedExpression(name: column.name, value: numbering.number(lowering.planned(column.value)))
        }
        return PlannedOutput(plan: plan, columns: columns)
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
