import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// A stored field or link of every entity of `base`.
    func field(_ field: FieldID, of base: TypedExpression, _ type: ValueType, _ frame: Frame)
        throws(EngineError) -> Vector
    {
        try checkClaims(of: field)
        let entities = try evaluate(base, frame)
        return try eachElement(of: entities, isSet: givesSet(field, type)) { read(field, of: $0) }
    }

    func property(_ property: Property, of base: TypedExpression, _ expression: TypedExpression, _ frame: Frame)
        throws(EngineError) -> Vector
    {
        let values = try evaluate(base, frame)
        if property == .amount { warnOfRanges(values, expression) }
        let reader = FieldReader(context: context)
        return try eachElement(of: values, isSet: false) { values throws(EngineError) in
            try reader.read(property, of: values, as: expression.type)
        }
    }

    /// A range has no one amount.
    private func warnOfRanges(_ values: Vector, _ expression: TypedExpression) {
        var present = values
        if case .list(let list) = values.payload { present = list.child }
        guard case .quantity(let quantities) = present.payload else { return }
        let ranges = quantities.ranges
        context.warn(
            .undefinedResult, of: expression, count: (present.valid.map { ranges & $0 } ?? ranges).popCount)
    }

    /// Some links lead to claims.
    func checkClaims(of field: FieldID) throws(EngineError) {
        if case .link(let targets) = store.schema[field].content, let target = targets.first {
            try checkClaims(target)
        }
    }

    /// Links lead to sets. A citation is no thing of its own, though, but a pair
    /// of source and words: both are read as lists with an item a citation.
    func givesSet(_ field: FieldID, _ type: ValueType) -> Bool {
        type.type.isEntity && store.schema.claims?.role(of: field) != .source
    }

    /// What `read` gives for single values, or for every element of lists, the
    /// possible ones included.
    func eachElement(
        of values: Vector, isSet: Bool, _ read: (Vector) throws(EngineError) -> Vector
    ) throws(EngineError) -> Vector {
        let found =
            if case .list(let list) = values.payload {
                flatten(try read(list.child), over: list, rows: values.count, isSet: isSet)
            } else {
                try read(values.with(possible: nil))
            }
        return try addingPossible(of: values, to: found, isSet: isSet) { list throws(EngineError) in
            try read(list.child)
        }
    }

    /// The field of single entities; absent where the entity is.
    func read(_ field: FieldID, of entities: Vector) -> Vector {
        FieldReader(context: context).read(field, of: entities)
    }

    /// The values read from the elements of lists, as one list a row: a set of
    /// entities without duplicates, or the present values one by one.
    func flatten(_ values: Vector, over list: ListColumn, rows count: Int, isSet: Bool) -> Vector {
        let joined = joined(values, over: list)
        let lists = Vector(count: count, payload: .list(isSet ? EntitySets(store: store).sets(of: joined) : joined))
        guard let possible = values.possible?.list else { return lists }
        let open = Members(possible.child, owners: list.rows.gather(possible.rows))
        return adding([open], to: lists, isSet: isSet)
    }

    /// The lists of the elements of a list, or their present values, end to end.
    private func joined(_ values: Vector, over list: ListColumn) -> ListColumn {
        if case .list(let inner) = values.payload {
            return ListColumn(offsets: inner.offsets.gather(list.offsets), child: inner.child)
        }
        guard values.valid != nil else { return ListColumn(offsets: list.offsets, child: values) }
        let (elements, owners) = flattened(values, owners: list.rows)
        return ListColumn(offsets: Vector.offsets(of: owners, count: list.offsets.count - 1), child: elements)
    }

    /// The elements of lists, or the present single values, each with its owner.
    func flattened(_ values: Vector, owners: [Int32]) -> (elements: Vector, owners: [Int32]) {
        if case .list(let inner) = values.payload {
            return (inner.child, owners.gather(inner.rows))
        }
        guard let valid = values.valid else { return (values, owners) }
        let present = valid.indices
        var elements = values.gather(present)
        elements.valid = nil
        return (elements, owners.gather(present))
    }

    /// The owners alone.
    func flattenedOwners(_ values: Vector, owners: [Int32]) -> [Int32] {
        if case .list(let inner) = values.payload { return owners.gather(inner.rows) }
        return values.valid.map { owners.gather($0.indices) } ?? owners
    }

    /// Entities as one set a row: without duplicates, in the order of ids.
    /// `rows` ascend.
    func set(of entities: Vector, rows: [Int32], count: Int) -> Vector {
        let list = ListColumn(offsets: Vector.offsets(of: rows, count: count), child: entities)
        return Vector(count: count, payload: .list(EntitySets(store: store).sets(of: list)))
    }

    func recordField(_ index: Int, of base: TypedExpression, _ type: ValueType, _ frame: Frame)
        throws(EngineError) -> Vector
    {
        try eachElement(of: try evaluate(base, frame), isSet: type.type.isEntity) { records in
            guard case .record(let fields) = records.payload else { return records }
            return records.valid.map { fields[index].masked(by: $0) } ?? fields[index]
        }
    }

    func record(_ fields: [NamedExpression], _ frame: Frame) throws(EngineError) -> Vector {
        Vector(count: frame.count, payload: .record(try evaluateAll(fields.map(\.value), frame)))
    }

    func list(_ items: [TypedExpression], _ type: ValueType, _ frame: Frame) throws(EngineError) -> Vector {
        var elements = VectorBuilder(like: Vector.empty(of: ValueType(type.type), languages: context.languages))
        var owners: [Int32] = []
        let all = Array(Int32(0)..<Int32(frame.count))
        for item in items {
            let (values, rows) = flattened(try evaluate(item, frame), owners: all)
            elements.append(values)
            owners += rows
        }
        return regroup(elements.finish(), owners: owners, count: frame.count)
    }

    /// Elements in any order of owners as one list a row, keeping their order.
    func regroup(_ elements: Vector, owners: [Int32], count: Int) -> Vector {
        let offsets = Vector.offsets(of: owners, count: count)
        guard !owners.isAscending else {
            return Vector(count: count, payload: .list(ListColumn(offsets: offsets, child: elements)))
        }
        var next = offsets
        var rows = [Int32](repeating: 0, count: owners.count)
        for (index, owner) in owners.enumerated() {
            rows[Int(next[Int(owner)])] = Int32(index)
            next[Int(owner)] += 1
        }
        return Vector(count: count, payload: .list(ListColumn(offsets: offsets, child: elements.gather(rows))))
    }

    func narrow(_ entities: Vector, to types: [TypeID]) -> Vector {
        guard case .list(let list) = entities.payload else {
            return entities.masked(by: isOne(of: types, entities)).with(possible: narrow(entities.possible, to: types))
        }
        let kept = list.keeping(isOne(of: types, list.child).indices)
        return Vector(count: entities.count, payload: .list(kept))
            .with(possible: narrow(entities.possible, to: types))
    }

    private func narrow(_ possible: PossibleMembers?, to types: [TypeID]) -> PossibleMembers? {
        guard let possible, case .list(let kept) = narrow(possible.lists, to: types).payload else { return nil }
        return PossibleMembers(kept)
    }

    /// Which entities are of one of the types.
    func isOne(of types: [TypeID], _ entities: Vector) -> Bitmap {
        guard case .code(let numbers) = entities.payload else { return Bitmap(repeating: false, count: entities.count) }
        let ranges = types.map { store.range(of: $0) }
        return Bitmap(count: numbers.count) { (row: Int) -> Bool in
            ranges.contains { $0.contains(numbers[row]) }
        }
    }
}
