import NaruSemantics
import NaruSyntax

extension Tracer {
    func field(_ field: FieldID, of base: TypedExpression, _ type: ValueType, _ frame: Frame)
        throws(EngineError) -> Trace
    {
        let entities = try value(base, frame)
        let found = try trace(base, frame)
        guard case .list = entities.payload else {
            return reads(of: field, entities, evaluator.read(field, of: entities), found)
        }
        let (list, elements) = graph.elements(of: entities, found)
        let values = evaluator.read(field, of: list.child)
        return flatten(
            values, reads(of: field, list.child, values, elements), over: list, count: entities.count,
            isSet: evaluator.givesSet(field, type))
    }

    /// The claims that a field of single entities is read from.
    func reads(of id: FieldID, _ entities: Vector, _ values: Vector, _ base: Trace) -> Trace {
        guard case .code(let numbers) = entities.payload else { return base }
        let field = store.schema[id]
        switch values.payload {
        case .list(let list):
            let owners = list.rows
            let pieces = (0..<list.child.count).map { index -> EvidenceID in
                let owner = Int(owners[index])
                return piece(field, numbers[owner], list.child, index, place: index - Int(list.offsets[owner]))
            }
            let elements = Trace(graph.join(base.rows.gather(owners), pieces))
            return Trace(Trace.none(values.count).rows, shape: .list(offsets: list.offsets, elements))
        case .localized(let texts):
            let parts = texts.indices.map { language in
                Trace(
                    numbers.indices.map { row in
                        guard texts[language].isPresent(row) else { return 0 }
                        let text = EvidenceRead(subject: numbers[row], part: .language(id, language))
                        return graph.join(graph.record(numbers[row]), graph.id(of: text))
                    })
            }
            return Trace(base.rows, shape: .languages(parts))
        default:
            return Trace(
                numbers.indices.map { row in
                    guard values.isPresent(row) else { return 0 }
                    return graph.join(base.rows[row], piece(field, numbers[row], values, row, place: nil))
                })
        }
    }

    private func piece(_ field: Field, _ subject: EntityNumber, _ values: Vector, _ row: Int, place: Int?)
        -> EvidenceID
    {
        graph.join(graph.record(subject), claim(field, subject, values, row, place: place))
    }

    private func claim(_ field: Field, _ subject: EntityNumber, _ values: Vector, _ row: Int, place: Int?)
        -> EvidenceID
    {
        guard case .link = field.content, case .code(let targets) = values.payload else {
            let part = place.map { EvidenceRead.Part.element(field.id, $0) } ?? .value(field.id)
            return graph.id(of: EvidenceRead(subject: subject, part: part))
        }
        let target = targets[row]
        let link: EvidenceRead
        if field.isInverse, let forward = field.inverse {
            link = EvidenceRead(subject: target, part: .link(forward, to: subject))
        } else {
            link = EvidenceRead(subject: subject, part: .link(field.id, to: target))
        }
        return graph.join(graph.id(of: link), graph.record(target))
    }

    /// The evidence of what `Evaluator.flatten` gives.
    func flatten(_ values: Vector, _ trace: Trace, over list: ListColumn, count: Int, isSet: Bool) -> Trace {
        let (elements, owners) = evaluator.flattened(values, owners: list.rows)
        let pieces: Trace
        if case .list = values.payload {
            pieces = graph.elements(of: values, trace).trace
        } else {
            pieces = values.valid.map { trace.gather($0.indices) } ?? trace
        }
        guard isSet else {
            return .list(ListColumn(offsets: Vector.offsets(of: owners, count: count), child: elements), pieces)
        }
        let set = evaluator.set(of: elements, rows: owners, count: count)
        return merged(into: set, [(elements, owners, graph.totals(pieces))])
    }

    /// Each element of `lists` rests on all the elements that are the same and
    /// belong to the same row.
    func merged(into lists: Vector, _ parts: [(elements: Vector, owners: [Int32], pieces: [EvidenceID])]) -> Trace {
        guard case .list(let list) = lists.payload else { return .none(lists.count) }
        var builder = VectorBuilder(like: list.child)
        builder.append(list.child)
        for part in parts { builder.append(part.elements) }
        let owners = list.rows + parts.flatMap(\.owners)
        var numbering = KeyNumbering(rows: owners.count)
        numbering.refine(by: Vector(count: owners.count, payload: .code(owners)))
        numbering.refine(by: builder.finish())
        let joined = graph.joinAll(
            [EvidenceID](repeating: 0, count: list.child.count) + parts.flatMap(\.pieces), owners: numbering.ids,
            count: numbering.count)
        return .list(list, Trace(numbering.ids.prefix(list.child.count).map { joined[Int($0)] }))
    }

