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
        var reason: Message
    }

    /// What the values of a column are ids of.
    enum Target {
        /// The rows of a table.
        case table(Int)
        /// The records of a type that a dataset beside the tables has, which is
        /// called so.
        case stored(TypeID, String)
    }

    struct Link {
        var target: Target
        /// What stands between several of them in a cell.
        var separator: String?
        var reason: Message
        /// The texts that are none of them.
        var strangers = Strangers()
        /// Texts that are written otherwise than the ids they stand for.
        var spellings: [String: String] = [:]
        /// By names that are the same only when they are folded.
        var isFolded = false
    }

    private(set) var keys: [Key?]
    /// By column, for each table.
    private(set) var links: [[Int: Link]]
    /// What matched only when it was folded, with what is told of it.
    private var matches: [(table: Int, message: Message)] = []

    init(_ tables: [InferredType], matchesFolded: Bool = false, beside store: Store? = nil) {
        keys = tables.map { _ in nil }
        links = tables.map { _ in [:] }
        let candidates = tables.indices.map { Self.candidates(tables[$0], isAlone: tables.count == 1) }
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
                target: .table(pointer.target), separator: pointer.hasParts ? ";" : nil,
                reason: pointer.reason(tables[pointer.target]), strangers: pointer.strangers)
        }
        if let store { addStored(StoredSearch(tables, in: store, self, folds: matchesFolded).found, tables) }
        if matchesFolded { addFolded(tables, candidates) }
    }

    /// Tells which values of links are absent because nothing has such an id.
    func note(_ tables: [InferredType], matchesFolded: Bool, _ issues: inout DataIssues) {
        for (table, type) in tables.enumerated() {
            for (column, link) in links[table].sorted(by: { $0.key < $1.key }) where !link.isFolded {
                tell(link, type, column, tables, &issues)
            }
        }
        for match in matches {
            issues.tableNote(match.message, at: nil, in: tables[match.table].file.source)
        }
        guard matchesFolded, matches.isEmpty else { return }
        issues.warning(
            DataCode.optionWithoutEffect,
            Message(
                "'--match' has no effect: no further column of texts names rows of another table",
                ko: "'--match'는 쓰이지 않습니다: 다른 표의 이름을 담은 글의 열이 더 없습니다"), at: nil, in: nil)
    }

    private func tell(
        _ link: Link, _ type: InferredType, _ column: Int, _ tables: [InferredType], _ issues: inout DataIssues
    ) {
        let (name, target) = (type.file.columns[column].text, Self.name(of: link.target, tables))
        let span = type.file.hasHeader ? type.file.columns[column].span : nil
        let strangers = link.strangers
        if strangers.count > 0 {
            let values = strangers.count == 1 ? "1 value is" : "\(strangers.count) values are"
            issues.tableNote(
                Message(
                    "\(name): \(values) not in \(target), to which the column leads, and read as absent: \(strangers.shown)",
                    ko: "\(name): \(target)에 없는 값 \(strangers.count)개를 빈 값으로 읽었습니다: \(strangers.shown)"),
                at: span, in: type.file.source)
        }
        if strangers.markerCount > 0 {
            let list = strangers.markers.sorted().map { "'\($0)'" }.joined(separator: ", ")
            let cells = strangers.markerCount == 1 ? "1 cell is" : "\(strangers.markerCount) cells are"
            issues.tableNote(
                Message(
                    "\(name): \(cells) \(list) and read as absent",
                    ko: "\(name): \(strangers.markerCount)칸이 \(list)(이)어서 값이 없는 것으로 읽었습니다"),
                at: span, in: type.file.source)
        }
    }

    /// Makes texts links to what has the same name but for its spelling.
    private mutating func addFolded(_ tables: [InferredType], _ candidates: [[Int: KeyTexts]]) {
        var foldedKeys = keys
        for target in tables.indices where keys[target] == nil {
            // What a table is shown as is a better id than the number of a row.
            guard let label = tables[target].label, candidates[target][label] != nil else { continue }
            foldedKeys[target] = Key(column: label, reason: Self.holdsValues)
        }
        for match in FoldedSearch(tables, keys: foldedKeys, links: links).found {
            keys[match.target] = foldedKeys[match.target]
            links[match.table][match.column] = match.link
            matches.append(
                (
                    match.table,
                    Self.message(
                        of: tables[match.table].file.columns[match.column].text, tables[match.target].name,
                        match.count, match.respelled, match.example, match.strangers)
                ))
        }
    }

    private mutating func addStored(_ found: [StoredSearch.Match], _ tables: [InferredType]) {
        for match in found {
            links[match.table][match.column] = match.link
            guard match.isFolded else { continue }
            matches.append(
                (
                    match.table,
                    Self.message(
                        of: tables[match.table].file.columns[match.column].text, match.type.plural, match.count,
                        match.respelled, match.example, match.strangers)
                ))
        }
    }

    /// What matched and what didn't.
    private static func message(
        of header: String, _ target: String, _ count: Int, _ respelled: Int,
        _ example: (text: String, name: String)?, _ strangers: Strangers
    ) -> Message {
        let known = count - strangers.count
        var (english, korean) = (
            "\(header): \(known) of \(count) texts name \(target)",
            "\(header): 글 \(count)개 가운데 \(known)개가 \(target)의 이름입니다"
        )
        if let example {
            english += "; \(respelled) written otherwise, as '\(example.text)' for '\(example.name)'"
            korean += ". \(respelled)개는 표기가 다릅니다(예: '\(example.name)'을(를) '\(example.text)'(으)로)"
        }
        if strangers.count > 0 {
            let none = strangers.count == 1 ? "1 names none and is" : "\(strangers.count) name none and are"
            english += "; \(none) absent: \(strangers.shown)"
            korean += ". 짝이 없어 빈 값으로 읽은 것 \(strangers.count)개: \(strangers.shown)"
        }
        return Message(english, ko: korean)
    }

    static func name(of target: Target, _ tables: [InferredType]) -> String {
        switch target {
        case .table(let place): tables[place].name
        case .stored(_, let name): name
        }
    }

    /// The links that files declare themselves.
    private mutating func addDeclared(_ tables: [InferredType]) {
        for (table, type) in tables.enumerated() {
            for (column, name) in type.file.links {
                guard let target = tables.firstIndex(where: { $0.name == name }), keys[target] != nil else { continue }
                links[table][column] = Link(
                    target: .table(target), separator: nil,
                    reason: Message("a link that the file declares", ko: "파일이 정한 링크"))
            }
        }
    }

    /// Makes room for a table of nodes, whose only column is the key.
    mutating func addNodes() {
        keys.append(Key(column: 0, reason: Message("the nodes of a graph", ko: "그래프의 마디")))
        links.append([:])
    }

    /// Makes two columns of a table links to the nodes that they name.
    mutating func link(_ columns: [Int], of table: Int, to target: Int) {
        for column in columns {
            links[table][column] = Link(
                target: .table(target), separator: nil, reason: Message("an end of an edge", ko: "간선의 끝"))
        }
        if let key = keys[table], columns.contains(key.column) { keys[table] = nil }
    }

    // MARK: - Keys

    private static let holdsValues = Message(
        "all different, and other columns hold its values", ko: "모두 다르고 다른 열에 그 값이 있음")

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
        if let id = type.file.declaredKey {
            return Key(column: id, reason: Message("the key that the file declares", ko: "파일이 정한 키"))
        }
        if let id = type.key {
            return Key(column: id, reason: Message("called id, and all different", ko: "이름이 id이고 모두 다름"))
        }
        if let place = places.first(where: { place in pointers.contains { $0.target == table && $0.key == place } }) {
            return Key(column: place, reason: Self.holdsValues)
        }
        let code = places.first { isCode(type.file.columns[$0].text) }
        return code.map {
            Key(column: $0, reason: Message("all different, and called like a code", ko: "모두 다르고 이름이 코드와 같음"))
        }
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

extension TableFile {
    /// The text of a cell as it is, with its escapes replaced.
    func withText<Result>(of cell: Cell, _ bytes: Bytes, _ body: (Bytes) -> Result) -> Result {
        guard cell.hasEscapes else { return body(Bytes(rebasing: bytes[cell.span.start..<cell.span.end])) }
        return form.unescaped(cell, in: bytes).withUnsafeBufferPointer(body)
    }
}
