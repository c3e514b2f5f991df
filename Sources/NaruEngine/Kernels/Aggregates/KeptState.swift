import NaruSemantics
import NaruSyntax

/// The values themselves, for aggregates that look at all of them at once.
struct KeptState: AggregateState {
    private let like: Payload
    /// What was added here, and what other states had, in order.
    private var parts: [Part] = []
    private var isOpen = false
    private var previous: [Int32]?
    private(set) var byteCount = 0

    private struct Part: Sendable {
        var values: VectorBuilder
        var owners: [Int32] = []
        /// The results of owners in a state that took the part over; -1 for those
        /// that it left out.
        var places: [Int32]?

        var members: Members {
            let members = Members(values.finish(), owners: owners)
            return places.map { members.moved(to: $0) } ?? members
        }
    }

    init(like payload: Payload) { like = payload }

    mutating func add(_ values: Vector, _ pools: Pools) {
        if !isOpen { parts.append(Part(values: VectorBuilder(like: Vector(count: 0, payload: like)))) }
        isOpen = true
        parts[parts.count - 1].values.append(values)
        parts[parts.count - 1].owners += pools.owners
        previous = pools.previous
        byteCount += values.byteCount + pools.owners.count * 4
    }

    /// The values stay where they are until all are there.
    mutating func add(_ other: any AggregateState, at places: [Int32], count: Int) throws(EngineError) {
        guard let other = other as? KeptState else { throw .internal("states of different aggregates") }
        isOpen = false
        for var part in other.parts {
            part.places = part.places.map { known in known.map { $0 < 0 ? -1 : places[Int($0)] } } ?? places
            parts.append(part)
        }
        byteCount += other.byteCount
    }

    func finish(_ call: AggregateCall, count: Int, _ evaluator: Evaluator) throws(EngineError) -> Vector {
        if call.aggregate == .median || call.aggregate == .percentile, let integers {
            return try evaluator.percentile(call, of: integers, count)
        }
        let members = members
        let (values, owners) = (members.elements, members.owners)
        var pools = Pools(owners: owners, count: count)
        pools.previous = previous
        switch call.aggregate {
        case .min, .max: return evaluator.extreme(call, values, pools)
        case .median, .percentile: return try evaluator.percentile(call, values, owners, count)
        case .stddev: return try evaluator.standardDeviation(call, values, pools)
        case .only: return try evaluator.only(call, values, pools)
        case .list: return evaluator.regroup(values, owners: owners, count: count)
        case .concat: return try evaluator.concatenate(call, values, owners, count)
        case .pairs: return try evaluator.pairs(values, owners, count)
        case .sum, .avg:
            // Of values that are all absent the kind says nothing.
            guard values.count == 0 else { throw .internal("a sum of what cannot be added") }
            return .absent(count: count, of: call.resultType, languages: evaluator.context.languages)
        case .count, .first, .last, .distinct: throw .internal("values kept for an aggregate that needs none")
        }
    }

    private var members: Members {
        guard parts.count != 1 else { return parts[0].members }
        var all = Members(Vector(count: 0, payload: like), owners: [])
        var values = VectorBuilder(like: all.elements)
        for part in parts {
            let members = part.members
            values.append(members.elements)
            all.owners += members.owners
        }
        all.elements = values.finish()
        return all
    }

    /// nil for values of another kind.
    private var integers: [OwnedIntegers]? {
        guard case .int = like else { return nil }
        return parts.compactMap { part in
            guard case .int(let numbers) = part.values.finish().payload else { return nil }
            return OwnedIntegers(numbers: numbers, owners: part.owners, places: part.places)
        }
    }
}

/// The first or last value of each result.
struct EndState: AggregateState {
    private let isLast: Bool
    private let like: Payload
    private var kept: VectorBuilder
    /// Of each result its place among those kept, or -1.
    private var places: [Int32] = []
    private var keptBytes = 0

    init(isLast: Bool, like payload: Payload) {
        self.isLast = isLast
        like = payload
        kept = VectorBuilder(like: Vector(count: 0, payload: payload))
    }

    var byteCount: Int { keptBytes + places.count * 4 }

