import NaruEngine
import NaruSemantics
import NaruSyntax

/// Tables without a schema, and what they say about each other.
struct InferredTables {
    private(set) var types: [InferredType]
    private(set) var relations: TableRelations
    /// Of a graph: the table of its edges, and their two ends.
    private(set) var edges: (table: Int, columns: [Int])?

    init(_ types: [InferredType], _ options: TableOptions, beside store: Store? = nil) {
        self.types = types
        relations = TableRelations(types, matchesFolded: options.matchesFolded, beside: store)
    }

    /// Makes a type of the values of two columns.
    mutating func addNodes(_ options: TableOptions) throws(DatasetError) {
        guard !options.edges.isEmpty else { return }
        guard let table = types.firstIndex(where: { NodeTable.places(options.edges, in: $0.file) != nil }),
            let places = NodeTable.places(options.edges, in: types[table].file)
        else { throw noEdges(options.edges) }
        let file = NodeTable.file(of: types[table].file, columns: places, absents: options.absents)
        relations.addNodes()
        relations.link(places, of: table, to: types.count)
        types.append(InferredType(nodes: file))
        edges = (table, places)
    }

    /// Why columns of a table are its key and its links.
    func guesses(of table: Int, as type: TypeID) -> [Guess] {
        let columns = types[table].file.columns
        var guesses: [Guess] = []
        if let key = relations.keys[table] {
            let reason = key.reason
            guesses.append(
                Guess(
                    type: type, column: columns[key.column].text,
                    message: Message("key: \(reason.english)", ko: "키: \(reason.korean)")))
        }
        for (column, link) in relations.links[table].sorted(by: { $0.key < $1.key }) {
            let reason = link.reason
            guesses.append(
                Guess(
                    type: type, column: columns[column].text,
                    message: Message("link: \(reason.english)", ko: "링크: \(reason.korean)")))
        }
        return guesses
    }

    private func noEdges(_ names: [String]) -> DatasetError {
        let columns = types.flatMap { $0.file.columns.map(\.text) }.joined(separator: ", ")
        let list = names.joined(separator: ", ")
        return DatasetError(
            DataCode.missingColumn,
            Message("no table has the columns '\(list)'", ko: "'\(list)' 열이 있는 표가 없습니다"),
            help: [Message("columns: \(columns)", ko: "열: \(columns)")])
    }

    var prelude: SourceText? {
        edges.map { table, columns in
            let names = columns.map { types[table].file.columns[$0].text }
            return NodeTable.prelude(from: names[0], to: names[1])
        }
    }
}

/// A field of a table without a schema, and the column it is read from.
struct InferredField {
    var field: Field
    var column: Int
    /// What stands between several values in a cell.
    var separator: String?
    /// Of a link the texts that lead nowhere.
    var absents: [String] = []
    /// Of a link texts, and the ids they stand for.
    var spellings: [String: String] = [:]
}

extension SchemaLayout {
    /// Adds a type for each table, the first one with other names; types of tables
    /// come last.
    mutating func add(
        _ tables: InferredTables, aliases: [String]
    ) -> [(type: TypeID, key: Int?, fields: [InferredField])] {
        let firstType = schema.types.count
        var (types, fields) = (schema.types, schema.fields)
        var added: [(type: TypeID, key: Int?, fields: [InferredField])] = []
        for (place, table) in tables.types.enumerated() {
            let id = TypeID(firstType + place)
            let own = Self.fields(of: place, tables, firstType: firstType, from: fields.count)
            fields += own.map(\.field)
            types.append(
                EntityType(
                    id: id, name: table.name, aliases: place == 0 ? aliases : [], plural: table.plural,
                    isAbstract: false,
                    parent: .entity,
                    subtreeEnd: id.index + 1, fields: own.map(\.field.id)))
            added.append((id, tables.relations.keys[place]?.column, own))
        }
        types[0].subtreeEnd += tables.types.count
        if let edges = tables.edges { Self.addInverses(edges, added, &types, &fields) }
        schema = Schema(languages: schema.languages, types: types, fields: fields, enumerations: schema.enumerations)
        return added
    }

    /// The field of each column but the id's. A column called like something
    /// built in hides it, as the innermost of two names always does.
    private static func fields(
        of place: Int, _ tables: InferredTables, firstType: Int, from first: Int
    ) -> [InferredField] {
        let table = tables.types[place]
        let key = tables.relations.keys[place]?.column
        let columns = table.file.columns.indices.filter {
            $0 != key || table.file.columns[$0].text.lowercased() != "id"
        }
        return columns.enumerated().map { offset, column in
            let link = tables.relations.links[place][column]
            let content =
                link.map { Field.Content.link([type(of: $0.target, firstType)]) } ?? table.columns[column].content
            var field = Field(
                id: FieldID(first + offset), owner: TypeID(firstType + place), name: table.file.columns[column].text,
                content: content, isMany: link?.separator != nil || table.columns[column].isMany,
                isLabel: column == table.label && link == nil, isKey: column == key)
            if link == nil { field.majority = table.columns[column].majority }
            return InferredField(
                field: field, column: column, separator: link?.separator, absents: link?.strangers.absents ?? [],
                spellings: link?.spellings ?? [:])
        }
    }

    private static func type(of target: TableRelations.Target, _ firstType: Int) -> TypeID {
        switch target {
        case .table(let place): TypeID(firstType + place)
        case .stored(let type, _): type
        }
    }

    /// From a node to the rows that lead from it and to it.
    private static func addInverses(
        _ edges: (table: Int, columns: [Int]), _ added: [(type: TypeID, key: Int?, fields: [InferredField])],
        _ types: inout [EntityType], _ fields: inout [Field]
    ) {
        let node = types.count - 1
        for (column, name) in zip(edges.columns, [NodeTable.outgoing, NodeTable.incoming]) {
            guard let link = added[edges.table].fields.first(where: { $0.column == column })?.field.id else { continue }
            let id = FieldID(fields.count)
            fields.append(
                Field(
                    id: id, owner: TypeID(node), name: name, content: .link([added[edges.table].type]), isMany: true,
                    inverse: link, isInverse: true))
            fields[link.index].inverse = id
            types[node].fields.append(id)
        }
        types[node].computed.append(ComputedName(name: NodeTable.partners, aliases: []))
    }
}
