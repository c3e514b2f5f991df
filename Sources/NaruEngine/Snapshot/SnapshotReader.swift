import NaruSemantics
import NaruSyntax

extension Store {
    /// A dataset that reads its parts from a snapshot when they are asked for.
    /// A part that cannot be read is noted in `damage` and stays empty.
    package convenience init(_ head: SnapshotHead, from source: some SnapshotSource) {
        let reader = SnapshotReader(head: head, source: source, log: DamageLog())
        self.init(
            schema: head.schema, ranges: head.ranges, ids: .deferred(Deferred { reader.ids() }),
            idOrder: Deferred { reader.idOrder() },
            columns: head.schema.fields.map { field in .deferred(Deferred { reader.column(of: field) }) },
            texts: .deferred(Deferred { reader.texts() }), names: .deferred(Deferred { reader.names() }),
            claims: .deferred(Deferred { reader.claims() }), claimCount: head.claims, citationCount: head.citations,
            log: reader.log)
    }

    /// Reads everything, so that `damage` knows what there is to know.
    package func readAll() {
        _ = (idOrder?.count, entitiesByIdOrder?.count, claims.claims.count)
        texts.verify()
        for entity in 0..<Int32(ids.count) { _ = ids.code(of: entity, in: texts) }
        names.verify(texts)
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
            var input =
                part.isSectioned
                ? try sectioned(part) : SnapshotInput(try source.bytes(of: part), part: part.name)
            return try read(&input)
        } catch {
            log.add(StoreDamage(part: name ?? error.part, file: source.name))
            return empty()
        }
    }

    private func sectioned(_ part: SnapshotPart) throws(StoreDamage) -> SnapshotInput {
        let sections = try source.sections(of: part, noteDamage: note(part))
        return SnapshotInput(sections.memory, part: part.name, check: sections.check)
    }

    private func note(_ part: SnapshotPart) -> @Sendable () -> Void {
        let (log, name) = (log, source.name)
        return { log.add(StoreDamage(part: part.name, file: name)) }
    }

    func ids() -> EntityIDs {
        let listed = head.firstNumbers.indices.reduce(0) { count, type in
            head.firstNumbers[type] == nil ? count + Int(head.starts[type + 1] - head.starts[type]) : count
        }
        let codes = part(.ids, empty: StoredNumbers([Int32](repeating: 0, count: listed))) {
            input throws(StoreDamage) in try input.mapped(Int32.self, count: listed)
        }
        return EntityIDs(starts: head.starts, firstNumbers: head.firstNumbers, codes: codes, noteDamage: note(.ids))
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
        let written = part(.textOffsets, empty: .empty(head.writtenTexts)) { input throws(StoreDamage) in
            let texts = try source.sections(of: .texts, noteDamage: note(.texts))
            let offsets = try input.mapped(UInt32.self, count: head.writtenTexts + 1)
            guard offsets[0] == 0, Int(offsets[head.writtenTexts]) == texts.bytes.count else { throw input.damage }
            return WrittenTexts(texts, offsets: offsets, noteDamage: note(.texts))
        }
        let between = part(
            .textsBetween, empty: StoredNumbers([Int32](repeating: 0, count: head.textsBetween))
        ) { input throws(StoreDamage) in
            try input.mapped(Int32.self, count: head.textsBetween)
        }
        return TextDictionary(written, numbers: head.numbers, lowCount: head.lowTexts, between: between)
    }

    func names() -> NameIndex {
        part(.names, empty: .empty) { input throws(StoreDamage) in
            let hashes = try input.mapped(UInt32.self)
            let codes = try input.mapped(Int32.self, count: hashes.count)
            let offsets = try input.mapped(Int32.self, count: hashes.count + 1)
            let entities = try input.mapped(Int32.self)
            return NameIndex(
                hashes: hashes, codes: codes, offsets: offsets, entities: entities, noteDamage: note(.names))
        }
    }

    func claims() -> ClaimTable {
        part(.claims, empty: ClaimTable()) { input throws(StoreDamage) in
            var reader = ClaimTableReader(input: input, head: head)
            return try reader.table()
        }
    }

    func column(of field: Field) -> Vector {
        guard schema.claims?.role(of: field.id) == nil else { return Vector(count: 0, payload: .code([])) }
        let shape = ColumnShape(field, head)
        let count = head.ranges[field.owner.index].count
        let name = "\(schema[field.owner].name).\(field.name)"
        return part(.column(field.id.index), named: name, empty: shape.absent(count)) { input throws(StoreDamage) in
            try input.vector(shape, count: count)
        }
    }
}
