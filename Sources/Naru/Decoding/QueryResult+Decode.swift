import NaruEngine
import NaruSemantics

extension QueryResult {
    /// The rows as values of a Swift type.
    ///
    ///     struct City: Decodable {
    ///         let name: String
    ///         let n: Int
    ///         let last: PartialDate?
    ///     }
    ///     let cities = try await query.run(["country": "KR"]).decode(City.self)
    ///
    /// Each property is read from the column of its name (or of its coding
    /// key), also an optional one. A type without properties, such as `Int`,
    /// is read from the only column.
    ///
    /// | column | read as |
    /// |---|---|
    /// | `bool` | `Bool` |
    /// | `int` | any integer type, `Double`, `Float`, `Decimal` |
    /// | `decimal` | `Decimal`, `Double`, `Float` |
    /// | `float` | `Double`, `Float` |
    /// | `text`, an enum | `String`, an enum with raw values of `String` |
    /// | `date`, `period`, `duration`, `geo`, `quantity` | `PartialDate`, `Period`, `CalendarDuration`, `Coordinate`, `Quantity` |
    /// | an entity | `Entity` |
    /// | a record | a type with properties |
    /// | any with many values | an array or set of these |
    /// | anything | `Value` |
    ///
    /// - Throws: `columnMismatch`, also without rows, where a column's static type
    ///   and cardinality are not those that a property can hold; `absentValue`
    ///   at the first row that lacks a value for a property that is not optional.
    ///   What the type itself throws becomes a `columnMismatch` with its words.
    public func decode<T: Decodable>(_ type: T.Type) throws(NaruError) -> [T] {
        let decoding = RowDecoding(query)
        try decoding.check(type)
        var decoded: [T] = []
        decoded.reserveCapacity(count)
        for (place, row) in stored.enumerated() { decoded.append(try decoding.decode(type, from: row, place)) }
        return decoded
    }
}

/// Decodes the rows of one query.
struct RowDecoding {
    private let fields: [RecordField]
    private let schema: Schema

    init(_ query: PreparedQuery) {
        fields = query.query.resultColumns.map { RecordField(name: $0.name, type: $0.type) }
        schema = query.schema
    }

    /// Compares static types alone.
    func check<T: Decodable>(_ type: T.Type) throws(NaruError) {
        do {
            _ = try place(nil, row: 0).decode(type, at: [])
        } catch let error as NaruError {
            throw error
        } catch {
            // A type that looks at values finds none that suit it here; it is
            // asked again with those of a row.
        }
    }

    func decode<T: Decodable>(_ type: T.Type, from row: [NaruEngine.Value], _ number: Int) throws(NaruError) -> T {
        do {
            return try place(row, row: number).decode(type, at: [])
        } catch let error as NaruError {
            throw error
        } catch {
            throw NaruError([.undecodable(type, error, row: number)])
        }
    }

    /// A row as one record; for a type without properties, its only column.
    private func place(_ row: [NaruEngine.Value]?, row number: Int) -> DecodedPlace {
        let record = row.map { values in
            NaruEngine.Value.record(zip(fields, values).map { RecordValue(name: $0.name, value: $1) })
        }
        return DecodedPlace(
            name: "", type: ValueType(.record(fields)), value: record, row: number, schema: schema, isRow: true)
    }
}
