import NaruSemantics
import NaruSyntax

/// What an aggregate keeps of the values it was given so far, for each of its
/// results: states of parts of the rows, merged in the order of the parts, are
/// the state of all rows.
protocol AggregateState: Sendable {
    /// Adds values, of which none is absent. Later pools have as many results or more.
    mutating func add(_ values: Vector, _ pools: Pools)

    /// Adds what another state of the same aggregate over values of the same
    /// kind has. `places` gives for each of its results the one here, or -1 for
    /// one that is left out.
    mutating func add(_ other: any AggregateState, at places: [Int32], count: Int) throws(EngineError)

    /// A value for each of `count` results.
    func finish(_ call: AggregateCall, count: Int, _ evaluator: Evaluator) throws(EngineError) -> Vector

    /// About how much memory it takes.
    var byteCount: Int { get }
}

/// What one result keeps, where that has a fixed size.
protocol AggregateCell: Sendable {
    /// A whole column of values.
    associatedtype Column

    /// nil for values of another kind.
    static func column(of payload: Payload) -> Column?

    /// Of no values.
    init()

    mutating func add(_ column: Column, _ place: Int, _ order: AggregateOrder)
    mutating func add(_ other: Self, _ order: AggregateOrder)

    // These are requirements, so that each kind of cell has loops compiled for it.

    /// Adds every value of a column to the cell of its result.
    static func fold(_ column: Column, _ pools: Pools, into cells: inout [Self], _ order: AggregateOrder)
    /// Adds other cells, each to the one at its place; -1 leaves it out.
    static func merge(_ others: [Self], at places: [Int32], into cells: inout [Self], _ order: AggregateOrder)
    static func grow(_ cells: inout [Self], to count: Int)

    static func results(_ cells: [Self], _ call: AggregateCall, _ evaluator: Evaluator) -> Vector
}

extension AggregateCell {
    @inline(__always)
    static func fold(_ column: Column, _ pools: Pools, into cells: inout [Self], _ order: AggregateOrder) {
        pools.fold(into: &cells) { cell, place in cell.add(column, place, order) }
    }

    @inline(__always)
    static func merge(_ others: [Self], at places: [Int32], into cells: inout [Self], _ order: AggregateOrder) {
        for index in others.indices where places[index] >= 0 { cells[Int(places[index])].add(others[index], order) }
    }

    @inline(__always)
    static func grow(_ cells: inout [Self], to count: Int) {
        while cells.count < count { cells.append(Self()) }
    }
}

/// What extremes are sought by.
struct AggregateOrder: Sendable {
    var isMaximum: Bool
    var texts: TextPool
}

/// A cell for each result.
struct FoldedState<Cell: AggregateCell>: AggregateState {
    private var cells: [Cell] = []
    private let order: AggregateOrder
    /// Some values were of another kind than those that the cells are for.
    private var isMixed = false

    init(_ order: AggregateOrder) { self.order = order }

    var byteCount: Int { cells.count * MemoryLayout<Cell>.stride }

    mutating func add(_ values: Vector, _ pools: Pools) {
        guard let column = Cell.column(of: values.payload) else {
            // Of values that are all absent the kind says nothing.
            if values.count > 0 { isMixed = true }
            return
        }
        grow(to: pools.count)
        Cell.fold(column, pools, into: &cells, order)
    }

    mutating func add(_ other: any AggregateState, at places: [Int32], count: Int) throws(EngineError) {
        guard let other = other as? Self else { throw .internal("states of different aggregates") }
        grow(to: count)
        isMixed = isMixed || other.isMixed
        Cell.merge(other.cells, at: places, into: &cells, order)
    }

    func finish(_ call: AggregateCall, count: Int, _ evaluator: Evaluator) throws(EngineError) -> Vector {
        guard !isMixed else { throw .internal("an aggregate of values of two kinds") }
        var all = self
        all.grow(to: count)
        return Cell.results(all.cells, call, evaluator)
    }

    private mutating func grow(to count: Int) {
        Cell.grow(&cells, to: count)
    }
}

extension AggregateCall {
    /// The state for values of a kind. What is folded needs no more than a cell
    /// a result; everything else keeps its values.
    func state(of payload: Payload, _ evaluator: Evaluator) -> any AggregateState {
        let order = AggregateOrder(isMaximum: aggregate == .max, texts: evaluator.texts)
        switch aggregate {
        case .count: return FoldedState<CountCell>(order)
        case .sum, .avg:
            switch payload {
            case .int: return FoldedState<IntegerCell>(order)
            case .float: return FoldedState<FloatCell>(order)
            case .decimal: return FoldedState<DecimalCell>(order)
            case .duration: return FoldedState<DurationCell>(order)
            case .quantity: return FoldedState<QuantityCell>(order)
            case .bool, .code, .date, .period, .days, .geo, .numbers, .list, .record, .localized:
                return KeptState(like: payload)
            }
        case .min, .max:
            switch payload {
            case .int: return FoldedState<ExtremeCell<Int64>>(order)
            case .float: return FoldedState<ExtremeCell<Double>>(order)
            case .decimal: return FoldedState<ExtremeCell<ExactDecimal>>(order)
            case .code where valueType == .text || valueType == .localizedText:
                return FoldedState<TextExtremeCell>(order)
            case .code: return FoldedState<ExtremeCell<Int32>>(order)
            case .date: return FoldedState<DateExtremeCell>(order)
            case .quantity: return FoldedState<QuantityExtremeCell>(order)
            case .bool, .period, .days, .duration, .geo, .numbers, .list, .record, .localized:
                return KeptState(like: payload)
            }
        case .first, .last: return EndState(isLast: aggregate == .last, like: payload)
        case .distinct: return DistinctState(like: payload)
        case .only, .list, .concat, .pairs, .median, .percentile, .stddev: return KeptState(like: payload)
        }
    }
}

extension Evaluator {
    /// One result for each of `count` rows from present values that belong to
    /// `rows`, in any order of rows.
    func aggregate(_ call: AggregateCall, _ values: Vector, rows: [Int32], count: Int) throws(EngineError) -> Vector {
        try aggregate(call, values, Pools(owners: rows, count: count))
    }

    /// Only what is folded, a value after the other, may be running.
    func aggregate(_ call: AggregateCall, _ values: Vector, _ pools: Pools) throws(EngineError) -> Vector {
        var state = call.state(of: values.payload, self)
        state.add(values, pools)
        return try state.finish(call, count: pools.count, self)
    }
}
