import NaruSemantics
import NaruSyntax

extension Store {
    /// A dataset that reads its parts from a snapshot when they are asked for.
    /// A part that cannot be read is noted in `damage` and stays empty.
    package convenience init(_ head: SnapshotHead, from source: some SnapshotSource) {
        let reader = SnapshotReader(head: head, source: source, log: DamageLog())
        let order = Deferred { reader.idOrder() }
        self.init(
            schema: head.schema, ranges: head.ranges, ids: .deferred(Deferred { reader.ids() }),
            types: .deferred(Deferred { reader.types() }), idOrder: .deferred(order),
            entitiesByIdOrder: .deferred(Deferred { order.value.map(Store.inverse) }),
            columns: head.schema.fields.map { field in .deferred(Deferred { reader.column(of: field) }) },
            texts: .deferred(Deferred { reader.texts() }), claims: .deferred(Deferred { reader.claims() }),
            claimCount: head.claims, citationCount: head.citations, log: reader.log)
    }

    /// Reads everything, so that `damage` knows what there is to know.
    package func readAll() {
        _ = (ids.count, types.count, idOrder?.count, entitiesByIdOrder?.count, texts.count, claims.claims.count)
        for field in schema.fields { _ = wholeColumn(of: field.id) }
    }
}

/// Makes the parts of a store out of their bytes.
private struct SnapshotReader: Sendable {
    let head: SnapshotHead
    let source: any SnapshotSource
    let log: DamageLog

    private var schema: Schema { head.schema }

    /// What `read` gives, or `empty` and a note of the damage.
    private func part<Value>(
        _ part: SnapshotPart, named name: String? = nil, empty: @autoclosure () -> Value,
        _ read: (inout SnapshotInput) throws(StoreDamage) -> Value
    ) -> Value {
        do throws(StoreDamage) {
            var input = SnapshotInput(try source.bytes(of: part), part: part.name)
            return try read(&input)
        } catch {
            log.add(StoreDamage(part: name ?? error.part, file: source.name))
            return empty()
        }
    }

    func ids() -> [Int32] {
        part(.ids, empty: [Int32](repeating: 0, count: head.entities)) { input throws(StoreDamage) in
            try input.codes(head.entities, below: head.texts)
        }
    }

    /// The entities of exactly one type stand before those of its subtypes.
    func types() -> [TypeID] {
        var types = [TypeID](repeating: .entity, count: head.entities)
        for type in schema.types { for entity in head.ranges[type.id.index] { types[Int(entity)] = type.id } }
        return types
    }

    func idOrder() -> [Int32]? {
        guard head.hasIDOrder else { return nil }
        return part(.idOrder, empty: nil) { input throws(StoreDamage) in
            let order = try input.codes(head.entities, below: head.entities)
            var seen = Bitmap(repeating: false, count: head.entities)
            for place in order { seen[Int(place)] = true }
            guard seen.popCount == head.entities else { throw input.damage }
            return order
        }
    }

    func texts() -> TextDictionary {
        let empty = TextDictionary(bytes: [], offsets: [UInt32](repeating: 0, count: head.texts + 1))
        return part(.textOffsets, empty: empty) { input throws(StoreDamage) in
            let bytes = try source.bytes(of: .texts).bindMemory(to: UInt8.self)
            let offsets = try input.numbers(UInt32.self, count: head.texts + 1)
            guard offsets.first == 0, offsets.last.map(Int.init) == bytes.count else { throw input.damage }
            for text in 0..<head.texts where offsets[text] > offsets[text + 1] { throw input.damage }
            return TextDictionary(mapped: bytes, offsets: offsets, owner: source)
        }
    }

    func claims() -> ClaimTable {
        part(.claims, empty: ClaimTable()) { input throws(StoreDamage) in
            var reader = ClaimTableReader(input: input, schema: schema, entities: head.entities, texts: head.texts)
            return try reader.table()
        }
    }

    func column(of field: Field) -> Vector {
        guard schema.claims?.role(of: field.id) == nil else { return Vector(count: 0, payload: .code([])) }
        let shape = ColumnShape(field, schema, entities: head.entities, texts: head.texts)
        let count = head.ranges[field.owner.index].count
        let name = "\(schema[field.owner].name).\(field.name)"
        return part(.column(field.id.index), named: name, empty: shape.absent(count)) { input throws(StoreDamage) in
            try input.vector(shape, count: count)
        }
    }
}
