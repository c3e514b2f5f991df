import NaruSemantics

/// The rows of one scope: slots of equal length, seen through a selection, and
/// for each row its row in the scope around it.
///
/// Only the slots that an expression reads are gathered, once.
final class Frame: @unchecked Sendable {
    let count: Int
    let parent: Frame?
    /// nil when the parent has one row, or the rows are the parent's own.
    let parentRows: [Int32]?
    private let base: [Vector]
    private let selection: [Int32]?
    // Threads share the frames around theirs. Everything is written once, when a
    // frame is made, but for these, which are written under the lock; traces and
    // tracers belong to runs of one thread.
    private let gathered: Lock<[Vector?]>
    /// What each slot rests on, where evidence is asked for.
    private let traces: [Trace]?
    /// Set in queries that ask for evidence.
    let tracer: Tracer?

    init(
        slots: [Vector], count: Int, selection: [Int32]? = nil, parent: Frame?, parentRows: [Int32]? = nil,
        traces: [Trace]? = nil, tracer: Tracer? = nil
    ) {
        base = slots
        self.traces = traces
        self.tracer = tracer ?? parent?.tracer
        self.selection = selection
        self.count = selection?.count ?? count
        self.parent = parent
        self.parentRows = parentRows
        gathered = Lock([Vector?](repeating: nil, count: selection == nil ? 0 : slots.count))
    }

    /// The scope of a query that stands in no other: one row without slots.
    static func root(_ tracer: Tracer? = nil) -> Frame { Frame(slots: [], count: 1, parent: nil, tracer: tracer) }

    /// A scope without rows around it, for what no row can change.
    var top: Frame { .root(tracer) }

    /// The same scope in a query that asks for evidence.
    func traced(by tracer: Tracer) -> Frame {
        Frame(
            slots: base, count: count, selection: selection, parent: parent, parentRows: parentRows, traces: traces,
            tracer: tracer)
    }

    /// The same scope with what its slots rest on.
    func with(traces: [Trace]) -> Frame {
        Frame(
            slots: base, count: count, selection: selection, parent: parent, parentRows: parentRows, traces: traces,
            tracer: tracer)
    }

    func slot(_ index: Int) -> Vector {
        guard let selection else { return base[index] }
        return gathered.withLock { gathered in
            if let vector = gathered[index] { return vector }
            let vector = base[index].gather(selection)
            gathered[index] = vector
            return vector
        }
    }

    /// A slot of the frame `depth` levels out, one value for each row here.
    func slot(_ index: Int, depth: Int) -> Vector {
        let (frame, rows) = enclosing(depth)
        let vector = frame.slot(index)
        return rows.map { vector.gather($0) } ?? vector
    }

    /// What the values of such a slot rest on.
    func trace(_ index: Int, depth: Int) -> Trace {
        let (frame, rows) = enclosing(depth)
        guard let traces = frame.traces else { return .none(count) }
        let trace = frame.selection.map { traces[index].gather($0) } ?? traces[index]
        return rows.map { trace.gather($0) } ?? trace
    }

    /// The frame `depth` levels out and, for each row here, its row there; nil
    /// when they are the same.
    private func enclosing(_ depth: Int) -> (frame: Frame, rows: [Int32]?) {
        var frame = self
        var rows: [Int32]?
        for _ in 0..<depth {
            guard let parent = frame.parent else { break }
            rows = frame.parentRows(for: rows, parent: parent)
            frame = parent
        }
        return (frame, rows)
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
        return Frame(
            slots: base, count: rows.count, selection: selected, parent: parent, parentRows: parents,
            traces: traces, tracer: tracer)
    }
}
