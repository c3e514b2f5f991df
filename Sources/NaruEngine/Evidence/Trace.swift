import NaruSemantics

/// The evidence of a vector, value by value.
///
/// `rows` is what each value rests on as a whole; a list, record or text in
/// several languages may say more of each of its parts.
struct Trace: Sendable {
    indirect enum Shape: Sendable {
        case whole
        /// Aligned with the elements of a list vector that has these offsets.
        case list(offsets: [Int32], Trace)
        case record([Trace])
        case languages([Trace])
    }

    var rows: [EvidenceID]
    var shape: Shape

    init(_ rows: [EvidenceID], shape: Shape = .whole) {
        self.rows = rows
        self.shape = shape
    }

    static func none(_ count: Int) -> Trace { Trace([EvidenceID](repeating: 0, count: count)) }

    var count: Int { rows.count }

    /// About how much memory it takes.
    var byteCount: Int {
        let parts =
            switch shape {
            case .whole: 0
            case .list(let offsets, let elements): offsets.count * 4 + elements.byteCount
            case .record(let fields), .languages(let fields): fields.reduce(0) { $0 + $1.byteCount }
            }
        return rows.count * 4 + parts
    }

    /// Elements that rest on what `elements` says, list by list.
    static func list(_ list: ListColumn, _ elements: Trace) -> Trace {
        Trace(
            [EvidenceID](repeating: 0, count: list.offsets.count - 1),
            shape: .list(offsets: list.offsets, elements))
    }

    /// Nothing for values that are not there: what is absent rests on nothing,
    /// since hiding claims leaves it absent.
    func masked(by presence: Bitmap) -> Trace {
        guard presence.popCount < count else { return self }
        return gather((0..<Int32(count)).map { presence[Int($0)] ? $0 : -1 })
    }

    /// What each value rests on, whatever language it is read in.
    func withoutLanguages(_ graph: EvidenceGraph) -> [EvidenceID] {
        if case .languages = shape { rows } else { graph.totals(self) }
    }

    /// The evidence at `rows`; none for a negative one.
    func gather(_ wanted: [Int32]) -> Trace {
        let rows = wanted.map { $0 < 0 ? 0 : self.rows[Int($0)] }
        switch shape {
        case .whole: return Trace(rows)
        case .record(let fields): return Trace(rows, shape: .record(fields.map { $0.gather(wanted) }))
        case .languages(let texts): return Trace(rows, shape: .languages(texts.map { $0.gather(wanted) }))
        case .list(let offsets, let elements):
            var places: [Int32] = []
            var ends: [Int32] = [0]
            for row in wanted {
                if row >= 0 { places += offsets[Int(row)]..<offsets[Int(row) + 1] }
                ends.append(Int32(places.count))
            }
            return Trace(rows, shape: .list(offsets: ends, elements.gather(places)))
        }
    }
}

extension EvidenceGraph {
    /// All that each value rests on, its parts included.
    func totals(_ trace: Trace) -> [EvidenceID] {
        switch trace.shape {
        case .whole: return trace.rows
        case .record(let parts), .languages(let parts):
            return parts.reduce(trace.rows) { join($0, totals($1)) }
        case .list(let offsets, let elements):
            let pieces = totals(elements)
            return trace.rows.indices.map { row in
                join(trace.rows[row], joinAll(pieces[Int(offsets[row])..<Int(offsets[row + 1])]))
            }
        }
    }

    /// More evidence for each value as a whole; of a list for each element, as
    /// an empty list rests on nothing.
    func adding(_ pieces: [EvidenceID], to trace: Trace) -> Trace {
        var trace = trace
        if case .list(let offsets, let elements) = trace.shape {
            trace.shape = .list(offsets: offsets, adding(pieces.gather(ListColumn.rows(of: offsets)), to: elements))
        } else {
            trace.rows = join(trace.rows, pieces)
        }
        return trace
    }

    /// A vector as lists, and what each of their elements rests on.
    func elements(of vector: Vector, _ trace: Trace) -> (list: ListColumn, trace: Trace) {
        let lists = vector.asList()
        guard case .list(let list) = lists.payload else {
            return (ListColumn(offsets: [Int32](repeating: 0, count: vector.count + 1), child: vector), .none(0))
        }
        guard case .list = vector.payload else { return (list, trace.gather(vector.presence.indices)) }
        let owners = list.rows
        if case .list(_, let elements) = trace.shape, elements.count == list.child.count {
            return (list, adding(owners.map { trace.rows[Int($0)] }, to: elements))
        }
        return (list, Trace(totals(trace).gather(owners)))
    }

    /// The evidence of vectors that are put end to end.
    func concatenate(_ traces: [Trace]) -> Trace {
        guard let first = traces.first else { return .none(0) }
        guard traces.count > 1 else { return first }
        let rows = traces.flatMap(\.rows)
        switch first.shape {
        case .record(let parts):
            let all = traces.map { if case .record(let parts) = $0.shape { parts } else { [Trace]() } }
            guard all.allSatisfy({ $0.count == parts.count }) else { break }
            return Trace(rows, shape: .record(parts.indices.map { part in concatenate(all.map { $0[part] }) }))
        case .languages(let parts):
            let all = traces.map { if case .languages(let parts) = $0.shape { parts } else { [Trace]() } }
            guard all.allSatisfy({ $0.count == parts.count }) else { break }
            return Trace(rows, shape: .languages(parts.indices.map { part in concatenate(all.map { $0[part] }) }))
        case .list:
            var ends: [Int32] = [0]
            var elements: [Trace] = []
            for trace in traces {
                guard case .list(let offsets, let child) = trace.shape else { break }
                let base = ends[ends.count - 1]
                ends += offsets.dropFirst().map { $0 + base }
                elements.append(child)
            }
            guard elements.count == traces.count else { break }
            return Trace(rows, shape: .list(offsets: ends, concatenate(elements)))
        case .whole: break
        }
        return Trace(traces.flatMap { totals($0) })
    }
}
