import NaruEngine
import NaruSemantics
import NaruSyntax

/// Different texts. An interner finds every whole number, known or not.
final class KeyTexts {
    private let texts = TextInterner()
    private var numbers: Set<Int32> = []

    /// False where it is there already.
    func insert(_ text: Bytes) -> Bool {
        let count = texts.distinctCount
        let code = texts.intern(text)
        return code < 0 ? numbers.insert(code).inserted : texts.distinctCount > count
    }

    func contains(_ text: Bytes) -> Bool {
        guard let code = texts.find(text) else { return false }
        return code >= 0 || numbers.contains(code)
    }
}

/// What tables without a schema say about each other: which column is the id of
/// a table's rows, and which columns hold ids of another's.
struct TableRelations {
    struct Key {
        var column: Int
        var reason: String
    }

    struct Link {
        /// The table whose ids the values are.
        var target: Int
        /// What stands between several of them in a cell.
        var separator: String?
        var reason: String
    }

    private(set) var keys: [Key?]
    /// By column, for each table.
    private(set) var links: [[Int: Link]]

    init(_ tables: [InferredType]) {
        keys = tables.map { _ in nil }
        links = tables.map { _ in [:] }
        let candidates = tables.indices.map { Self.candidates(tables[$0], isAlone: tables.count == 1) }
        guard candidates.contains(where: { !$0.isEmpty }) else { return }
        let pointers = tables.indices.flatMap {
            RelationSearch(tables: tables, candidates: candidates, table: $0).found
        }
        for table in tables.indices {
            keys[table] = Self.key(of: table, tables[table], candidates[table], pointers)
        }
        addDeclared(tables)
        for pointer in pointers where keys[pointer.target]?.column == pointer.key {
            guard keys[pointer.table]?.column != pointer.column, tables[pointer.table].label != pointer.column,
                links[pointer.table][pointer.column] == nil
            else { continue }
            links[pointer.table][pointer.column] = Link(
                target: pointer.target, separator: pointer.hasParts ? ";" : nil,
                reason: pointer.reason(tables[pointer.target]))
        }
    }

    /// The links that files declare themselves.
    private mutating func addDeclared(_ tables: [InferredType]) {
        for (table, type) in tables.enumerated() {
            for (column, name) in type.file.links {
                guard let target = tables.firstIndex(where: { $0.name == name }), keys[target] != nil else { continue }
                links[table][column] = Link(target: target, separator: nil, reason: "a link that the file declares")
            }
        }
    }

    /// Makes room for a table of nodes, whose only column is the key.
    mutating func addNodes() {
        keys.append(Key(column: 0, reason: "the nodes of a graph"))
        links.append([:])
    }

    /// Makes two columns of a table links to the nodes that they name.
    mutating func link(_ columns: [Int], of table: Int, to target: Int) {
        for column in columns {
            links[table][column] = Link(target: target, separator: nil, reason: "an end of an edge")
        }
        if let key = keys[table], columns.contains(key.column) { keys[table] = nil }
    }

    // MARK: - Keys

    static func isCode(_ header: String) -> Bool {
        let header = header.lowercased()
        guard !addresses.contains(where: header.hasSuffix) else { return false }
        return ["code", "key", "코드", "번호", "식별자"].contains { header.hasSuffix($0) } || header.hasSuffix("_id")
            || header == "id"
    }

    /// What several rows may share, though few tables show it.
    private static let addresses = [
        "우편번호", "전화번호", "팩스번호", "postcode", "postal code", "postal_code", "zip code", "zip_code", "zipcode",
    ]

    /// Numbers of rows are no names of what is in them.
    private static func isSerial(_ header: String) -> Bool {
        ["번호", "연번", "순번", "no", "no."].contains(header.lowercased())
    }

    /// The columns of different texts or whole numbers whose name or place says
    /// that they name the rows. Where there is no other table to point to them,
    /// only the name does.
    fileprivate static func candidates(_ table: InferredType, isAlone: Bool) -> [Int: KeyTexts] {
        let names = table.file.columns.map(\.text)
        let first = table.columns.indices.first { !isSerial(names[$0]) && !table.columns[$0].fillsDown }
        let places = table.columns.indices.filter { place in
            let column = table.columns[place]
            guard column.content == .text || column.content == .int, !column.isMany, !column.fillsDown,
                !isSerial(names[place])
            else { return false }
            return isCode(names[place]) || !isAlone && (place == first || place == table.label)
        }
        guard let key = table.key, let known = table.keyTexts else { return UniqueColumns.texts(table.file, places) }
        // Nothing else would be the key.
        return [key: known]
    }

    fileprivate static func key(
        of table: Int, _ type: InferredType, _ candidates: [Int: KeyTexts], _ pointers: [RelationSearch.Pointer]
    ) -> Key? {
        let places = candidates.keys.sorted()
        if let id = type.file.declaredKey { return Key(column: id, reason: "the key that the file declares") }
        if let id = type.key { return Key(column: id, reason: "called id, and all different") }
        if let place = places.first(where: { place in pointers.contains { $0.target == table && $0.key == place } }) {
            return Key(column: place, reason: "all different, and other columns hold its values")
        }
        let code = places.first { isCode(type.file.columns[$0].text) }
        return code.map { Key(column: $0, reason: "all different, and called like a code") }
    }
}

