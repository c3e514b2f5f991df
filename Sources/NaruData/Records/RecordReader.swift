import NaruEngine
import NaruSemantics
import NaruSyntax

/// The values of one field that records give, of every rank.
final class FieldSink {
    let field: Field
    let buffer: ColumnBuffer
    @exclusivity(unchecked) var arrivals: [Int32] = []
    @exclusivity(unchecked) var isRead: [Bool] = []
    @exclusivity(unchecked) var languages: [UInt8] = []

    init(_ field: Field) {
        self.field = field
        buffer = ColumnBuffer(field.content)
    }
}

/// The second pass over the records: values and what they rest on.
///
/// Nothing here is reentrant, so the run-time checks for overlapping access,
/// a fifth of the time, are off.
final class RecordReader {
    let builder: StoreBuilder
    let schema: Schema
    let names: SchemaNames
    let sourceType: TypeID?
    @exclusivity(unchecked) var issues: DataIssues
    @exclusivity(unchecked) var sinks: [FieldSink?]
    @exclusivity(unchecked) var ranks: RankTally

    // The place in the file at hand
    @exclusivity(unchecked) var source: SourceText
    @exclusivity(unchecked) var cursor = TextCursor(Bytes(start: nil, count: 0))
    @exclusivity(unchecked) var header: RecordHeader
    /// The claims of the line whose details are being read.
    @exclusivity(unchecked) var line = LineDetails()
    @exclusivity(unchecked) private var requiredFields: [TypeID: [FieldID]] = [:]
    private let layout: SchemaLayout

    init?(
        _ builder: StoreBuilder, _ names: SchemaNames, _ layout: SchemaLayout, issues: DataIssues, first: RecordHeader,
        in source: SourceText
    ) {
        self.layout = layout
        self.builder = builder
        self.names = names
        self.issues = issues
        self.source = source
        header = first
        schema = builder.schema
        sourceType = schema.sourceType
        sinks = [FieldSink?](repeating: nil, count: schema.fields.count)
        ranks = RankTally(fields: schema.fields.count, languages: schema.languages.count)
    }

    /// Reads all records; their claims end up in the builder.
    static func read(
        _ index: RecordIndex, of records: [RecordFile], into builder: StoreBuilder, names: SchemaNames,
        layout: SchemaLayout, issues: inout DataIssues
    ) {
        let (headers, files) = (index.headers, index.files)
        builder.claims.files = files
        guard let first = headers.first,
            let reader = RecordReader(builder, names, layout, issues: issues, first: first, in: files[first.file])
        else { return }
        var index = 0
        while index < headers.count {
            let file = headers[index].file
            reader.source = files[file]
            files[file].utf8.withUnsafeBufferPointer { bytes in
                reader.cursor = TextCursor(bytes)
                while index < headers.count, headers[index].file == file {
                    reader.readRecord(headers[index], of: records[file])
                    index += 1
                    if index & 1023 == 0, Allowance.isSpent { index = headers.count }
                }
            }
        }
        reader.finish()
        issues = reader.issues
    }

    private func readRecord(_ header: RecordHeader, of file: RecordFile) {
        self.header = header
        let firstClaim = builder.claims.claims.count
        append(Claim(subject: header.arrival, field: nil, file: Int32(header.file), span: header.span))
        line.start(at: firstClaim, builder)
        let isSound: Bool
        switch file {
        case .written:
            cursor.position = header.body
            isSound = readLines()
        case .made(let made): isSound = readFields(of: made.records[header.body])
        }
        line.finish(builder, end: builder.claims.claims.count)
        ranks.settle(firstClaim + 1..<builder.claims.claims.count, self)
        if isSound { reportMissing() }
        ranks.clear()
    }

    /// False where a field could not be read: it may be the one that is missing.
    private func readLines() -> Bool {
        var fieldIndent: Int?
        var isSound = true
        // The details of a line with a mistake are not read.
        var isSkipping = false
        while true {
            switch cursor.nextLine() {
            case .end, .indent(0): return isSound
            case .tab(let span):
                issues.tab(at: span, in: source)
                isSound = false
            case .indent(let indent):
                let start = cursor.position
                let isCitation = cursor.next == UInt8(ascii: "<")
                if isCitation, line.isExistence {
                    // Directly under the record: it may stand as deep as it likes.
                    readDetail()
                } else if !isCitation, indent == fieldIndent ?? indent {
                    fieldIndent = indent
                    startLine()
                    isSkipping = !readField()
                    if isSkipping { isSound = false }
                } else if let fieldIndent, indent > fieldIndent {
                    if !isSkipping { readDetail() }
                } else if !isSkipping {
                    issues.indentation(at: Span(start - indent, start), in: source)
                }
            }
            cursor.skipLine()
        }
    }

    /// Details that follow are those of the next field.
    func startLine() {
        line.finish(builder, end: builder.claims.claims.count)
        line.start(at: builder.claims.claims.count, builder)
        line.isExistence = false
    }

    func append(_ claim: Claim) { builder.claims.claims.append(claim) }

    func sink(_ field: FieldID) -> FieldSink {
        if let sink = sinks[field.index] { return sink }
        let sink = FieldSink(schema[field])
        sinks[field.index] = sink
        return sink
    }

    private func reportMissing() {
        let required =
            requiredFields[header.type] ?? schema.allFields(of: header.type).filter { layout.isRequired(schema[$0]) }
        requiredFields[header.type] = required
        for field in required where !ranks.wasSeen(field) {
            let name = schema[field].name
            issues.error(
                DataCode.missingField,
                Message("'\(name)' is required here and missing", ko: "필수 필드 '\(name)'이(가) 없습니다"), at: header.span,
                in: source)
        }
    }

    private func finish() {
        builder.claims.values = [Vector?](repeating: nil, count: schema.fields.count)
        for case let sink? in sinks {
            let values = sink.buffer.vector
            builder.claims.values[sink.field.id.index] = values
            builder.add(
                ColumnPart(
                    rows: .sparse(arrivals: sink.arrivals, isRead: sink.isRead), values: values,
                    languages: sink.languages),
                to: sink.field.id)
        }
    }
}
