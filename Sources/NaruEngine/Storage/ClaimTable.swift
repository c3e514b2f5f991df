package import NaruSemantics
package import NaruSyntax

/// What each stored value rests on.
///
/// The claims of records stand in order of subject, then in the order of the
/// files; a record's existence is a claim too, the first one of its subject.
/// Rows of tables have no claims of their own: each rests on one line of one
/// file, which `location(of:)` computes.
package struct ClaimTable: Sendable {
    package var claims: [Claim]
    /// The claims of entity `n` are `claims[starts[n] ..< starts[n + 1]]`.
    /// Empty when there are no claims at all.
    package var starts: [Int32]
    package var citations: [Citation]
    package var flags: [Flag]
    /// For each field the values of all its claims, of every rank, as elements
    /// of the field's column; `Claim.slot` is the place in it.
    package var values: [Vector?]
    /// The texts that claims point into.
    package var files: [SourceText]
    /// Where the rows of tables stand.
    package var imports: [TableImport]

    package init(
        claims: [Claim] = [], starts: [Int32] = [], citations: [Citation] = [], flags: [Flag] = [],
        values: [Vector?] = [], files: [SourceText] = [], imports: [TableImport] = []
    ) {
        self.claims = claims
        self.starts = starts
        self.citations = citations
        self.flags = flags
        self.values = values
        self.files = files
        self.imports = imports
    }

    /// The places of an entity's claims in `claims`.
    package func range(of entity: EntityNumber) -> Range<Int> {
        guard Int(entity) + 1 < starts.count else { return 0..<0 }
        return Int(starts[Int(entity)])..<Int(starts[Int(entity) + 1])
    }

    /// The citations that the view shows.
    package func citations(of claim: Claim) -> [Citation] {
        citations[Int(claim.citations.lowerBound)..<Int(claim.citations.upperBound)].filter { !$0.isHidden }
    }

    package func flags(of claim: Claim) -> ArraySlice<Flag> {
        flags[Int(claim.flags.lowerBound)..<Int(claim.flags.upperBound)]
    }

    /// The file and line (from 1) of an entity that came from a table.
    package func location(of entity: EntityNumber) -> (file: String, line: Int)? {
        row(of: entity).map { ($0.table.file, $0.line) }
    }

    /// Where a value of such an entity stands: its cell, or its line with the
    /// name of the column; of the entity itself its line.
    package func place(of field: FieldID?, language: UInt8 = 0, in entity: EntityNumber) -> String? {
        row(of: entity).map { table, line in
            let row = "\(table.file):\(line)"
            guard let column = table.column(of: field, language: language) else { return row }
            guard table.isSheet else { return "\(row), \(column.name)" }
            return "\(table.file)!\(SourceText.letters(ofColumn: Int(column.place) + 1))\(line)"
        }
    }

    private func row(of entity: EntityNumber) -> (table: TableImport, line: Int)? {
        for table in imports where table.entities.contains(entity) {
            if let line = table.line(of: entity) { return (table, line) }
        }
        return nil
    }
}

/// One recorded statement about one field of one entity.
package struct Claim: Sendable {
    package enum Rank: UInt8, Hashable, Sendable { case preferred, normal, deprecated }
    package enum Basis: UInt8, Hashable, Sendable { case stated, inferred, outside, imported }

    package var subject: EntityNumber
    /// nil for the claim that the record exists.
    package var field: FieldID?
    /// The place of the value in `ClaimTable.values[field]`.
    package var slot: Int32
    /// The entity that a link leads to.
    package var target: EntityNumber?
    /// Of a field with a text per language, its place in `Schema.languages`.
    package var language: UInt8?
    /// The field holds at most one value (in a language).
    package var isSingle: Bool
    package var rank: Rank
    package var basis: Basis
    /// The field reads this claim: it is of the highest rank that is there and
    /// no rival of another one. Several claims of one value may be read.
    package var isRead: Bool
    /// The view does not show this claim.
    package var isHidden = false
    package var flags: Range<Int32>
    /// Text codes.
    package var note: Int32?
    package var rankReason: Int32?
    package var citations: Range<Int32>
    /// The value as it stands in `files[file]`.
    package var file: Int32
    package var span: Span

    package init(
        subject: EntityNumber, field: FieldID?, slot: Int32 = 0, target: EntityNumber? = nil,
        language: UInt8? = nil, isSingle: Bool = true, rank: Rank = .normal, basis: Basis = .outside,
        isRead: Bool = true, file: Int32, span: Span
    ) {
        self.subject = subject
        self.field = field
        self.slot = slot
        self.target = target
        self.language = language
        self.isSingle = isSingle
        self.rank = rank
        self.basis = basis
        self.isRead = isRead
        flags = 0..<0
        citations = 0..<0
        self.file = file
        self.span = span
    }
}

