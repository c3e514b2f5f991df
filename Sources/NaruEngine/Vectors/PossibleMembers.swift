import NaruPlan
import NaruSemantics

/// What the sets, or optional values, of a vector hold only possibly: elements
/// for which a condition is unknown. No value shows them, but whoever asks
/// whether something is in a set (`any`, `no`, `every`, `in`, `except`) asks
/// here too.
final class PossibleMembers: Sendable {
    /// For each value of the vector its possible elements.
    let list: ListColumn

    /// nil where no value has any.
    init?(_ list: ListColumn) {
        guard list.child.count > 0 else { return nil }
        self.list = list
    }

    var byteCount: Int { list.offsets.count * 4 + list.child.byteCount }

    /// Which values have possible elements.
    var presence: Bitmap { lists.presence }

    /// The possible elements as lists of their own.
    var lists: Vector { Vector(count: list.offsets.count - 1, payload: .list(list)) }

    func gather(_ rows: [Int32]) -> PossibleMembers? { PossibleMembers(list.gather(rows)) }

    func slice(_ range: Range<Int>) -> PossibleMembers? { PossibleMembers(list.slice(range)) }

    /// Without those of the values whose bit is zero.
    func masked(by mask: Bitmap) -> PossibleMembers? {
        guard case .list(let kept) = lists.masked(by: mask).payload else { return nil }
        return PossibleMembers(kept)
    }

    /// Those of vectors that are put end to end to `count` values; each begins
    /// at its `start`.
    static func concatenate(_ parts: [(start: Int, members: PossibleMembers)], count: Int) -> PossibleMembers? {
        guard let first = parts.first else { return nil }
        var rows: [Int32] = []
        var elements = VectorBuilder(like: first.members.list.child)
        for part in parts {
            rows += part.members.list.rows.map { $0 + Int32(part.start) }
            elements.append(part.members.list.child)
        }
        return PossibleMembers(ListColumn(offsets: Vector.offsets(of: rows, count: count), child: elements.finish()))
    }
}

/// Elements of sets, each with the row of the set that it is in.
struct Members {
    var elements: Vector
    var owners: [Int32]

    init(_ elements: Vector, owners: [Int32]) {
        self.elements = elements
        self.owners = owners
    }

    /// Some of the elements of lists.
    init(_ list: ListColumn, at places: [Int32]) {
        self.init(list.child.gather(places), owners: list.rows.gather(places))
    }
}

/// Keeping what sets have only possibly.
extension Evaluator {
    /// This evaluator, warning of nothing: possible elements may not be there.
    var silent: Evaluator { Evaluator(context: context.silent()) }

    /// The same values with more members that they have only possibly, in any
    /// order of owners; a set keeps of them what it does not certainly have.
    func adding(_ members: [Members], to values: Vector, isSet: Bool) -> Vector {
        let members = members.filter { !$0.owners.isEmpty }
        guard let first = members.first else { return values }
        var elements = VectorBuilder(like: first.elements)
        var owners: [Int32] = []
        if let known = values.possible?.list {
            elements.append(known.child)
            owners += known.rows
        }
        for part in members {
            elements.append(part.elements)
            owners += part.owners
        }
        var all = regroup(elements.finish(), owners: owners, count: values.count)
        if isSet { all = withoutMembers(of: values, all) }
        guard case .list(let list) = all.payload else { return values }
        return values.with(possible: PossibleMembers(list))
    }

    /// Sets of entities without duplicates and without what is certainly there.
    private func withoutMembers(of values: Vector, _ lists: Vector) -> Vector {
        guard case .list(let list) = lists.payload, case .code(let codes) = list.child.payload,
            case .list(let certain) = values.asList().payload, case .code(let known) = certain.child.payload
        else { return lists }
        let rows = list.rows
        var found: Set<UInt64> = []
        for (place, row) in certain.rows.enumerated() where list.offsets[Int(row)] < list.offsets[Int(row) + 1] {
            found.insert(Self.key(row, known[place]))
        }
        let kept = codes.indices.filter { !found.contains(Self.key(rows[$0], codes[$0])) }.map(Int32.init)
        return set(of: list.child.gather(kept), rows: rows.gather(kept), count: lists.count)
    }

    private static func key(_ row: Int32, _ code: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: row)) << 32 | UInt64(UInt32(bitPattern: code))
    }

    /// What an operation gives for possible elements of `values` is possible in
    /// its result.
    func addingPossible(
        of values: Vector, to result: Vector, isSet: Bool, _ operation: (ListColumn) throws(EngineError) -> Vector
    ) throws(EngineError) -> Vector {
        guard let possible = values.possible?.list else { return result }
        let found = try operation(possible)
        let (elements, owners) = flattened(found, owners: possible.rows)
        var members = [Members(elements, owners: owners)]
        if let inner = found.possible?.list {
            members.append(Members(inner.child, owners: possible.rows.gather(inner.rows)))
        }
        return adding(members, to: result, isSet: isSet)
    }

    /// Certain and possible members in one list, those of a set in the order of
    /// ids; for each whether it is there only possibly, or nil where none is.
    func allMembers(of values: Vector, _ type: Type) -> (list: Vector, open: Bitmap?) {
        let lists = values.asList()
        guard case .list(let certain) = lists.payload, let possible = values.possible?.list else { return (lists, nil) }
        var elements = VectorBuilder(like: certain.child)
        elements.append(certain.child)
        elements.append(possible.child)
        let all = elements.finish()
        let owners = certain.rows + possible.rows
        let places: [Int32]
        if case .code(let codes) = all.payload, type.isEntity {
            places = codes.map { store.place(of: $0) }
        } else {
            places = Array(Int32(0)..<Int32(owners.count))
        }
        let order = owners.indices.sorted { (owners[$0], places[$0]) < (owners[$1], places[$1]) }.map(Int32.init)
        let open = Bitmap(count: order.count) { (place: Int) -> Bool in Int(order[place]) >= certain.child.count }
        let list = Vector.list(elements: all.gather(order), rows: owners.gather(order), count: values.count)
        return (list.with(possible: nil), open)
    }
}
