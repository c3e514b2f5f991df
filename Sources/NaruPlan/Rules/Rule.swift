/// One improvement of a plan. It never changes which rows come out, nor their
/// order; tests run every query with each rule switched off.
package protocol Rule: Sendable {
    var name: String { get }
    func apply(_ plan: Plan) -> Plan
}

/// In the order in which they run.
package let allRules: [any Rule] = [
    ScanType(), SortThenTake(), JoinOnEquality(), LookupByEquality(), PruneGraphColumns(),
]
