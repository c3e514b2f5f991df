package import NaruSyntax

/// A column of values of one type. Where `valid` has a zero bit the value is
/// absent; the payload there is meaningless. Lists are never absent but empty.
package struct Vector: Sendable {
    package var count: Int
    /// nil when every value is present.
    package var valid: Bitmap?
    package var payload: Payload
    /// nil where its sets have no possible members beside their certain ones.
    var possible: PossibleMembers?

    package init(count: Int, valid: Bitmap? = nil, payload: Payload) {
        self.count = count
        self.valid = valid
        self.payload = payload
    }

    func with(possible: PossibleMembers?) -> Vector {
        var result = self
        result.possible = possible
        return result
    }
}

package indirect enum Payload: Sendable {
    case bool(Bitmap)
    case int([Int64])
    case float([Double])
    case decimal([ExactDecimal])
    /// Text codes, places of enum cases, or entity numbers.
    case code([Int32])
    case date(DateColumn)
    case period(start: DateColumn, end: DateColumn)
    /// Sets of days, both ends included.
    case days(first: [Int32], last: [Int32])
    case duration([Duration])
    case geo(latitude: [Double], longitude: [Double])
    case quantity(QuantityColumn)
    /// Both ends included; an absent end is open.
    case numbers(lower: Vector, upper: Vector)
    case list(ListColumn)
    case record([Vector])
    /// One text vector per language of the dataset.
    case localized([Vector])
}

/// Dates as two day numbers, and how they were recorded.
package struct DateColumn: Sendable {
    package var first: [Int32]
    package var last: [Int32]
    /// `PartialDate.Precision` in the low nibble, its qualifier in the high one.
    package var form: [UInt8]

    package init(first: [Int32] = [], last: [Int32] = [], form: [UInt8] = []) {
        self.first = first
        self.last = last
        self.form = form
    }

    package mutating func append(_ date: PartialDate) {
        first.append(date.first)
        last.append(date.last)
        form.append(date.precision.rawValue | date.qualifier.rawValue << 4)
    }

    package subscript(index: Int) -> PartialDate {
        PartialDate(
            first: first[index], last: last[index],
            precision: PartialDate.Precision(rawValue: form[index] & 15) ?? .interval,
            qualifier: PartialDate.Qualifier(rawValue: form[index] >> 4))
    }
}

/// Exact amounts with units (text codes).
package struct QuantityColumn: Sendable {
    package var amount: [ExactDecimal]
    package var upper: [ExactDecimal]
    package var unit: [Int32]
    /// `Quantity.Qualifier`
    package var qualifier: [UInt8]

    package init(amount: [ExactDecimal] = [], upper: [ExactDecimal] = [], unit: [Int32] = [], qualifier: [UInt8] = []) {
        self.amount = amount
        self.upper = upper
        self.unit = unit
        self.qualifier = qualifier
    }
}

/// Row `i` holds the elements `offsets[i] ..< offsets[i + 1]` of `child`; for
/// links this is a CSR adjacency.
package struct ListColumn: Sendable {
    package var offsets: [Int32]
    package var child: Vector

    package init(offsets: [Int32], child: Vector) {
        self.offsets = offsets
        self.child = child
    }
}
