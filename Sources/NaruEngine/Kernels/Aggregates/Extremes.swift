import NaruSemantics
import NaruSyntax

/// Values of which one is less than another or the same; the first of equal
/// ones stays.
protocol ExtremeValue: Comparable, Sendable {
    static var zero: Self { get }
    static func column(of payload: Payload) -> [Self]?
    static func payload(_ values: [Self]) -> Payload
    static func fold(_ column: [Self], _ pools: Pools, into cells: inout [ExtremeCell<Self>], _ order: AggregateOrder)
}

extension ExtremeValue {
    @inline(__always)
    static func fold(_ column: [Self], _ pools: Pools, into cells: inout [ExtremeCell<Self>], _ order: AggregateOrder) {
        pools.fold(into: &cells) { cell, place in cell.add(column, place, order) }
    }
}

extension Int64: ExtremeValue {
    static func column(of payload: Payload) -> [Int64]? { if case .int(let values) = payload { values } else { nil } }
    static func payload(_ values: [Int64]) -> Payload { .int(values) }
}

extension Double: ExtremeValue {
    static func column(of payload: Payload) -> [Double]? {
        if case .float(let values) = payload { values } else { nil }
    }
    static func payload(_ values: [Double]) -> Payload { .float(values) }
}

extension ExactDecimal: ExtremeValue {
    static func column(of payload: Payload) -> [ExactDecimal]? {
        if case .decimal(let values) = payload { values } else { nil }
    }
    static func payload(_ values: [ExactDecimal]) -> Payload { .decimal(values) }
}

/// Codes that sort by themselves: those of enum cases.
extension Int32: ExtremeValue {
    static func column(of payload: Payload) -> [Int32]? { if case .code(let codes) = payload { codes } else { nil } }
    static func payload(_ values: [Int32]) -> Payload { .code(values) }
}

struct ExtremeCell<Value: ExtremeValue>: AggregateCell {
    private var value = Value.zero
    private var isPresent = false

    static func column(of payload: Payload) -> [Value]? { Value.column(of: payload) }

    static func fold(_ column: [Value], _ pools: Pools, into cells: inout [ExtremeCell], _ order: AggregateOrder) {
        Value.fold(column, pools, into: &cells, order)
    }

    mutating func add(_ column: [Value], _ place: Int, _ order: AggregateOrder) { add(column[place], order) }

    mutating func add(_ other: ExtremeCell, _ order: AggregateOrder) {
        if other.isPresent { add(other.value, order) }
    }

    @inline(__always)
    private mutating func add(_ other: Value, _ order: AggregateOrder) {
        guard !isPresent || (order.isMaximum ? value < other : other < value) else { return }
        value = other
        isPresent = true
    }

    static func results(_ cells: [ExtremeCell], _ call: AggregateCall, _ evaluator: Evaluator) -> Vector {
        Vector(
            count: cells.count, valid: Bitmap(count: cells.count) { (row: Int) -> Bool in cells[row].isPresent },
            payload: Value.payload(cells.map(\.value)))
    }
}

struct TextExtremeCell: AggregateCell {
    private var code: Int32 = -1

    static func column(of payload: Payload) -> [Int32]? { Int32.column(of: payload) }

    mutating func add(_ column: [Int32], _ place: Int, _ order: AggregateOrder) { add(column[place], order) }

    mutating func add(_ other: TextExtremeCell, _ order: AggregateOrder) {
        if other.code >= 0 { add(other.code, order) }
    }

    private mutating func add(_ other: Int32, _ order: AggregateOrder) {
        if code < 0 || (order.isMaximum ? order.texts.isLess(code, other) : order.texts.isLess(other, code)) {
            code = other
        }
    }

    static func results(_ cells: [TextExtremeCell], _ call: AggregateCall, _ evaluator: Evaluator) -> Vector {
        Vector(
            count: cells.count, valid: Bitmap(count: cells.count) { (row: Int) -> Bool in cells[row].code >= 0 },
            payload: .code(cells.map { Swift.max($0.code, 0) }))
    }
}

/// The least or greatest of dates that are known in part is known in part: it
/// lies between the least (greatest) of their first and of their last days.
struct DateExtremeCell: AggregateCell {
    private var date = PartialDate(day: 0)
    private var isPresent = false

    static func column(of payload: Payload) -> DateColumn? { if case .date(let dates) = payload { dates } else { nil } }

    mutating func add(_ column: DateColumn, _ place: Int, _ order: AggregateOrder) { add(column[place], order) }

    mutating func add(_ other: DateExtremeCell, _ order: AggregateOrder) {
        if other.isPresent { add(other.date, order) }
    }

    private mutating func add(_ other: PartialDate, _ order: AggregateOrder) {
        date = isPresent ? date.extreme(with: other, isMaximum: order.isMaximum) : other
        isPresent = true
    }

