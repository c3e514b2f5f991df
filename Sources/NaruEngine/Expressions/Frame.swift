/// The rows of one scope: slots of equal length, seen through a selection, and
/// for each row its row in the scope around it.
///
/// Only the slots that an expression reads are gathered, once.
final class Frame {
    let count: Int
    let parent: Frame?
    /// nil when the parent has one row, or the rows are the parent's own.
    let parentRows: [Int32]?
    private let base: [Vector]
    private let selection: [Int32]?
    private var gathered: [Vector?]

    init(slots: [Vector], count: Int, selection: [Int32]? = nil, parent: Frame?, parentRows: [Int32]? = nil) {
        base = slots
        self.selection = selection
        self.count = selection?.count ?? count
        self.parent = parent
        self.parentRows = parentRows
        gathered = [Vector?](repeating: nil, count: slots.count)
    }

    /// The scope of a query that stands in no other: one row without slots.
    static func root() -> Frame { Frame(slots: [], count: 1, parent: nil) }

    func slot(_ index: Int) -> Vector {
        guard let selection else { return base[index] }
        if let vector = gathered[index] { return vector }
        let vector = base[index].gather(selection)
        gathered[index] = vector
        return vector
    }

    /// A slot of the frame `depth` levels out, one value for each row here.
    func slot(_ index: Int, depth: Int) -> Vector {
        var frame = self
        var rows: [Int32]?
        for _ in 0..<depth {
            guard let parent = frame.parent else { break }
            rows = frame.parentRows(for: rows, parent: parent)
            frame = parent
        }
        let vector = frame.slot(index)
        return rows.map { vector.gather($0) } ?? vector
    }

    /// The rows of the parent for some rows here (nil: all of them); nil when
    /// they are the parent's rows one to one.
    private func parentRows(for rows: [Int32]?, parent: Frame) -> [Int32]? {
        if let parentRows { return rows.map { parentRows.gather($0) } ?? parentRows }
        if parent.count == count { return rows }
        return [Int32](repeating: 0, count: rows?.count ?? count)
    }

    /// The same scope with only some of its rows.
    func subset(_ rows: [Int32]) -> Frame {
        let selected = selection.map { $0.gather(rows) } ?? rows
        let parents = parentRows.map { $0.gather(rows) } ?? (parent.map { $0.count == count } == true ? rows : nil)
        return Frame(slots: base, count: rows.count, selection: selected, parent: parent, parentRows: parents)
    }
}