/// Where a source says so.
package struct Citation: Hashable, Sendable {
    package var source: EntityNumber
    /// Text code of the quote.
    package var quote: Int32
    /// In Unicode scalars from the start of the article.
    package var offset: Int32?
    package var occurrence: Int32
    /// Text code of the release that several articles copy.
    package var origin: Int32?
    /// The view does not show this source yet.
    package var isHidden = false

    package init(source: EntityNumber, quote: Int32, offset: Int32?, occurrence: Int32, origin: Int32?) {
        self.source = source
        self.quote = quote
        self.offset = offset
        self.occurrence = occurrence
        self.origin = origin
    }
}

/// A remark such as `implausible`; name and note are text codes.
package struct Flag: Sendable {
    package var name: Int32
    package var note: Int32?

    package init(name: Int32, note: Int32?) {
        self.name = name
        self.note = note
    }
}

/// The rows that one table gave to one type.
package struct TableImport: Sendable {
    package var file: String
    package var type: TypeID
    package var entities: Range<EntityNumber>
    /// The line of the first entity, when the others follow line by line.
    package var firstLine: Int32
    /// The line of each entity, when they do not.
    package var lines: [Int32]?
    /// Its lines are the rows of a sheet.
    package var isSheet: Bool
    package var columns: [Column]

    /// Where the values of a field stand.
    package struct Column: Hashable, Sendable {
        package var field: FieldID
        package var language: UInt8
        /// From 0.
        package var place: Int32
        /// As the file has it.
        package var name: String

        package init(field: FieldID, language: UInt8, place: Int32, name: String) {
            self.field = field
            self.language = language
            self.place = place
            self.name = name
        }
    }

    package init(
        file: String, type: TypeID, entities: Range<EntityNumber>, firstLine: Int32, lines: [Int32]? = nil,
        isSheet: Bool = false, columns: [Column] = []
    ) {
        self.file = file
        self.type = type
        self.entities = entities
        self.firstLine = firstLine
        self.lines = lines
        self.isSheet = isSheet
        self.columns = columns
    }

    func column(of field: FieldID?, language: UInt8) -> Column? {
        columns.first { $0.field == field && $0.language == language } ?? columns.first { $0.field == field }
    }

    /// The line of one of `entities`; nil for one that another table put
    /// between them, which line 0 marks.
    package func line(of entity: EntityNumber) -> Int? {
        let row = Int(entity - entities.lowerBound)
        let line = lines.map { Int($0[row]) } ?? Int(firstLine) + row
        return line > 0 ? line : nil
    }
}

extension Store {
    /// The value of a claim as it stands in its file; of a text, the text.
    package func valueText(of claim: Claim) -> String {
        if let field = claim.field, case .text = schema[field].content, let values = claims.values[field.index],
            case .code(let codes) = values.payload
        {
            return texts[codes[Int(claim.slot)]]
        }
        guard claims.files.indices.contains(Int(claim.file)) else { return "" }
        let bytes = claims.files[Int(claim.file)].utf8
        return String(decoding: bytes[claim.span.start..<claim.span.end], as: UTF8.self)
    }
}