    static func results(_ cells: [DateExtremeCell], _ call: AggregateCall, _ evaluator: Evaluator) -> Vector {
        var column = DateColumn()
        for cell in cells { column.append(cell.date) }
        return Vector(
            count: cells.count, valid: Bitmap(count: cells.count) { (row: Int) -> Bool in cells[row].isPresent },
            payload: .date(column))
    }
}

/// Of amounts in several units there is no least or greatest one.
struct QuantityExtremeCell: AggregateCell {
    private var extreme: QuantityExtreme?

    static func column(of payload: Payload) -> QuantityColumn? { QuantityCell.column(of: payload) }

    mutating func add(_ column: QuantityColumn, _ place: Int, _ order: AggregateOrder) {
        add(QuantityExtreme(column[place], column.bounds(place)), order)
    }

    mutating func add(_ other: QuantityExtremeCell, _ order: AggregateOrder) {
        if let other = other.extreme { add(other, order) }
    }

    private mutating func add(_ other: QuantityExtreme, _ order: AggregateOrder) {
        extreme = extreme.map { $0.with(other, isMaximum: order.isMaximum) } ?? other
    }

    static func results(_ cells: [QuantityExtremeCell], _ call: AggregateCall, _ evaluator: Evaluator) -> Vector {
        evaluator.warn(.mixedUnits, call, count: cells.count { $0.extreme?.isMixed == true })
        return QuantityColumn.vector(of: cells.map { $0.extreme?.quantity })
    }
}

/// The greatest or least of quantities that are known in part. One that has the
/// bounds of the result is it, the loosest of them; else it is made of them.
private struct QuantityExtreme {
    private var (low, high): (QuantityBound, QuantityBound)
    private var unit: Int32
    private var known: UnitAmount?
    private(set) var isMixed = false

    init(_ quantity: UnitAmount, _ bounds: (QuantityBound, QuantityBound)) {
        (low, high) = bounds
        unit = quantity.unit
        known = quantity
    }

    func with(_ other: QuantityExtreme, isMaximum: Bool) -> QuantityExtreme {
        var result = self
        result.isMixed = isMixed || other.isMixed || unit != other.unit
        result.low = isMaximum ? max(low, other.low) : min(low, other.low)
        result.high = isMaximum ? max(high, other.high) : min(high, other.high)
        let ours = result.hasBounds(of: self) ? known : nil
        let theirs = result.hasBounds(of: other) ? other.known : nil
        result.known = ours ?? theirs
        if let ours, let theirs, Quantities.loosest(ours.qualifier, theirs.qualifier) != ours.qualifier {
            result.known = theirs
        }
        return result
    }

    private func hasBounds(of other: QuantityExtreme) -> Bool { low == other.low && high == other.high }

    var quantity: UnitAmount? { isMixed ? nil : known ?? UnitAmount(from: low, to: high, unit: unit) }
}

extension PartialDate {
    fileprivate func extreme(with other: PartialDate, isMaximum: Bool) -> PartialDate {
        let first = isMaximum ? max(first, other.first) : min(first, other.first)
        let last = isMaximum ? max(last, other.last) : min(last, other.last)
        if first == self.first, last == self.last { return self }
        if first == other.first, last == other.last { return other }
        return PartialDate(first: first, last: last, precision: first == last ? .day : .interval)
    }
}

extension Evaluator {
    /// The least or greatest of values that have no cells of their own.
    func extreme(_ call: AggregateCall, _ values: Vector, _ pools: Pools) -> Vector {
        let isMaximum = call.aggregate == .max
        if case .duration(let spans) = values.payload {
            return extremeDurations(call, spans, pools.owners, pools.count, isMaximum: isMaximum)
        }
        let isText = call.valueType == .text || call.valueType == .localizedText
        let keys = SortKeys(texts: texts).keys(values, isText: isText, descending: isMaximum)
        let best = pools.states(Int32(-1)) { best, place in
            if best < 0 || keys[place] < keys[Int(best)] { best = Int32(place) }
        }
        return values.gatherOptional(best)
    }

    /// One that is the least (greatest) however long its months are; absent,
    /// with a warning, where no one is.
    private func extremeDurations(
        _ call: AggregateCall, _ spans: [Duration], _ rows: [Int32], _ count: Int, isMaximum: Bool
    ) -> Vector {
        func leads(_ span: Duration, _ other: Duration) -> Bool {
            isMaximum ? span.difference(to: other).0 >= 0 : span.difference(to: other).1 <= 0
        }
        var best = [Int32](repeating: -1, count: count)
        for (place, row) in rows.enumerated() {
            let known = best[Int(row)]
            if known < 0 || leads(spans[place], spans[Int(known)]) { best[Int(row)] = Int32(place) }
        }
        var isOpen = Bitmap(repeating: false, count: count)
        for (place, row) in rows.enumerated() where !leads(spans[Int(best[Int(row)])], spans[place]) {
            isOpen[Int(row)] = true
        }
        warn(.mixedUnits, call, count: isOpen.popCount)
        let result = Vector(count: spans.count, payload: .duration(spans)).gatherOptional(best)
        return isOpen.isEmpty ? result : result.masked(by: ~isOpen)
    }
}