    mutating func add(_ values: Vector, _ pools: Pools) {
        guard pools.previous == nil else {
            let isLast = isLast
            places = pools.states(Int32(-1)) { found, place in if isLast || found < 0 { found = Int32(place) } }
            return keep(values)
        }
        places += repeatElement(-1, count: pools.count - places.count)
        let known = Int32(kept.count)
        var new: [Int32] = []
        func consider(_ place: Int) {
            let owner = Int(pools.owners[place])
            guard isLast ? places[owner] < known : places[owner] < 0 else { return }
            places[owner] = known + Int32(new.count)
            new.append(Int32(place))
        }
        if isLast {
            for place in pools.owners.indices.reversed() { consider(place) }
        } else {
            for place in pools.owners.indices { consider(place) }
        }
        if !new.isEmpty { keep(values.gather(new)) }
        // Last values that are no longer so.
        if kept.count > 2 * places.count + Batch.size { leaveOld() }
    }

    private mutating func keep(_ values: Vector) {
        kept.append(values)
        keptBytes += values.byteCount
    }

    private mutating func leaveOld() {
        let results = places.indices.filter { places[$0] >= 0 }
        let values = kept.finish().gather(results.map { places[$0] })
        kept = VectorBuilder(like: Vector(count: 0, payload: like))
        keptBytes = 0
        keep(values)
        for (place, result) in results.enumerated() { places[result] = Int32(place) }
    }

    mutating func add(_ other: any AggregateState, at places: [Int32], count: Int) throws(EngineError) {
        guard let other = other as? EndState else { throw .internal("states of different aggregates") }
        let results = other.places.indices.filter { other.places[$0] >= 0 }
        let members = Members(
            other.kept.finish().gather(results.map { other.places[$0] }), owners: results.map { Int32($0) }
        ).moved(to: places)
        add(members.elements, Pools(owners: members.owners, count: count))
    }

    func finish(_ call: AggregateCall, count: Int, _ evaluator: Evaluator) -> Vector {
        kept.finish().gatherOptional(places + repeatElement(-1, count: count - places.count))
    }
}

/// The values of each result without duplicates, in the order in which they
/// first come.
struct DistinctState: AggregateState {
    private var table = KeyTable()
    private var kept: VectorBuilder
    private var owners: [Int32] = []
    private var keptBytes = 0

    init(like payload: Payload) { kept = VectorBuilder(like: Vector(count: 0, payload: payload)) }

    var byteCount: Int { keptBytes + table.byteCount }

    mutating func add(_ values: Vector, _ pools: Pools) {
        let owned = Vector(count: values.count, payload: .code(pools.owners))
        let new = table.numbers(of: [owned, values], rows: values.count).new
        guard !new.isEmpty else { return }
        let first = values.gather(new)
        kept.append(first)
        owners += pools.owners.gather(new)
        keptBytes += first.byteCount + new.count * 4
    }

    mutating func add(_ other: any AggregateState, at places: [Int32], count: Int) throws(EngineError) {
        guard let other = other as? DistinctState else { throw .internal("states of different aggregates") }
        let members = Members(other.kept.finish(), owners: other.owners).moved(to: places)
        add(members.elements, Pools(owners: members.owners, count: count))
    }

    func finish(_ call: AggregateCall, count: Int, _ evaluator: Evaluator) -> Vector {
        evaluator.regroup(kept.finish(), owners: owners, count: count)
    }
}

/// Sets of entities united to one set a result, over which the aggregate goes.
struct UnitedState: AggregateState {
    private var members: DistinctState

    init(like payload: Payload) { members = DistinctState(like: payload) }

    var byteCount: Int { members.byteCount }

    mutating func add(_ values: Vector, _ pools: Pools) { members.add(values, pools) }

    mutating func add(_ other: any AggregateState, at places: [Int32], count: Int) throws(EngineError) {
        guard let other = other as? UnitedState else { throw .internal("states of different aggregates") }
        try members.add(other.members, at: places, count: count)
    }

    func finish(_ call: AggregateCall, count: Int, _ evaluator: Evaluator) throws(EngineError) -> Vector {
        guard case .list(let lists) = members.finish(call, count: count, evaluator).payload else {
            throw .internal("united sets that are none")
        }
        guard call.aggregate != .count else {
            return try evaluator.aggregate(call, lists.child, rows: lists.rows, count: count)
        }
        let sets = evaluator.set(of: lists.child, rows: lists.rows, count: count)
        guard case .list(let list) = sets.payload else { throw .internal("united sets that are none") }
        return try evaluator.aggregate(call, list.child, rows: list.rows, count: count)
    }
}

