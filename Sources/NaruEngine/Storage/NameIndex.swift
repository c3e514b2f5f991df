package import NaruSemantics

/// Finds entities by the folded form of an id, label or alias.
///
/// The texts that are names, in order of the hash of their folded form, and for
/// each the entities that have it. A hit is confirmed by folding that text
/// again, so no folded text is kept. Ids that are consecutive numbers are found
/// without standing here.
package struct NameIndex: Sendable {
    let hashes: StoredNumbers<UInt32>
    let codes: StoredNumbers<Int32>
    /// The entities of name `i` are `entities[offsets[i] ..< offsets[i + 1]]`.
    let offsets: StoredNumbers<Int32>
    let entities: StoredNumbers<Int32>
    /// Told of places that lead nowhere, which only a damaged file has.
    private let noteDamage: (@Sendable () -> Void)?

    init(
        hashes: StoredNumbers<UInt32>, codes: StoredNumbers<Int32>, offsets: StoredNumbers<Int32>,
        entities: StoredNumbers<Int32>, noteDamage: (@Sendable () -> Void)?
    ) {
        self.hashes = hashes
        self.codes = codes
        self.offsets = offsets
        self.entities = entities
        self.noteDamage = noteDamage
    }

    /// None at all.
    static let empty = NameIndex(
        hashes: StoredNumbers([]), codes: StoredNumbers([]), offsets: StoredNumbers([0]), entities: StoredNumbers([]),
        noteDamage: nil)

    // MARK: - Making one

    init(
        _ schema: Schema, _ ranges: [Range<Int32>], _ ids: EntityIDs, _ texts: TextDictionary,
        column: (FieldID) -> Vector
    ) {
        func forEachName(_ body: (Int32, EntityNumber) -> Void) {
            ids.forEachListed(in: texts, body)
            Self.forEachText(of: schema, ranges, column, body)
        }
        var ends = [Int32](repeating: 0, count: texts.count + 1)
        forEachName { code, _ in ends[Int(code) + 1] += 1 }
        let names = ends.indices.dropLast().filter { ends[$0 + 1] > 0 }.map { code in
            UInt64(Self.hash(ofText: Int32(code), texts)) << 32 | UInt64(code)
        }.sorted()
        var offsets: [Int32] = [0]
        offsets.reserveCapacity(names.count + 1)
        var next = [Int32](repeating: 0, count: texts.count)
        for name in names {
            let code = Int(name & 0xFFFF_FFFF)
            next[code] = offsets[offsets.count - 1]
            offsets.append(next[code] + ends[code + 1])
        }
        var entities = [Int32](repeating: 0, count: Int(offsets[offsets.count - 1]))
        forEachName { code, entity in
            entities[Int(next[Int(code)])] = entity
            next[Int(code)] += 1
        }
        self.init(
            hashes: StoredNumbers(names.map { UInt32($0 >> 32) }),
            codes: StoredNumbers(names.map { Int32(truncatingIfNeeded: $0) }), offsets: StoredNumbers(offsets),
            entities: StoredNumbers(entities), noteDamage: nil)
    }

    private static func hash(ofText code: Int32, _ texts: TextDictionary) -> UInt32 {
        var folded: [UInt8] = []
        texts.withBytes(of: code) { TextFold.fold($0, into: &folded) }
        return hash(folded)
    }

    /// FNV-1a; names are short.
    private static func hash(_ bytes: [UInt8]) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return hash ^ hash >> 15
    }

    // MARK: - Looking up

    /// The entities of a range with this name, ascending, each once.
    func entities(named text: String, in range: Range<Int32>, _ ids: EntityIDs, _ texts: TextDictionary)
        -> [EntityNumber]
    {
        let wanted = Array(TextFold.fold(text).utf8)
        var found = Set(numbered(wanted, ids).filter(range.contains))
        let hash = Self.hash(wanted)
        var place = firstPlace(of: hash)
        while place < hashes.count, hashes[place] == hash {
            let names = entities(at: place)
            if names.contains(where: range.contains), isName(place, wanted, texts) {
                found.formUnion(names.lazy.filter(range.contains))
            }
            place += 1
        }
        return found.sorted()
    }

    private func numbered(_ wanted: [UInt8], _ ids: EntityIDs) -> [EntityNumber] {
        guard let number = wanted.withUnsafeBufferPointer({ IDKey.canonicalInteger($0) }) else { return [] }
        return ids.entities(numbered: Int(number))
    }

    private func firstPlace(of hash: UInt32) -> Int {
        var low = 0
        var high = hashes.count
        while low < high {
            let middle = (low + high) / 2
            if hashes[middle] < hash { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func entities(at place: Int) -> [EntityNumber] {
        let (start, end) = (Int(offsets[place]), Int(offsets[place + 1]))
        guard 0 <= start, start <= end, end <= entities.count else {
            noteDamage?()
            return []
        }
        return (start..<end).map { entities[$0] }
    }

    private func isName(_ place: Int, _ wanted: [UInt8], _ texts: TextDictionary) -> Bool {
        let code = codes[place]
        guard code >= 0, Int(code) < texts.count else {
            noteDamage?()
            return false
        }
        var folded: [UInt8] = []
        texts.withBytes(of: code) { TextFold.fold($0, into: &folded) }
        return folded == wanted
    }

    /// Looks at everything, so that damage is noted.
    func verify(_ texts: TextDictionary) {
        hashes.verify()
        entities.verify()
        for place in 0..<hashes.count {
            _ = entities(at: place)
            _ = isName(place, [], texts)
        }
    }

    // MARK: - Names

    /// Calls with the text code of each label and alias and its entity.
    fileprivate static func forEachText(
        of schema: Schema, _ ranges: [Range<Int32>], _ column: (FieldID) -> Vector,
        _ body: (Int32, EntityNumber) -> Void
    ) {
        for field in schema.fields where field.isLabel || field.isAlias {
            forEachCode(in: column(field.id), first: ranges[field.owner.index].lowerBound, body)
        }
    }

    private static func forEachCode(in column: Vector, first: Int32, _ body: (Int32, EntityNumber) -> Void) {
        switch column.payload {
        case .code(let codes):
            for (row, code) in codes.enumerated() where column.valid?[row] ?? true { body(code, first + Int32(row)) }
        case .list(let list):
            guard case .code(let codes) = list.child.payload else { return }
            for row in 0..<column.count {
                for index in Int(list.offsets[row])..<Int(list.offsets[row + 1]) {
                    body(codes[index], first + Int32(row))
                }
            }
        case .localized(let languages):
            for language in languages { forEachCode(in: language, first: first, body) }
        // Names are texts, in several languages or values.
        case .bool, .int, .float, .decimal, .date, .period, .days, .duration, .geo, .quantity, .numbers, .record:
            break
        }
    }
}

extension Store {
    /// The entities of a range with this id, label or alias, whatever the view.
    package func entities(named text: String, in range: Range<Int32>) -> [EntityNumber] {
        names.entities(named: text, in: range, ids, texts)
    }

    /// Calls with the text code of each id, label and alias and its entity.
    package func forEachName(_ body: (Int32, EntityNumber) -> Void) {
        for entity in 0..<Int32(ids.count) { body(ids.code(of: entity, in: texts), entity) }
        NameIndex.forEachText(of: schema, ranges, { column(of: $0) }, body)
    }
}
