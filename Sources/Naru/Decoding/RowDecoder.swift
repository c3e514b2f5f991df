import NaruEngine
import NaruSemantics

/// Decodes what stands at one place of a row.
struct RowDecoder: Decoder {
    let place: DecodedPlace
    var codingPath: [any CodingKey] = []
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard let fields = place.fields() else { throw place.mismatch(.record) }
        guard !place.isAbsent else { throw place.absence(.record) }
        return KeyedDecodingContainer(RecordContainer(fields: fields, codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let place = place.alone()
        guard let elements = place.elements() else { throw place.mismatch(.list) }
        return ListContainer(elements: elements, list: place, codingPath: codingPath)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        ScalarContainer(place: place.alone(), codingPath: codingPath)
    }
}

extension DecodedPlace {
    func decode<T: Decodable>(_ type: T.Type, at path: [any CodingKey]) throws -> T {
        if let scalar = type as? any ColumnScalar.Type, let value = try self.scalar(scalar) as? T { return value }
        return try T(from: RowDecoder(place: self, codingPath: path))
    }

    func scalar<T: ColumnScalar>(_ wanted: T.Type) throws -> T {
        if isRow { return try alone().scalar(wanted) }
        guard type.cardinality != .many, T.reads(type.type) else { throw mismatch(.type(wanted)) }
        guard let value else { return T.placeholder }
        guard !isAbsent else { throw absence(.type(wanted)) }
        guard let result = T(column: Value(stored: value)) else {
            throw NaruError([.outOfRange(column: name, value: value.plainText, wanted: "\(wanted)", row: row)])
        }
        return result
    }
}