extension Members {
    /// With the places that owners have elsewhere, without those that have none.
    fileprivate func moved(to places: [Int32]) -> Members {
        let moved = places.gather(owners)
        guard moved.contains(where: { $0 < 0 }) else { return Members(elements, owners: moved) }
        let kept = moved.indices.filter { moved[$0] >= 0 }.map { Int32($0) }
        return Members(elements.gather(kept), owners: moved.gather(kept))
    }
}

extension Evaluator {
    func distinct(_ values: Vector, _ rows: [Int32], _ count: Int) -> Vector {
        let owners = Vector(count: values.count, payload: .code(rows))
        let first = KeyNumbering([owners, values], rows: values.count).first
        return regroup(values.gather(first), owners: rows.gather(first), count: count)
    }

    fileprivate func only(_ call: AggregateCall, _ values: Vector, _ pools: Pools) throws(EngineError) -> Vector {
        var areSeveral = false
        let places = pools.states(Int32(-1)) { found, place in
            areSeveral = areSeveral || found >= 0
            found = Int32(place)
        }
        if areSeveral { throw .severalValues(call.span) }
        return values.gatherOptional(places)
    }

    fileprivate func concatenate(
        _ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ count: Int
    ) throws(EngineError) -> Vector {
        guard case .code(let codes) = values.inLanguage(context.language).payload else {
            // Of values that are all absent the kind says nothing.
            guard values.count == 0 else { throw .internal("a text made of what is none") }
            return .absent(count: count, of: call.resultType, languages: context.languages)
        }
        var bytes = 0
        let separators = call.arguments.first
        var results = [String?](repeating: nil, count: count)
        for (place, row) in rows.enumerated() {
            let text = texts[codes[place]]
            let separator = separators.map { texts.text(of: $0, Int(row)) } ?? ", "
            bytes += text.utf8.count + separator.utf8.count
            try context.meter.admit(bytes)
            if context.meter.willMake(text.utf8.count) { try context.checkpoint() }
            if let length = results[Int(row)]?.utf8.count, length + text.utf8.count > RunMeter.longestText {
                throw .limit(context.meter.reached(.textLength))
            }
            if results[Int(row)] == nil { results[Int(row)] = text } else { results[Int(row)]? += separator + text }
        }
        let valid = Bitmap(count: count) { (row: Int) -> Bool in
            results[row] != nil && separators?.isPresent(row) != false
        }
        return Vector(count: count, valid: valid, payload: .code(results.map { texts.code(of: $0 ?? "") }))
    }

    /// Every unordered pair of a row's values as a record of two.
    func pairs(_ values: Vector, _ rows: [Int32], _ count: Int) throws(EngineError) -> Vector {
        guard case .list(let list) = regroup(values, owners: rows, count: count).payload else {
            throw .internal("pairs of no list")
        }
        let total = try willPair(list)
        var (first, second, owners): ([Int32], [Int32], [Int32]) = ([], [], [])
        first.reserveCapacity(total)
        second.reserveCapacity(total)
        owners.reserveCapacity(total)
        for row in 0..<count {
            let range = list.offsets[row]..<list.offsets[row + 1]
            for left in range {
                if Int(left) % Batch.size == 0 { try context.checkpoint() }
                for right in range where right > left {
                    first.append(left)
                    second.append(right)
                    owners.append(Int32(row))
                }
            }
        }
        let record = Payload.record([list.child.gather(first), list.child.gather(second)])
        return .list(elements: Vector(count: owners.count, payload: record), rows: owners, count: count)
    }

    /// How many pairs there will be.
    private func willPair(_ list: ListColumn) throws(EngineError) -> Int {
        let pairs = zip(list.offsets, list.offsets.dropFirst()).reduce(0) { total, ends in
            let count = Int(ends.1 - ends.0)
            return total + count * (count - 1) / 2
        }
        try context.willGrow(to: pairs, bytes: 12 + 2 * list.child.byteCount / max(list.child.count, 1))
        return pairs
    }
}
