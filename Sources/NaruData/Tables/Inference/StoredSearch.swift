import NaruEngine
import NaruSemantics
import NaruSyntax

/// Finds the columns of tables whose texts are ids of what a dataset beside them
/// holds; with `folds` also those most of which are names there.
struct StoredSearch {
    struct Match {
        var table: Int
        var column: Int
        var type: EntityType
        var count = 0
        var strangers = Strangers()
        var spellings: [String: String] = [:]
        var respelled = 0
        var example: (text: String, name: String)?
        /// Whether the column is called like the type.
        var isNamed = false

        var known: Int { count - strangers.count }
    }

    /// Different texts of a column, and how many cells have each.
    private typealias Counts = [(text: String, cells: Int)]

    private let store: Store
    private let folds: Bool
    /// Those with records, the smallest first: what is in several is meant as the
    /// most particular.
    private let types: [EntityType]
    private(set) var found: [Match] = []

    init(_ tables: [InferredType], in store: Store, _ relations: TableRelations, folds: Bool) {
        self.store = store
        self.folds = folds
        let claims = store.schema.claims
        let declared = store.schema.declaredTypes.filter { type in
            type.id != .entity && claims?.isBuiltIn(type.id) != true && !store.range(of: type.id).isEmpty
        }
        types = declared.sorted { (store.range(of: $0.id).count, $1.id) < (store.range(of: $1.id).count, $0.id) }
        for (table, type) in tables.enumerated() {
            for column in type.columns.indices where Self.mayPoint(type, table, column, relations) {
                if let match = best(table, column, type) { found.append(match) }
            }
        }
    }

    private static func mayPoint(_ type: InferredType, _ table: Int, _ column: Int, _ relations: TableRelations) -> Bool
    {
        let (content, isMany) = (type.columns[column].content, type.columns[column].isMany)
        return (content == .text || content == .int) && !isMany && type.label != column
            && relations.keys[table]?.column != column && relations.links[table][column] == nil
    }

    private func best(_ table: Int, _ column: Int, _ type: InferredType) -> Match? {
        let header = type.file.columns[column].text
        let isInt = type.columns[column].content == .int
        // Whole numbers are among others by chance.
        let candidates = types.filter { !isInt || Self.names(header, $0) }
        guard !candidates.isEmpty else { return nil }
        let counts = counts(of: column, type)
        var best: Match?
        for candidate in candidates {
            var match = Match(table: table, column: column, type: candidate)
            match.isNamed = Self.names(header, candidate)
            guard fill(&match, counts), best.map({ match.known > $0.known }) ?? true else { continue }
            best = match
        }
        return best
    }

    private func counts(of column: Int, _ type: InferredType) -> Counts {
        var counts: [String: Int] = [:]
        var texts: [String] = []
        let absents = AbsentTexts(type.columns[column].absents)
        let width = type.file.width
        _ = TableBlocks.forEach(of: type.file) { cells, rows, _, bytes in
            for row in 0..<rows where cells[row * width + column].count > 0 {
                type.file.withText(of: cells[row * width + column], bytes) { bytes in
                    guard !absents.contains(bytes) else { return }
                    let text = String(decoding: bytes, as: UTF8.self)
                    if counts.updateValue((counts[text] ?? 0) + 1, forKey: text) == nil { texts.append(text) }
                }
            }
        }
        return texts.map { ($0, counts[$0] ?? 0) }
    }

    /// False where the column doesn't lead to the type.
    private func fill(_ match: inout Match, _ counts: Counts) -> Bool {
        for (text, cells) in counts {
            let name = name(text, in: match.type.id)
            if name == nil, AbsentMarkers.known.contains(text) {
                match.strangers.add(text, cells)
                continue
            }
            match.count += cells
            if let name {
                note(text, name, cells, &match)
            } else {
                match.strangers.add(text, cells)
                guard folds || match.isNamed && match.strangers.texts.count <= Strangers.most else {
                    return false
                }
            }
        }
        guard match.known > 0 else { return false }
        let isExact = match.respelled == 0 && match.spellings.isEmpty
        if isExact, match.strangers.count == 0 || match.isNamed && match.strangers.count * 10 < match.count {
            return true
        }
        return folds && match.known * 2 > match.count
    }

    private func note(_ text: String, _ name: (id: String, text: String), _ cells: Int, _ match: inout Match) {
        if text != name.id { match.spellings[text] = name.id }
        guard text != name.text, text != name.id else { return }
        match.respelled += cells
        if match.example == nil { match.example = (text, name.text) }
    }

    /// The only record with this id, or with this name where names count.
    private func name(_ text: String, in type: TypeID) -> (id: String, text: String)? {
        let text = text.nfc
        if store.entity(id: text, in: type) != nil { return (text, text) }
        guard folds else { return nil }
        let named = store.entities(named: text, in: store.range(of: type))
        guard named.count == 1 else { return nil }
        let entity = named[0]
        let labels = store.schema.languages.indices.map { store.label(of: entity, language: $0) }
        return (store.id(of: entity), labels.first { TextFold.fold($0) == TextFold.fold(text) } ?? labels[0])
    }

    private static func names(_ header: String, _ type: EntityType) -> Bool {
        let header = header.lowercased()
        return ([type.name, type.plural] + type.aliases).contains { name in
            let name = name.lowercased()
            return header == name || header == name + "_id" || header == name + "id"
        }
    }
}

extension StoredSearch.Match {
    var isFolded: Bool { !spellings.isEmpty || respelled > 0 }

    var link: TableRelations.Link {
        let values = strangers.count == 0 ? "all \(count) values are" : "\(known) of \(count) values are"
        let reason = Message(
            "\(values) ids of \(type.plural)", ko: "값 \(count)개 가운데 \(known)개가 \(type.plural)의 식별자")
        return TableRelations.Link(
            target: .stored(type.id, type.plural), separator: nil, reason: reason,
            strangers: strangers, spellings: spellings, isFolded: isFolded)
    }
}

extension Strangers {
    /// So many cells with the same text.
    mutating func add(_ text: String, _ cells: Int) {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            for _ in 0..<cells { add(bytes) }
        }
    }
}
