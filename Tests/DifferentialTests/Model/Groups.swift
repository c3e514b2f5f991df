extension Evaluation {
    func grouped(_ rows: [Scope], by keys: [Column], into columns: [Column], in outer: Scope?) throws -> [Scope] {
        try groups(rows, by: keys).map { values, all in
            // Of rows that are only possible there is possibly a group.
            let rows = all.filter(\.isCertain)
            let isCertain = keys.isEmpty || !rows.isEmpty
            let cells = zip(keys, values).map { ModelValue.Cell(name: $0.name, value: $1) }
            let key = Scope(nil, columns: cells, outer: outer)
            if columns.isEmpty {
                let count = ModelValue.Cell(name: "count", value: .int(rows.count))
                return Scope(nil, columns: cells + [count], outer: outer, isCertain: isCertain)
            }
            let found = try columns.map {
                ModelValue.Cell(name: $0.name, value: try pooled($0.node, rows, key))
            }
            return Scope(nil, columns: cells + found, outer: outer, isCertain: isCertain)
        }
    }

    /// In the order of their keys; without keys there is one, also of no rows.
    private func groups(_ rows: [Scope], by keys: [Column]) throws -> [(values: [ModelValue?], rows: [Scope])] {
        guard !keys.isEmpty else { return [([], rows)] }
        var places: [[ModelValue?]: Int] = [:]
        var found: [(values: [ModelValue?], rows: [Scope])] = []
        for row in rows {
            let values = try keys.map { try single($0.node, row) }
            let key = values.map { Recorded.key($0) }
            let place = places[key] ?? found.count
            if place == found.count { found.append((values, [])) }
            places[key] = place
            found[place].rows.append(row)
        }
        let order = try Recorded.order(found.map(\.values), descending: keys.map { _ in false })
        return order.map { found[$0] }
    }

    /// The outermost aggregate looks at the whole group, inner ones at a row.
    private func pooled(_ node: Node, _ rows: [Scope], _ key: Scope) throws -> ModelValue? {
        guard case .call(let name) = node.form,
            Evaluation.aggregates.contains(name) || name == "every" || name == "some"
        else {
            if case .exists(let isNegated) = node.form, let condition = condition(node.kids[0]) {
                let found = Kleene.any(try rows.map { try truth(condition, $0) })
                return truthValue(isNegated ? Kleene.not(found) : found)
            }
            guard node.kids.isEmpty else { return try value(withPooledOperands(node, rows, key), key) }
            return try value(node, key)
        }
        if name == "every" || name == "some", node.kids[0].form == .rows {
            let truths = try rows.map { try truth(node.kids[1], $0) }
            return truthValue(name == "every" ? Kleene.all(truths) : Kleene.any(truths))
        }
        guard let operand = node.kids.first else { return .int(rows.count) }
        if let condition = condition(operand) {
            return .int(try rows.count { try truth(condition, $0) == true })
        }
        let extra = node.kids.count > 1 ? try single(node.kids[1], key) : nil
        if operand.form == .call("distinct") {
            let values = try pool(operand.kids[0], rows)
            let distinct = ModelValue.certain(try aggregate("distinct", values, operand.kind.element))
            return try aggregate(name, distinct, operand.kind.element, extra)
        }
        return try aggregate(name, pool(operand, rows), operand.kind.element, extra)
    }

    /// `rows[C]`
    private func condition(_ node: Node) -> Node? {
        node.form == .filter && node.kids[0].form == .rows ? node.kids[1] : nil
    }

    private func withPooledOperands(_ node: Node, _ rows: [Scope], _ key: Scope) throws -> Node {
        var copy = node
        copy.kids = try node.kids.map {
            Node(form: .literal($0.text, try pooled($0, rows, key)), kind: $0.kind)
        }
        return copy
    }

    /// Sets of entities are united, values stand one a row.
    private func pool(_ node: Node, _ rows: [Scope]) throws -> [ModelValue] {
        let values = try rows.flatMap { ModelValue.certain(try value(node, $0)) }
        switch node.kind.element {
        case .entity: return ModelValue.certain(.set(values.map { Member(value: $0) }))
        default: return values
        }
    }

    /// The values of `across` side by side; absent ones and those outside of the
    /// list stand nowhere.
    func spread(
        _ rows: [Scope], by keys: [Column], _ across: Node, _ cases: [Node], _ columns: [Column], in outer: Scope?
    ) throws -> [Scope] {
        let wanted = try Stage.cases(of: across, cases).map { ($0.name, try single($0.node, outer)) }
        return try groups(rows.filter(\.isCertain), by: keys).map { values, rows in
            let cells = zip(keys, values).map { ModelValue.Cell(name: $0.name, value: $1) }
            let key = Scope(nil, columns: cells, outer: outer)
            let beside = try wanted.flatMap { name, value in
                let matching = try rows.filter { try Recorded.key(single(across, $0)) == Recorded.key(value) }
                return try columns.map { column in
                    ModelValue.Cell(
                        name: columns.count == 1 ? name : "\(name)_\(column.name)",
                        value: try pooled(column.node, matching, key))
                }
            }
            return Scope(nil, columns: cells + beside, outer: outer)
        }
    }
}