/// Finds the columns of a table in which no text stands twice or is missing.
struct UniqueColumns {
    private var texts: [Int: KeyTexts] = [:]

    static func texts(_ file: TableFile, _ places: [Int]) -> [Int: KeyTexts] {
        places.isEmpty ? [:] : UniqueColumns(file, places).texts
    }

    private init(_ file: TableFile, _ places: [Int]) {
        for place in places { texts[place] = KeyTexts() }
        let width = file.width
        var texts = texts
        var rowCount = 0
        TableBlocks.forEach(of: file, while: { !texts.isEmpty }) { cells, rows, _, bytes in
            rowCount += rows
            for place in places {
                guard let seen = texts[place] else { continue }
                for row in 0..<rows {
                    let cell = cells[row * width + place]
                    let isEmpty = cell.count == 0
                    if isEmpty || !file.withText(of: cell, bytes, seen.insert) {
                        texts[place] = nil
                        break
                    }
                }
            }
        }
        self.texts = rowCount > 0 ? texts : [:]
    }
}

/// Finds the columns of a table whose values are all among those of a key.
private struct RelationSearch {
    struct Pointer {
        var table: Int
        var column: Int
        var target: Int
        var key: Int
        var count = 0
        /// Cells hold several, with semicolons between them.
        var hasParts = false
        /// Only texts are never ids by chance.
        var evidence: String?

        func reason(_ target: InferredType) -> String {
            let values = count == 1 ? "its value is" : "all \(count) values are"
            let place = "\(values) in \(target.name).\(target.file.columns[key].text)"
            return evidence.map { "\(place), and \($0)" } ?? place
        }
    }

    private(set) var found: [Pointer] = []

    init(tables: [InferredType], candidates: [[Int: KeyTexts]], table: Int) {
        let type = tables[table]
        var alive: [Pointer] = []
        for column in type.columns.indices where Self.mayPoint(type.columns[column]) {
            for target in tables.indices {
                for key in candidates[target].keys.sorted() where target != table || key != column {
                    alive.append(Pointer(table: table, column: column, target: target, key: key))
                }
            }
        }
        guard !alive.isEmpty else { return }
        let width = type.file.width
        TableBlocks.forEach(of: type.file, while: { !alive.isEmpty }) { cells, rows, _, bytes in
            for index in alive.indices.reversed() {
                guard let keys = alive[index].keys(candidates) else { continue }
                for row in 0..<rows {
                    let cell = cells[row * width + alive[index].column]
                    guard cell.count > 0 else { continue }
                    guard type.file.withText(of: cell, bytes, { alive[index].take($0, keys) }) else {
                        alive.remove(at: index)
                        break
                    }
                }
            }
        }
        found = alive.compactMap { $0.count > 0 ? Self.withEvidence($0, tables, candidates) : nil }
    }

    private static func mayPoint(_ column: InferredColumn) -> Bool {
        (column.content == .text || column.content == .int) && !column.isMany && !column.fillsDown
    }

    /// Whole numbers are among others by chance: the header must say what they
    /// are, or they must be too many and too large.
    private static func withEvidence(
        _ pointer: Pointer, _ tables: [InferredType], _ candidates: [[Int: KeyTexts]]
    ) -> Pointer? {
        guard tables[pointer.table].columns[pointer.column].content == .int else { return pointer }
        var pointer = pointer
        let header = tables[pointer.table].file.columns[pointer.column].text.lowercased()
        if names(header, tables[pointer.target]) {
            pointer.evidence = "its name is that of the table"
        } else if ends.contains(header) {
            pointer.evidence = "its name is that of an end of a link"
        } else {
            return nil
        }
        return pointer
    }

    private static let ends: Set<String> = [
        "source", "target", "from", "to", "src", "dst", "출발", "도착", "source_id", "target_id", "from_id", "to_id",
    ]

    private static func names(_ header: String, _ target: InferredType) -> Bool {
        let name = target.name.lowercased()
        let names = [name, SchemaInference.singular(name)]
        return names.contains { header == $0 || header == $0 + "_id" || header == $0 + "id" || header == $0 + "번호" }
    }
}

extension RelationSearch.Pointer {
    fileprivate func keys(_ candidates: [[Int: KeyTexts]]) -> KeyTexts? { candidates[target][key] }

    /// False where the cell holds something else.
    fileprivate mutating func take(_ text: Bytes, _ keys: KeyTexts) -> Bool {
        count += 1
        if keys.contains(text) { return true }
        guard text.contains(UInt8(ascii: ";")) else { return false }
        hasParts = true
        return text.split(separator: UInt8(ascii: ";")).allSatisfy { part in
            let start = part.drop { $0 == .blank }
            let end = start.lastIndex { $0 != .blank }.map { start[...$0] } ?? start
            return keys.contains(Bytes(rebasing: end))
        }
    }
}

extension TableFile {
    /// The text of a cell as it is, with its escapes replaced.
    func withText<Result>(of cell: Cell, _ bytes: Bytes, _ body: (Bytes) -> Result) -> Result {
        guard cell.hasEscapes else { return body(Bytes(rebasing: bytes[cell.span.start..<cell.span.end])) }
        return form.unescaped(cell, in: bytes).withUnsafeBufferPointer(body)
    }
}
