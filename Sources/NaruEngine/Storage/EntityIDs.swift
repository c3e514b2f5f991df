package import NaruSemantics

/// The types and ids of the stored entities. The types stand one after another,
/// so both follow from where each starts. Ids that are consecutive whole
/// numbers follow from the first of them; only the others are listed.
package struct EntityIDs: Sendable {
    /// For each type where its own entities start; they come before those of
    /// its subtypes. At the end their number.
    let starts: [Int32]
    /// For each type the id of its first entity, where they are consecutive.
    let firstNumbers: [Int?]
    /// The text codes of all other ids, type by type.
    let codes: StoredNumbers<Int32>
    private let listStarts: [Int]
    /// Told of codes that lead nowhere, which only a damaged file has.
    private let noteDamage: (@Sendable () -> Void)?

    init(
        starts: [Int32], firstNumbers: [Int?], codes: StoredNumbers<Int32>, noteDamage: (@Sendable () -> Void)? = nil
    ) {
        self.noteDamage = noteDamage
        self.starts = starts
        self.firstNumbers = firstNumbers
        self.codes = codes
        var next = 0
        listStarts = firstNumbers.indices.map { type in
            defer { if firstNumbers[type] == nil { next += Int(starts[type + 1] - starts[type]) } }
            return next
        }
    }

    package var count: Int { Int(starts.last ?? 0) }

    /// The entities of exactly this type.
    package func ownRange(of type: TypeID) -> Range<Int32> { starts[type.index]..<starts[type.index + 1] }

    package func type(of entity: EntityNumber) -> TypeID { TypeID(typeIndex(of: entity)) }

    /// The last type that starts at or before the entity: empty types before it
    /// start at the same place.
    @inline(__always)
    private func typeIndex(of entity: EntityNumber) -> Int {
        var low = 0
        var high = starts.count - 1
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= entity { low = middle } else { high = middle }
        }
        return low
    }

    /// The number that an entity's id is, where the ids of its type are
    /// consecutive; else its text code.
    @inline(__always)
    private func id(of entity: EntityNumber) -> (number: Int?, code: Int32) {
        let type = typeIndex(of: entity)
        let row = Int(entity - starts[type])
        if let first = firstNumbers[type] { return (first + row, 0) }
        return (nil, codes[listStarts[type] + row])
    }

    func code(of entity: EntityNumber, in texts: TextDictionary) -> Int32 {
        let (number, code) = id(of: entity)
        return number.map { texts.code(ofNumber: $0) } ?? sound(code, texts)
    }

    func text(of entity: EntityNumber, in texts: TextDictionary) -> String {
        let (number, code) = id(of: entity)
        return number.map { String($0) } ?? texts[sound(code, texts)]
    }

    @inline(__always)
    private func sound(_ code: Int32, _ texts: TextDictionary) -> Int32 {
        if UInt32(bitPattern: code) < UInt32(texts.count) { return code }
        noteDamage?()
        return 0
    }

    /// The place of an entity's id in the order of ids, as one number.
    func key(of entity: EntityNumber, in texts: TextDictionary) -> UInt64 {
        let (number, code) = id(of: entity)
        if let number { return IDKey.key(of: number) }
        let known = sound(code, texts)
        return texts.withBytes(of: known) { IDKey.key(of: $0, code: known) }
    }

    /// The entity of exactly this type with this id.
    func entity(id key: UInt64, number: Int?, in type: TypeID, _ texts: TextDictionary) -> EntityNumber? {
        let range = ownRange(of: type)
        if let first = firstNumbers[type.index] {
            guard let number, number >= first, number - first < range.count else { return nil }
            return range.lowerBound + Int32(number - first)
        }
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = low + (high - low) / 2
            if self.key(of: middle, in: texts) < key { low = middle + 1 } else { high = middle }
        }
        return low < range.upperBound && self.key(of: low, in: texts) == key ? low : nil
    }

    /// The entities whose id is this number, of types with consecutive ids.
    func entities(numbered number: Int) -> [EntityNumber] {
        firstNumbers.indices.compactMap { type in
            let range = starts[type]..<starts[type + 1]
            guard let first = firstNumbers[type], number >= first, number - first < range.count else { return nil }
            return range.lowerBound + Int32(number - first)
        }
    }

    /// Calls with the text code of each id that is listed and its entity.
    package func forEachListed(in texts: TextDictionary, _ body: (Int32, EntityNumber) -> Void) {
        for type in firstNumbers.indices where firstNumbers[type] == nil {
            for entity in starts[type]..<starts[type + 1] {
                body(sound(codes[listStarts[type] + Int(entity - starts[type])], texts), entity)
            }
        }
    }
}

/// The place of an id in the order of ids, as one number: whole numbers first
/// and by value, then the other ids in byte order.
package enum IDKey {
    private static let firstText: UInt64 = 1 << 63

    static func key(of number: Int) -> UInt64 { UInt64(number + 1 << 62) }

    /// `code` is the text's place among all.
    package static func key(of text: UnsafeBufferPointer<UInt8>, code: Int32) -> UInt64 {
        canonicalInteger(text).map { key(of: Int($0)) } ?? key(ofText: code)
    }

    /// Of a text that is no whole number.
    static func key(ofText code: Int32) -> UInt64 { firstText | UInt64(code) }

    /// The number that a key stands for.
    static func number(_ key: UInt64) -> Int? { key < firstText ? Int(key) - 1 << 62 : nil }

    /// `0`, or at most 18 digits without a leading zero, with or without `-`.
    static func canonicalInteger(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = text.first == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        guard start < text.count, text.count - start <= 18 else { return nil }
        if text[start] == UInt8(ascii: "0") { return text.count == 1 ? 0 : nil }
        var value: Int64 = 0
        for index in start..<text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int64(digit)
        }
        return isNegative ? -value : value
    }
}
