package import NaruEngine

/// One row of a result, or one record within a value.
///
///     let row = result[0]
///     let title = row["title"].text
///     row[0].text == title    // true
public struct Row: Hashable, Sendable, CustomStringConvertible {
    /// The names of its columns, in order.
    ///
    ///     result[0].columns    // ["title", "signed", "parties", "place"]
    public let columns: [String]
    package let stored: [NaruEngine.Value]

    package init(columns: [String], stored: [NaruEngine.Value]) {
        self.columns = columns
        self.stored = stored
    }

    /// How many columns it has.
    ///
    ///     result[0].count    // 4
    public var count: Int { stored.count }

    /// The value in a column; absent where there is no such column. (Decoding
    /// reports such a name as an error.)
    ///
    ///     result[0]["signed"].date    // 2023-10-31
    public subscript(column: String) -> Value {
        guard let place = columns.firstIndex(of: column), stored.indices.contains(place) else { return .absent }
        return Value(stored: stored[place])
    }

    /// The value at a place, from 0; absent beyond the last column.
    ///
    ///     result[0][1].date    // 2023-10-31
    public subscript(place: Int) -> Value {
        stored.indices.contains(place) ? Value(stored: stored[place]) : .absent
    }

    /// `{name: Siheung, n: 3}`
    public var description: String {
        "{" + zip(columns, stored).map { "\($0): \($1.plainText)" }.joined(separator: ", ") + "}"
    }
}
