package import NaruSemantics
package import NaruSyntax

/// Growing values of one type, while a dataset loads. Of all the arrays only
/// those of the type are filled; `valid` starts with the first absence.
package final class ColumnBuffer {
    package let content: Field.Content
    @exclusivity(unchecked) package private(set) var count = 0
    /// Text codes, places of enum cases, or arrival numbers of entities.
    @exclusivity(unchecked) package var codes: [Int32] = []
    @exclusivity(unchecked) package var bools: [Bool] = []
    @exclusivity(unchecked) package var ints: [Int64] = []
    @exclusivity(unchecked) package var floats: [Double] = []
    @exclusivity(unchecked) package var decimals: [ExactDecimal] = []
    @exclusivity(unchecked) package var dates = DateColumn()
    @exclusivity(unchecked) package var ends = DateColumn()
    @exclusivity(unchecked) package var durations: [Duration] = []
    @exclusivity(unchecked) package var longitudes: [Double] = []
    @exclusivity(unchecked) package var quantities = QuantityColumn()
    @exclusivity(unchecked) private var valid: [Bool]?

    package init(_ content: Field.Content) { self.content = content }

    package func reserve(_ capacity: Int) {
        switch content {
        case .text, .enumeration, .link: codes.reserveCapacity(capacity)
        case .int: ints.reserveCapacity(capacity)
        case .float: floats.reserveCapacity(capacity)
        case .decimal: decimals.reserveCapacity(capacity)
        case .bool: bools.reserveCapacity(capacity)
        case .date:
            dates.first.reserveCapacity(capacity)
            dates.last.reserveCapacity(capacity)
            dates.form.reserveCapacity(capacity)
        case .period, .duration, .geo, .quantity: break
        }
    }

    /// Tells that a value has been appended to the array of this type.
    @inline(__always)
    package func finishValue() {
        count += 1
        valid?.append(true)
    }

    /// Codes of a block of rows; those of `absent` rows, counted from the first
    /// of the block, have no meaning.
    package func append(codes block: UnsafeBufferPointer<Int32>, absent: [Int]) {
        codes.append(contentsOf: block)
        finishBlock(block.count, absent)
    }

    package func append(ints block: UnsafeBufferPointer<Int64>, absent: [Int]) {
        ints.append(contentsOf: block)
        finishBlock(block.count, absent)
    }

    private func finishBlock(_ rows: Int, _ absent: [Int]) {
        if valid == nil, !absent.isEmpty { valid = [Bool](repeating: true, count: count) }
        valid?.append(contentsOf: repeatElement(true, count: rows))
        for row in absent { valid?[count + row] = false }
        count += rows
    }

    package func append(code: Int32) { codes.append(code); finishValue() }
    package func append(bool: Bool) { bools.append(bool); finishValue() }
    package func append(int: Int64) { ints.append(int); finishValue() }
    package func append(float: Double) { floats.append(float); finishValue() }
    package func append(decimal: ExactDecimal) { decimals.append(decimal); finishValue() }
    package func append(date: PartialDate) { dates.append(date); finishValue() }
    package func append(duration: Duration) { durations.append(duration); finishValue() }

    package func append(start: PartialDate, end: PartialDate) {
        dates.append(start)
        ends.append(end)
        finishValue()
    }

    package func append(latitude: Double, longitude: Double) {
        floats.append(latitude)
        longitudes.append(longitude)
        finishValue()
    }

    /// `unit` is a text code.
    package func append(
        amount: ExactDecimal, upper: ExactDecimal, unit: Int32, qualifier: Quantity.Qualifier
    ) {
        quantities.amount.append(amount)
        quantities.upper.append(upper)
        quantities.unit.append(unit)
        quantities.qualifier.append(qualifier.rawValue)
        finishValue()
    }

    /// Appends a value that is meaningless and marked as absent.
    package func appendAbsent() {
        if valid == nil { valid = [Bool](repeating: true, count: count) }
        let zero = ExactDecimal(mantissa: 0, scale: 0)
        let noDate = PartialDate(first: 0, last: 0, precision: .day)
        switch content {
        case .text, .link: codes.append(TextInterner.noText)
        case .enumeration: codes.append(0)
        case .bool: bools.append(false)
        case .int: ints.append(0)
        case .float: floats.append(0)
        case .decimal: decimals.append(zero)
        case .date: dates.append(noDate)
        case .period:
            dates.append(noDate)
            ends.append(noDate)
        case .duration: durations.append(Duration())
        case .geo:
            floats.append(0)
            longitudes.append(0)
        case .quantity:
            quantities.amount.append(zero)
            quantities.upper.append(zero)
            quantities.unit.append(TextInterner.noText)
            quantities.qualifier.append(0)
        }
        valid?.append(false)
        count += 1
    }

    /// Makes a value absent.
    package func markAbsent(at place: Int) {
        if valid == nil { valid = [Bool](repeating: true, count: count) }
        valid?[place] = false
        if codes.indices.contains(place) { codes[place] = 0 }
    }

    /// Takes away codes, none of them absent, given their places in order.
    package func removeCodes(at places: [Int]) {
        var removed = places[...]
        var kept: [Int32] = []
        kept.reserveCapacity(codes.count - places.count)
        for place in codes.indices {
            if removed.first == place { removed.removeFirst() } else { kept.append(codes[place]) }
        }
        codes = kept
        count = kept.count
        valid = nil
    }

    /// Everything appended so far.
    package var vector: Vector {
        Vector(count: count, valid: bits, payload: payload)
    }

    /// Which values are present; nil when all are.
    package var bits: Bitmap? {
        valid.map { valid in Bitmap(count: count) { (index: Int) -> Bool in valid[index] } }
    }

    private var payload: Payload {
        switch content {
        case .text, .enumeration, .link: .code(codes)
        case .bool: .bool(Bitmap(count: count) { (index: Int) -> Bool in bools[index] })
        case .int: .int(ints)
        case .float: .float(floats)
        case .decimal: .decimal(decimals)
        case .date: .date(dates)
        case .period: .period(start: dates, end: ends)
        case .duration: .duration(durations)
        case .geo: .geo(latitude: floats, longitude: longitudes)
        case .quantity: .quantity(quantities)
        }
    }
}
