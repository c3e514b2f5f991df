import NaruEngine
import NaruSemantics
import NaruSyntax

/// How the cells of a column are read.
struct CellReading {
    var notation = CellNotation.plain
    var absents: [String] = []
    /// What all numbers of the column count.
    var unit: String?
    /// Of links, texts and the ids they stand for.
    var spellings: [String: String] = [:]
    /// Arrays and objects of JSON are texts as they are written.
    var isRaw = false
}

extension CellReading {
    init(_ column: InferredColumn) {
        self.init(notation: column.notation, absents: column.absents, isRaw: column.isRaw)
    }
}

/// Finds the columns that the fields of a type are read from.
struct TablePlan {
    let layout: SchemaLayout
    let builder: StoreBuilder
    let names: SchemaNames
    /// Texts that stand for no value in any table.
    var absents: [String] = []

    /// nil after a report.
    func load(_ table: SchemaLayout.Table, from file: TableFile, issues: inout DataIssues) -> TableLoad? {
        let schema = layout.schema
        let hadErrors = issues.hasErrors
        var key: ColumnReader?
        if let name = table.key {
            guard let place = place(name.text, in: file) else {
                missing(name, file, table, &issues)
                return nil
            }
            key = reader(.key, .text, place, file.form, isRequired: true)
        }
        var columns: [ColumnReader] = []
        for id in schema.allFields(of: table.type) where !schema[id].isInverse {
            columns += readers(of: schema[id], file, table, &issues)
        }
        guard hadErrors || !issues.hasErrors else { return nil }
        return TableLoad(file, type: table.type, key: key, columns: columns, builder: builder, tellsTimes: true)
    }

    func load(_ inferred: InferredType, type: TypeID, key: Int?, fields: [InferredField]) -> TableLoad {
        let columns = fields.map { inferredField in
            let (field, column) = (inferredField.field, inferredField.column)
            var reading = CellReading(inferred.columns[column])
            reading.unit = inferred.file.units[column]
            reading.absents += inferredField.absents
            reading.spellings = inferredField.spellings
            return reader(
                .value(field.id, language: 0), field.content, column, inferred.file.form, reading,
                isMany: field.isMany, separator: inferredField.separator)
        }
        let key = key.map { reader(.key, .text, $0, inferred.file.form, isRequired: true) }
        return TableLoad(inferred.file, type: type, key: key, columns: columns, builder: builder, tellsTimes: false)
    }

    private func reader(
        _ role: ColumnReader.Role, _ content: Field.Content, _ place: Int, _ form: TableForm,
        _ reading: CellReading = CellReading(), isMany: Bool = false, isRequired: Bool = false, separator: String? = nil
    ) -> ColumnReader {
        ColumnReader(
            role, content, place: place, isMany: isMany, isRequired: isRequired, separator: separator,
            reading, form: form, names: names,
            texts: PieceTexts(references: builder.texts, values: builder.texts))
    }

    private func place(_ name: String, in file: TableFile) -> Int? {
        file.columns.firstIndex { $0.text == name }
    }

    private func readers(
        of field: Field, _ file: TableFile, _ table: SchemaLayout.Table, _ issues: inout DataIssues
    ) -> [ColumnReader] {
        let mapping = layout.columns[field.id]
        let reading = CellReading(
            notation: notation(mapping?.format, of: field, &issues),
            absents: table.absents + (mapping?.absents ?? []) + absents)
        func make(_ place: Int, language: Int) -> ColumnReader {
            var reading = reading
            if field.content == .quantity { reading.unit = file.units[place] }
            return reader(
                .value(field.id, language: UInt8(truncatingIfNeeded: language)), field.content, place, file.form,
                reading, isMany: field.isMany, isRequired: layout.isRequired(field), separator: mapping?.separator?.text
            )
        }
        if let header = mapping?.header {
            guard let place = place(header.text, in: file) else {
                missing(header, file, table, &issues)
                return []
            }
            return [make(place, language: 0)]
        }
        var readers: [ColumnReader] = []
        if let place = ([field.name] + field.aliases).lazy.compactMap({ self.place($0, in: file) }).first {
            readers.append(make(place, language: 0))
        }
        if field.isLocalized { readers += localized(field, file, hasPlain: !readers.isEmpty, make) }
        // A field of an ancestor may come from elsewhere; one declared beside
        // the table without a column in it is a misspelling.
        if readers.isEmpty, field.owner == table.type || layout.isRequired(field) {
            missing(
                DeclaredName(text: field.name, span: layout.spans[field.id] ?? table.file.span), file, table, &issues)
        }
        return readers
    }

    /// `name_ko`, `name.en`: columns for the languages of a field.
    private func localized(
        _ field: Field, _ file: TableFile, hasPlain: Bool, _ make: (Int, Int) -> ColumnReader
    ) -> [ColumnReader] {
        layout.schema.languages.enumerated().compactMap { language, code in
            if language == 0, hasPlain { return nil }
            let place = ["\(field.name)_\(code)", "\(field.name).\(code)"].lazy.compactMap { self.place($0, in: file) }
                .first
            return place.map { make($0, language) }
        }
    }

    private func notation(_ pattern: DeclaredName?, of field: Field, _ issues: inout DataIssues) -> CellNotation {
        guard let pattern, let source = layout.source else { return .plain }
        switch field.content {
        case .int, .decimal, .quantity:
            if let notation = NumberNotation(pattern: pattern.text) { return .number(notation) }
            issues.error(
                DataCode.modifier, Message("no such format of numbers", ko: "쓸 수 없는 수 형식입니다"), at: pattern.span,
                in: source,
                help: [
                    Message(
                        "there are \"#,###\", \"#.###,#\", \"# ###\", with a sign or a unit beside: \"₩#,###\", \"#%\"",
                        ko: "\"#,###\", \"#.###,#\", \"# ###\"에 기호나 단위를 붙여 씁니다: \"₩#,###\", \"#%\"")
                ])
        default:
            if let notation = DateNotation(pattern: pattern.text) { return .date(notation) }
            issues.error(
                DataCode.modifier, Message("no such date format", ko: "쓸 수 없는 날짜 형식입니다"), at: pattern.span, in: source,
                help: [
                    Message(
                        "a format is made of yyyy, MM, dd (or M, d) and signs, such as \"yyyy.MM.dd\"",
                        ko: "형식은 yyyy, MM, dd(또는 M, d)와 기호로 씁니다. 예: \"yyyy.MM.dd\"")
                ])
        }
        return .plain
    }

    private func missing(
        _ name: DeclaredName, _ file: TableFile, _ table: SchemaLayout.Table, _ issues: inout DataIssues
    ) {
        let columns = file.columns.map(\.text)
        let list = columns.joined(separator: ", ")
        issues.error(
            DataCode.missingColumn,
            Message(
                "'\(file.source.name)' has no column '\(name.text)'",
                ko: "'\(file.source.name)'에 '\(name.text)' 열이 없습니다"),
            at: name.span, in: table.source,
            help: [
                Message("its columns: \(list)", ko: "열: \(list)"),
                Message("map \"Header\" behind a field names its column", ko: "필드 뒤의 map \"머리글\"로 열을 지정할 수 있습니다"),
            ], suggestions: Suggestion.spelling(of: name.text, at: name.span, in: table.source, among: columns))
    }
}
