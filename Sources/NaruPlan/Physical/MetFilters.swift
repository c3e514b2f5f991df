import NaruSemantics

extension Plan {
    /// Without the filters that ask only for what the keys of the lookup before
    /// them have decided. Where a row may stay because nobody knows, where what
    /// was unknown is counted, and where only some bucket of the index is looked
    /// through for a hit, they stay.
    func withoutMetFilters(for purpose: Planner.Purpose) -> Plan {
        guard purpose == .rows, !(traits.keepsPossible && traits.mayHavePossible), !root.isSemiJoin,
            case .lookup(let lookup) = source.operation
        else { return self }
        let behind = nodes.dropFirst()
        let filters = behind.prefix(while: \.isFilter)
        let asked = filters.flatMap { node in node.operation.ownExpressions.flatMap(\.conjuncts) }
        guard !filters.isEmpty, asked.count == lookup.keys.count else { return self }
        return with(root: behind.dropFirst(filters.count).reduce(source) { $1.over($0) })
    }
}

extension PlanNode {
    fileprivate var isSemiJoin: Bool { if case .semiJoin = operation { true } else { false } }
}
