import NaruEngine
import NaruSemantics
import NaruSyntax

/// Finds the columns of texts most of which are names in another table, whatever
/// their case, width and accents.
struct FoldedSearch {
    struct Match {
        var table: Int
        var column: Int
        var target: Int
        /// Cells with a text.
        var count = 0
        var strangers = Strangers()
        /// What each text that is written otherwise stands for: the id, and the
        /// name that it has there.
        var spellings: [String: String] = [:]
        /// Cells that are written otherwise.
        var respelled = 0
        var example: (text: String, name: String)?

        var known: Int { count - strangers.count }
    }

    /// The best for each column.
    private(set) var found: [Match] = []

    init(_ tables: [InferredType], keys: [TableRelations.Key?], links: [[Int: TableRelations.Link]]) {
        let names = tables.indices.map { FoldedNames(tables[$0], key: keys[$0]?.column) }
        for table in tables.indices {
            let columns = tables[table].columns.indices.filter { column in
                tables[table].columns[column].content == .text && !tables[table].columns[column].isMany
                    && tables[table].label != column && keys[table]?.column != column && links[table][column] == nil
            }
            var matches = columns.flatMap { column in
                tables.indices.filter { $0 != table && !names[$0].isEmpty }.map {
                    Match(table: table, column: column, target: $0)
                }
            }
            Self.count(&matches, in: tables[table], names)
            for column in columns {
                let best = matches.filter { $0.column == column && $0.known * 2 > $0.count }.max { $0.known < $1.known }
                if let best { found.append(best) }
            }
        }
    }

    private static func count(_ matches: inout [Match], in type: InferredType, _ names: [FoldedNames]) {
        guard !matches.isEmpty else { return }
        let width = type.file.width
        let absents = type.columns.map { AbsentTexts($0.absents) }
        _ = TableBlocks.forEach(of: type.file) { cells, rows, _, bytes in
            for index in matches.indices {
                let column = matches[index].column
                for row in 0..<rows where cells[row * width + column].count > 0 {
                    type.file.withText(of: cells[row * width + column], bytes) { text in
                        if !absents[column].contains(text) { matches[index].take(text, names[matches[index].target]) }
                    }
                }
            }
        }
    }
}

extension FoldedSearch.Match {
    fileprivate mutating func take(_ text: Bytes, _ names: FoldedNames) {
        count += 1
        guard let name = names.name(like: text) else {
            let before = strangers.markerCount
            strangers.add(text)
            if strangers.markerCount > before { count -= 1 }
            return
        }
        let written = String(decoding: text, as: UTF8.self)
        if written != name.id { spellings[written] = name.id }
        guard written != name.text else { return }
        respelled += 1
        if example == nil { example = (written, name.text) }
    }

    var link: TableRelations.Link {
        TableRelations.Link(
            target: .table(target), separator: nil,
            reason: Message("names that are the same, folded", ko: "표기를 무시하면 같은 이름"), strangers: strangers,
            spellings: spellings, isFolded: true)
    }
}

/// The names of a table's rows by their folded form.
private struct FoldedNames {
    struct Name {
        var text: String
        /// That of the row.
        var id: String
    }

    private var names: [String: Name] = [:]
    /// Forms that several rows have.
    private var ambiguous: Set<String> = []

    var isEmpty: Bool { names.isEmpty }

    /// The rows are called by their label, and by their key where that is a text.
    init(_ type: InferredType, key: Int?) {
        let columns = [type.label, key].compactMap { $0 }.filter { type.columns[$0].content == .text }
        guard !columns.isEmpty else { return }
        let (file, width) = (type.file, type.file.width)
        _ = TableBlocks.forEach(of: file) { cells, rows, firstRow, bytes in
            for row in 0..<rows {
                func text(_ column: Int) -> String {
                    file.withText(of: cells[row * width + column], bytes) { String(decoding: $0, as: UTF8.self) }
                }
                let id = key.map(text) ?? String(firstRow + row + 1)
                for column in columns where cells[row * width + column].count > 0 { add(text(column), id) }
            }
        }
        for form in ambiguous { names[form] = nil }
    }

    private mutating func add(_ text: String, _ id: String) {
        let form = TextFold.fold(text.nfc)
        if let known = names[form], known.id != id { ambiguous.insert(form) }
        if names[form] == nil { names[form] = Name(text: text, id: id) }
    }

    func name(like text: Bytes) -> Name? { names[TextFold.fold(String(decoding: text, as: UTF8.self).nfc)] }
}
