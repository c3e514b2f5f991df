import NaruSemantics

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
