extension Evaluation {
    func window(_ call: Node, over keys: [Node], isOverAll: Bool, isSoFar: Bool) throws -> ModelValue? {
        guard case .call(let name) = call.form else { throw BeyondModel("window") }
        let (all, place) = (peers, place)
        let own = try keys.map { Recorded.key(try single($0, all[place])) }
        let partition = try all.indices.filter { other in
            try keys.map { Recorded.key(try single($0, all[other])) } == own
        }
        switch name {
        case "row": return .int(partition.count { $0 <= place })
        case "previous":
            guard let before = partition.last(where: { $0 < place }) else { return nil }
            return try single(call.kids[0], all[before])
        case "rank": return try rank(call.kids[0], all, partition, place)
        default:
            let seen = isSoFar ? partition.filter { $0 <= place } : partition
            guard let operand = call.kids.first else { return .int(seen.count) }
            let values = try seen.flatMap { ModelValue.certain(try value(operand, all[$0])) }
            let isOfEntities = isOfEntities(values)
            let united = isOfEntities ? ModelValue.certain(.set(values.map { Member(value: $0) })) : values
            return try aggregate(name, united, operand.kind.element)
        }
    }

    /// 1, 1, 3; absent last, either way.
    private func rank(_ key: Node, _ all: [Scope], _ partition: [Int], _ place: Int) throws -> ModelValue? {
        var (node, isDescending) = (key, false)
        if case .call("descending") = key.form { (node, isDescending) = (key.kids[0], true) }
        let own = try single(node, all[place])
        let before = try partition.count { other in
            guard let value = try single(node, all[other]) else { return false }
            guard let own else { return true }
            return try isDescending ? Recorded.isBefore(own, value) : Recorded.isBefore(value, own)
        }
        return .int(before + 1)
    }
}
