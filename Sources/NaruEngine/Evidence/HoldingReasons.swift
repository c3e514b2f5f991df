import NaruSemantics
import NaruSyntax

/// What decided that a record holds on the day of `as of`.
struct HoldingReasons {
    /// What was read of the record.
    private(set) var parts: [EvidenceRead.Part] = []
    /// What would have decided it otherwise and is not there.
    private(set) var absent: [FieldID] = []
}

extension HoldingRecords {
    /// Of a record that is shown: the dates from which it certainly holds, the
    /// end that has not come, and every bound that is not there.
    func reasons(for entity: EntityNumber) -> HoldingReasons {
        let type = store.type(of: entity)
        var reasons = HoldingReasons()
        guard let validity = store.schema.validity(of: type) else { return reasons }
        if !validity.start.isEmpty {
            reasons.addSightings(sightings(of: entity, type))
            if let start = first(of: validity.start, entity, type), start.date.last <= day.lowerBound {
                reasons.add(start)
            }
        }
        if let end = first(of: validity.end, entity, type) {
            reasons.add(end)
        } else {
            reasons.addAbsence(of: validity.end.compactMap { missing($0, entity, type) })
        }
        return reasons
    }

    fileprivate struct FoundBound {
        var date: PartialDate
        var fields: [FieldID]
        /// The bounds before it, which would have counted.
        var missing: [FieldID]
    }

    private func first(of bounds: [Validity.Bound], _ entity: EntityNumber, _ type: TypeID) -> FoundBound? {
        var missing: [FieldID] = []
        for bound in bounds {
            if let date = date(of: bound, entity, type) {
                return FoundBound(date: date, fields: fields(of: bound, type), missing: missing)
            }
            missing += [self.missing(bound, entity, type)].compactMap { $0 }
        }
        return nil
    }

    private func fields(of bound: Validity.Bound, _ type: TypeID) -> [FieldID] {
        switch bound {
        case .field(let name): [field(name, of: type)?.id].compactMap { $0 }
        case .sum(let name, let term): [field(name, of: type)?.id, field(term, of: type)?.id].compactMap { $0 }
        }
    }

    /// The field for whose absence a bound is absent.
    private func missing(_ bound: Validity.Bound, _ entity: EntityNumber, _ type: TypeID) -> FieldID? {
        let fields = fields(of: bound, type)
        return fields.first { field in
            let (column, row) = value(of: field, entity)
            return !column.isPresent(row)
        } ?? fields.first
    }

    private func value(of field: FieldID, _ entity: EntityNumber) -> (column: Vector, row: Int) {
        (store.column(of: field), Int(entity - store.range(of: store.schema[field].owner).lowerBound))
    }

    private func date(of bound: Validity.Bound, _ entity: EntityNumber, _ type: TypeID) -> PartialDate? {
        let fields = fields(of: bound, type)
        guard let first = fields.first else { return nil }
        let (column, row) = value(of: first, entity)
        guard case .date(let dates) = column.payload, column.isPresent(row) else { return nil }
        guard case .sum = bound else { return dates[row] }
        guard fields.count > 1 else { return nil }
        let (terms, place) = value(of: fields[1], entity)
        guard case .duration(let durations) = terms.payload, terms.isPresent(place) else { return nil }
        return dates[row].adding(durations[place], sign: 1)
    }

    /// The dates of the field `attested` that have certainly come.
    private func sightings(of entity: EntityNumber, _ type: TypeID) -> [EvidenceRead.Part] {
        guard let field = field("attested", of: type), field.content == .date else { return [] }
        let (column, row) = value(of: field.id, entity)
        guard case .list(let list) = column.asList().payload, case .date(let dates) = list.child.payload else {
            return []
        }
        let range = Int(list.offsets[row])..<Int(list.offsets[row + 1])
        return range.filter { dates.last[$0] <= day.lowerBound }.map { place in
            field.isMany ? .element(field.id, place - range.lowerBound) : .value(field.id)
        }
    }
}

extension HoldingReasons {
    fileprivate mutating func add(_ bound: HoldingRecords.FoundBound) {
        parts += bound.fields.map { .value($0) }
        absent += bound.missing
    }

    fileprivate mutating func addSightings(_ sightings: [EvidenceRead.Part]) { parts += sightings }
    fileprivate mutating func addAbsence(of fields: [FieldID]) { absent += fields }
}
