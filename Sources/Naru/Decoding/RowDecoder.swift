import NaruEngine
import NaruSemantics
import NaruSyntax

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

/// The columns of a row, or the fields of a record.
struct RecordContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let fields: [DecodedPlace]
    let codingPath: [any CodingKey]

    var allKeys: [Key] { fields.compactMap { Key(stringValue: $0.fieldName) } }

    /// A name that no column has is a mistake, also where a property could do
    /// without; so nothing is ever said to be missing.
    func contains(_ key: Key) -> Bool { true }

    private func field(_ key: Key) throws -> DecodedPlace {
        guard let field = fields.first(where: { $0.fieldName == key.stringValue }) else {
            throw NaruError([.noColumn(key.stringValue, columns: fields.map(\.fieldName))])
        }
        return field
    }

    func decodeNil(forKey key: Key) throws -> Bool { try field(key).isNil }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try field(key).decode(type, at: codingPath + [key])
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        let field = try field(key)
        return field.isNil ? nil : try field.decode(type, at: codingPath + [key])
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try decoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "a row has no super decoder"))
    }

    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }

    private func decoder(_ key: Key) throws -> RowDecoder {
        RowDecoder(place: try field(key), codingPath: codingPath + [key])
    }
}

/// The elements of a set or list.
struct ListContainer: UnkeyedDecodingContainer {
    let elements: [DecodedPlace]
    let list: DecodedPlace
    let codingPath: [any CodingKey]
    private(set) var currentIndex = 0

    init(elements: [DecodedPlace], list: DecodedPlace, codingPath: [any CodingKey]) {
        self.elements = elements
        self.list = list
        self.codingPath = codingPath
    }

    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    private mutating func next() throws -> RowDecoder {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(
                Value.self, .init(codingPath: codingPath, debugDescription: "'\(list.name)' has no more elements"))
        }
        defer { currentIndex += 1 }
        return RowDecoder(place: elements[currentIndex], codingPath: codingPath)
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, elements[currentIndex].isNil else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let decoder = try next()
        return try decoder.place.decode(type, at: codingPath)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try next() }
}

/// One value.
struct ScalarContainer: SingleValueDecodingContainer {
    let place: DecodedPlace
    let codingPath: [any CodingKey]

    func decodeNil() -> Bool { place.isNil }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try place.decode(type, at: codingPath) }
}

/// What stands at one place of a row: its static type and, once there are
/// rows, a value.
///
/// Before the rows a type is decoded once from places without values, which
/// only asks whether the types agree.
struct DecodedPlace {
    /// `city`, `cities.name`: as messages call it.
    var name: String
    /// Its name within its row or record.
    var fieldName = ""
    var type: ValueType
    /// Nil where only types are compared.
    var value: NaruEngine.Value?
    /// From 0.
    var row: Int
    var schema: Schema
    /// A whole row, of which a type without properties reads the only column.
    var isRow = false

    /// Whether there is surely no value; sets and lists are empty instead.
    var isNil: Bool { isAbsent && type.cardinality != .many }

    /// What a type without properties is read from.
    func alone() -> DecodedPlace {
        guard isRow, let fields = fields() else { return self }
        if fields.count == 1 { return fields[0] }
        var record = self
        record.name = fields.map(\.name).joined(separator: ", ")
        record.isRow = false
        return record
    }

    var isAbsent: Bool { value == .absent }

    /// Its type as messages write it, `text?`.
    var typeText: String { schema.describe(type) }

    /// The fields of a record; nil for other types.
    func fields() -> [DecodedPlace]? {
        guard type.cardinality != .many, case .record(let fields) = type.type else { return nil }
        var values: [NaruEngine.Value?] = Array(repeating: nil, count: fields.count)
        if case .record(let stored)? = value { values = stored.map(\.value) }
        return zip(fields, values).map { field, value in
            DecodedPlace(
                name: name.isEmpty ? field.name : "\(name).\(field.name)", fieldName: field.name, type: field.type,
                value: value, row: row,
                schema: schema)
        }
    }

    /// The elements of a value of many; where only types are compared, one.
    func elements() -> [DecodedPlace]? {
        guard type.cardinality == .many else { return nil }
        var element = self
        element.type = ValueType(type.type)
        guard let value else { return [element] }
        guard case .list(let items) = value else { return [] }
        return items.map { item in
            element.value = item
            return element
        }
    }

    func mismatch(_ wanted: DecodedShape) -> NaruError {
        NaruError([.mismatch(column: name, type: typeText, wanted: wanted.message)])
    }

    func absence(_ wanted: DecodedShape) -> NaruError {
        NaruError([.absent(column: name, type: typeText, wanted: wanted.message, row: row)])
    }
}

/// What a `Decodable` type asks for.
enum DecodedShape {
    case type(Any.Type)
    case record, list

    var message: Message {
        switch self {
        case .type(let type): Message("\(type)", ko: "\(type)")
        case .record: Message("a type with properties", ko: "속성이 있는 유형")
        case .list: Message("a list", ko: "목록")
        }
    }
}