    func recordField(_ index: Int, of base: TypedExpression, _ type: ValueType, _ frame: Frame)
        throws(EngineError) -> Trace
    {
        let records = try value(base, frame)
        let found = try trace(base, frame)
        guard case .list = records.payload else { return part(index, of: found) }
        let (list, elements) = graph.elements(of: records, found)
        guard case .record(let fields) = list.child.payload else { return Trace(graph.totals(found)) }
        return flatten(
            fields[index], part(index, of: elements), over: list, count: records.count, isSet: type.type.isEntity)
    }

    private func part(_ index: Int, of trace: Trace) -> Trace {
        guard case .record(let parts) = trace.shape else { return Trace(trace.rows) }
        return graph.adding(trace.rows, to: parts[index])
    }

    func property(_ property: Property, of base: TypedExpression, _ type: ValueType, _ frame: Frame)
        throws(EngineError) -> Trace
    {
        let values = try value(base, frame)
        let found = try trace(base, frame)
        guard case .list = values.payload else { return self.property(property, of: values, found) }
        let (list, elements) = graph.elements(of: values, found)
        let parts = try FieldReader(context: evaluator.context).read(property, of: list.child, as: type)
        let traced = self.property(property, of: list.child, elements)
        return flatten(parts, traced, over: list, count: values.count, isSet: false)
    }

    private func property(_ property: Property, of values: Vector, _ trace: Trace) -> Trace {
        switch property {
        case .language(let language):
            guard case .languages(let parts) = trace.shape,
                let index = store.schema.languages.firstIndex(of: language), parts.indices.contains(index)
            else { return Trace(graph.totals(trace)) }
            return graph.adding(trace.rows, to: parts[index])
        case .label: return labels(of: values, graph.totals(trace))
        default: return Trace(graph.totals(trace))
        }
    }

    /// What the labels of entities are read from, language by language.
    private func labels(of entities: Vector, _ base: [EvidenceID]) -> Trace {
        let isLocalized = store.schema.labelType == .localizedText
        var parts = [Trace](repeating: .none(entities.count), count: isLocalized ? store.schema.languages.count : 1)
        for field in store.schema.fields where field.isLabel {
            let texts = evaluator.read(field.id, of: entities)
            let found = reads(of: field.id, entities, texts, .none(entities.count))
            for language in parts.indices {
                var pieces = graph.totals(found)
                if case .languages(let texts) = found.shape { pieces = texts[language].rows }
                parts[language].rows = graph.join(parts[language].rows, pieces)
            }
        }
        return isLocalized ? Trace(base, shape: .languages(parts)) : Trace(graph.join(base, parts[0].rows))
    }

    func list(_ items: [TypedExpression], _ frame: Frame) throws(EngineError) -> Trace {
        var pieces: [Trace] = []
        var owners: [Int32] = []
        for item in items {
            let (list, elements) = graph.elements(of: try value(item, frame), try trace(item, frame))
            pieces.append(elements)
            owners += list.rows
        }
        return regrouped(graph.concatenate(pieces), owners: owners, count: frame.count)
    }

    /// The evidence of what `Evaluator.regroup` gives.
    func regrouped(_ pieces: Trace, owners: [Int32], count: Int) -> Trace {
        let order = owners.indices.sorted { (owners[$0], $0) < (owners[$1], $1) }.map(Int32.init)
        let offsets = Vector.offsets(of: owners, count: count)
        return Trace(Trace.none(count).rows, shape: .list(offsets: offsets, pieces.gather(order)))
    }

    func narrow(_ operand: TypedExpression, _ types: [TypeID], _ frame: Frame) throws(EngineError) -> Trace {
        let entities = try value(operand, frame)
        let found = try trace(operand, frame)
        guard case .list = entities.payload else { return found }
        let (list, elements) = graph.elements(of: entities, found)
        let kept = evaluator.isOne(of: types, list.child).indices
        let offsets = Vector.offsets(of: list.rows.gather(kept), count: entities.count)
        return Trace(Trace.none(entities.count).rows, shape: .list(offsets: offsets, elements.gather(kept)))
    }
}
