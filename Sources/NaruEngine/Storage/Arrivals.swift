import NaruSemantics

/// The entities of a dataset while it loads, in the order they were added, and
/// where to find each by its id. A table whose ids are consecutive numbers is
/// one entry; the other entities are listed.
struct Arrivals {
    struct Run {
        /// The first arrival of the run.
        let first: Int32
        var count: Int32
        /// Of consecutive ids the type and the first id; else nil, and the run
        /// is listed from `list`.
        let numbered: (type: TypeID, number: Int)?
        let list: Int

        var arrivals: Range<Int32> { first..<first + count }

        /// The arrival with this id.
        @inline(__always)
        func arrival(number: Int) -> Int32? {
            guard let numbered, number >= numbered.number, number - numbered.number < count else { return nil }
            return first + Int32(number - numbered.number)
        }
    }

    private(set) var runs: [Run] = []
    private(set) var count: Int32 = 0
    // Of each listed entity its type, its id's code, its arrival, and the place
    // in the list of the one before it with the same id: types may share ids.
    private(set) var types: [Int32] = []
    private(set) var ids: [Int32] = []
    private var arrivals: [Int32] = []
    private var previous: [Int32] = []
    /// For each code the place in the list of the last one with that id.
    private var lastOfText: [Int32] = []
    private var lastOfNumber: [Int32] = []

    mutating func reserve(_ more: Int) {
        let capacity = types.count + more
        types.reserveCapacity(capacity)
        ids.reserveCapacity(capacity)
        arrivals.reserveCapacity(capacity)
        previous.reserveCapacity(capacity)
    }

    mutating func add(_ type: TypeID, id: Int32) -> Int32 {
        let place = Int32(types.count)
        types.append(Int32(type.index))
        ids.append(id)
        arrivals.append(count)
        previous.append(
            id >= 0 ? Self.replace(&lastOfText, Int(id), place) : Self.replace(&lastOfNumber, Int(~id), place))
        if let last = runs.indices.last, runs[last].numbered == nil {
            runs[last].count += 1
        } else {
            runs.append(Run(first: count, count: 1, numbered: nil, list: Int(place)))
        }
        count += 1
        return count - 1
    }

    /// Entities whose ids count up from `number`.
    mutating func add(_ type: TypeID, number: Int, count more: Int) {
        guard more > 0 else { return }
        runs.append(Run(first: count, count: Int32(more), numbered: (type, number), list: types.count))
        count += Int32(more)
    }

    /// Puts a place where a code leads, and returns what was there.
    private static func replace(_ places: inout [Int32], _ code: Int, _ place: Int32) -> Int32 {
        if code >= places.count {
            let size = max(code + 1, min(places.count * 2, code + 1 << 20))
            places.append(contentsOf: repeatElement(-1, count: size - places.count))
        }
        defer { places[code] = place }
        return places[code]
    }

    /// Whether there are entities of these types.
    func hasAny(of types: Range<Int>) -> Bool {
        runs.contains { $0.numbered.map { types.contains($0.type.index) } ?? false }
            || self.types.contains { types.contains(Int($0)) }
    }

    /// The numbers that are ids in runs.
    var numberedIDs: [Range<Int>] {
        runs.compactMap { run in run.numbered.map { $0.number..<$0.number + Int(run.count) } }
    }

    // MARK: - By arrival

    private func run(of arrival: Int32) -> Run {
        var low = 0
        var high = runs.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if runs[middle].first <= arrival { low = middle } else { high = middle }
        }
        return runs[low]
    }

    func type(of arrival: Int32) -> TypeID {
        let run = run(of: arrival)
        return run.numbered?.type ?? TypeID(Int(types[run.list + Int(arrival - run.first)]))
    }

    /// The number that an arrival's id is where ids are consecutive; else its code.
    func id(of arrival: Int32) -> (number: Int?, code: Int32) {
        let run = run(of: arrival)
        let row = Int(arrival - run.first)
        if let numbered = run.numbered { return (numbered.number + row, 0) }
        return (nil, ids[run.list + row])
    }

    // MARK: - By id

    /// Every entity with this id, the last added first. `number` is the number
    /// that the id's text is.
    func all(id: Int32, number: Int?) -> [Int32] {
        var result: [Int32] = []
        var next = lastPlace(id)
        while next >= 0 {
            result.append(arrivals[Int(next)])
            next = previous[Int(next)]
        }
        let numbered = number.map { number in runs.compactMap { $0.arrival(number: number) } } ?? []
        return numbered.isEmpty ? result : (result + numbered).sorted(by: >)
    }

    /// The last added one among `types` with this id.
    func last(id: Int32, number: Int?, among types: Range<Int>) -> Int32? {
        var found: Int32 = -1
        var next = lastPlace(id)
        while next >= 0, found < 0 {
            if types.contains(Int(self.types[Int(next)])) { found = arrivals[Int(next)] }
            next = previous[Int(next)]
        }
        if let number {
            for run in runs {
                guard let numbered = run.numbered, types.contains(numbered.type.index) else { continue }
                if let arrival = run.arrival(number: number) { found = max(found, arrival) }
            }
        }
        return found < 0 ? nil : found
    }

    private func lastPlace(_ id: Int32) -> Int32 {
        if id >= 0 { return Int(id) < lastOfText.count ? lastOfText[Int(id)] : -1 }
        return Int(~id) < lastOfNumber.count ? lastOfNumber[Int(~id)] : -1
    }
}

/// Finds many entities of some types by their ids.
struct ArrivalFinder: Sendable {
    /// For each code the arrival, or -1.
    private var byText: [Int32] = []
    private var byNumber: [Int32] = []
    private var runs: [Arrivals.Run] = []

    /// `types` are those of one target, subtypes included.
    init(_ all: Arrivals, among types: Range<Int>) {
        for run in all.runs {
            if let numbered = run.numbered {
                if types.contains(numbered.type.index) { runs.append(run) }
            } else {
                addListed(all, run, types)
            }
        }
    }

    private mutating func addListed(_ all: Arrivals, _ run: Arrivals.Run, _ types: Range<Int>) {
        for row in 0..<Int(run.count) where types.contains(Int(all.types[run.list + row])) {
            let id = all.ids[run.list + row]
            let arrival = run.first + Int32(row)
            if id >= 0 { Self.set(&byText, Int(id), arrival) } else { Self.set(&byNumber, Int(~id), arrival) }
        }
    }

    private static func set(_ table: inout [Int32], _ code: Int, _ arrival: Int32) {
        if code >= table.count {
            table.append(contentsOf: repeatElement(-1, count: max(code + 1, table.count * 2) - table.count))
        }
        table[code] = arrival
    }

    /// The last added arrival with the id, or -1. `number` gives the number that
    /// a longer text is; only where ids are so long is it asked for.
    @inline(__always)
    func arrival(_ id: Int32, number: (Int32) -> Int?) -> Int32 {
        var found: Int32 = -1
        if id >= 0 {
            if Int(id) < byText.count { found = byText[Int(id)] }
            guard hasLongNumbers, let number = number(id) else { return found }
            for run in runs { if let arrival = run.arrival(number: number) { found = max(found, arrival) } }
            return found
        }
        if Int(~id) < byNumber.count { found = byNumber[Int(~id)] }
        for run in runs { if let arrival = run.arrival(number: Int(~id)) { found = max(found, arrival) } }
        return found
    }

    private var hasLongNumbers: Bool {
        runs.contains { run in (run.numbered?.number ?? 0) + Int(run.count) > NumberSet.limit }
    }
}
