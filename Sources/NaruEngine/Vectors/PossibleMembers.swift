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
