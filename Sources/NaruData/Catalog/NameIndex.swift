import NaruEngine
import NaruSemantics

/// Finds entities by the folded form of an id, label or alias.
///
/// An open-addressing table of entity and text code; a hit is confirmed by
/// folding that text again, so no folded text is kept.
struct NameIndex: Sendable {
    private struct Entry {
        var hash: UInt32
        var code: Int32
        var entity: Int32
    }

    private var entries: [Entry] = []
    /// Places in `entries` plus one; 0 is empty.
    private var slots: [Int32]
    private let mask: Int

    init(_ store: Store) {
        var entries: [Entry] = []
        var folded: [UInt8] = []
        Self.forEachName(of: store) { code, entity in
            // One entity often has the same name in two languages.
            if let last = entries.last, last.code == code, last.entity == entity { return }
            folded.removeAll(keepingCapacity: true)
            store.texts.withBytes(of: code) { TextFold.fold($0, into: &folded) }
            entries.append(Entry(hash: Self.hash(folded), code: code, entity: entity))
        }
        var size = 16
        while size < entries.count * 2 { size *= 2 }
        mask = size - 1
        slots = [Int32](repeating: 0, count: size)
        for (place, entry) in entries.enumerated() {
            var slot = Int(entry.hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(place + 1)
        }
        self.entries = entries
    }

    /// Ascending, each once.
    func entities(named text: String, in range: Range<Int32>, _ store: Store) -> [EntityNumber] {
        let wanted = Array(TextFold.fold(text).utf8)
        let hash = Self.hash(wanted)
        var found: Set<EntityNumber> = []
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) - 1]
            if entry.hash == hash, range.contains(entry.entity), !found.contains(entry.entity) {
                var folded: [UInt8] = []
                store.texts.withBytes(of: entry.code) { TextFold.fold($0, into: &folded) }
                if folded == wanted { found.insert(entry.entity) }
            }
            slot = (slot + 1) & mask
        }
        return found.sorted()
    }

    /// Those that `text` means when its official suffix is read.
    func entities(officiallyNamed text: String, in range: Range<Int32>, _ store: Store) -> [EntityNumber] {
        let readings = OfficialName.readings(of: text)
        return Set(readings.flatMap { $0.meant { entities(named: $0, in: range, store) } }).sorted()
    }

    /// FNV-1a; names are short.
    private static func hash(_ bytes: [UInt8]) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return hash ^ hash >> 15
    }

    /// Calls with the text code of each id, label and alias and its entity.
    static func forEachName(of store: Store, _ body: (Int32, EntityNumber) -> Void) {
        for (number, id) in store.ids.enumerated() { body(id, Int32(number)) }
        for field in store.schema.fields where field.isLabel || field.isAlias {
            forEachCode(in: store.column(of: field.id), first: store.range(of: field.owner).lowerBound, body)
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
        default: break
        }
    }
}
