import NaruSemantics
import NaruSyntax

/// `as of D`: which records of types with `valid from .. until` hold on a day.
struct HoldingRecords {
    let store: Store
    let day: ClosedRange<Int32>

    /// The verdict for each record of one type, by its `valid` declaration.
    func verdicts(of type: TypeID, _ validity: Validity) -> [Holding] {
        let starts = validity.start.map { dates(of: $0, type) }
        let ends = validity.end.map { dates(of: $0, type) }
        let attested = attestations(of: type)
        return (0..<store.ownRange(of: type).count).map { row in
            let start = starts.lazy.compactMap { $0[row] }.first
            let end = ends.lazy.compactMap { $0[row] }.first
            let wasSeen = attested.map { $0[row] <= day.lowerBound } ?? false
            return min(started(start, wasSeen, isDeclared: !validity.start.isEmpty), isOpen(end))
        }
    }

    private func started(_ start: PartialDate?, _ wasSeen: Bool, isDeclared: Bool) -> Holding {
        guard isDeclared, !wasSeen else { return .yes }
        guard let start else { return .unknown }
        if start.last <= day.lowerBound { return .yes }
        return start.first > day.upperBound ? .no : .unknown
    }

    /// The last day counts.
    private func isOpen(_ end: PartialDate?) -> Holding {
        guard let end else { return .yes }
        if end.first >= day.upperBound { return .yes }
        return end.last < day.lowerBound ? .no : .unknown
    }

    func field(_ name: String, of type: TypeID) -> Field? {
        store.schema.allFields(of: type).lazy.map { store.schema[$0] }.first { $0.name == name }
    }

    private func column(of field: Field, _ type: TypeID) -> Vector {
        let rows = store.ownRange(of: type)
        let first = Int(rows.lowerBound - store.range(of: field.owner).lowerBound)
        return store.column(of: field.id).slice(first..<first + rows.count)
    }

    private func dates(of bound: Validity.Bound, _ type: TypeID) -> [PartialDate?] {
        switch bound {
        case .field(let name): return dates(name, type)
        case .sum(let name, let term):
            let terms = field(term, of: type).map { column(of: $0, type) }
            return dates(name, type).enumerated().map { row, date in
                guard let date, let terms, case .duration(let durations) = terms.payload, terms.isPresent(row) else {
                    return nil
                }
                return date.adding(durations[row], sign: 1)
            }
        }
    }

    private func dates(_ name: String, _ type: TypeID) -> [PartialDate?] {
        guard let field = field(name, of: type) else { return [] }
        let column = column(of: field, type)
        guard case .date(let dates) = column.payload else { return [PartialDate?](repeating: nil, count: column.count) }
        return (0..<column.count).map { column.isPresent($0) ? dates[$0] : nil }
    }

    /// For each record the first day by which a date of its field `attested`
    /// has certainly come; nil where the type has no such field.
    private func attestations(of type: TypeID) -> [Int32]? {
        guard let field = field("attested", of: type), field.content == .date else { return nil }
        let column = column(of: field, type).asList()
        guard case .list(let list) = column.payload, case .date(let dates) = list.child.payload else { return nil }
        return (0..<column.count).map { row in
            (Int(list.offsets[row])..<Int(list.offsets[row + 1])).map { dates.last[$0] }.min() ?? .max
        }
    }
}

/// Whether a record holds; the lesser of two is their conjunction.
enum Holding: Int, Comparable {
    case no, unknown, yes

    static func < (left: Holding, right: Holding) -> Bool { left.rawValue < right.rawValue }
}

extension StoreView {
    /// What `as of` shows of a dataset, or of what other views show of it.
    static func holding(on day: ClosedRange<Int32>, of store: Store, settings: ViewSettings) -> StoreView {
        var shown = store.view?.shown ?? Bitmap(repeating: true, count: store.entityCount)
        var undecided = Bitmap(repeating: false, count: store.entityCount)
        let records = HoldingRecords(store: store, day: day)
        for type in store.schema.types {
            guard let validity = store.schema.validity(of: type.id) else { continue }
            let first = Int(store.ownRange(of: type.id).lowerBound)
            for (row, verdict) in records.verdicts(of: type.id, validity).enumerated() where shown[first + row] {
                shown[first + row] = verdict == .yes
                undecided[first + row] = verdict == .unknown
            }
        }
        return StoreView(
            settings, shown: shown, undecided: undecided, claims: store.claims.hiding(records: shown) { _ in false },
            fields: store.schema.fields.count)
    }
}

extension Schema {
    /// Its own declaration, or the nearest one above.
    func validity(of type: TypeID) -> Validity? {
        var next: TypeID? = type
        while let current = next {
            if let validity = self[current].validity { return validity }
            next = self[current].parent
        }
        return nil
    }
}
