import NaruEngine
import NaruSemantics
import NaruSyntax

/// What records come from.
enum RecordFile {
    /// A `.ties` file.
    case written(SourceText)
    case made(MadeRecords)

    var source: SourceText {
        switch self {
        case .written(let source): source
        case .made(let records): records.source
        }
    }
}

/// Where a record starts.
struct RecordHeader {
    var file: Int
    var type: TypeID
    var arrival: Int32
    /// The type and the id.
    var span: Span
    /// The line after the header; of a made record its place among them.
    var body: Int
}

/// The first pass over the records: which there are. With that, the second one
/// resolves links forward and across files.
struct RecordIndex {
    let builder: StoreBuilder
    let names: SchemaNames
    /// The texts that `headers` speak of.
    let files: [SourceText]
    private(set) var headers: [RecordHeader] = []

    init(_ builder: StoreBuilder, _ names: SchemaNames, files: [SourceText]) {
        self.builder = builder
        self.names = names
        self.files = files
    }

    mutating func add(_ records: RecordFile, file: Int, issues: inout DataIssues) {
        switch records {
        case .written(let source): add(source, file, &issues)
        case .made(let made):
            for (place, record) in made.records.enumerated() { add(record, at: place, file, &issues) }
        }
    }

    private mutating func add(
        _ record: MadeRecords.Record, at place: Int, _ file: Int, _ issues: inout DataIssues
    ) {
        let type = record.type.text.withBytes { names.type($0) }
        guard let type else { return unknownType(record.type.text, at: record.type.span, files[file], &issues) }
        let id = record.id.text.withBytes { builder.texts.intern($0) }
        enter(id, at: record.id.span, type, at: record.type.span, body: place, file, &issues)
    }

    private mutating func add(_ source: SourceText, _ file: Int, _ issues: inout DataIssues) {
        source.utf8.withUnsafeBufferPointer { bytes in
            var cursor = TextCursor(bytes)
            var hasRecord = false
            while true {
                switch cursor.nextLine() {
                case .end: return
                case .indent(0):
                    if headers.count & 1023 == 1023, Allowance.isSpent { return }
                    hasRecord = true
                    add(&cursor, source, file, &issues)
                case .indent(let indent):
                    let start = cursor.position
                    if !hasRecord { issues.indentation(at: Span(start - indent, start), in: source) }
                // A tab within a record is reported when the record is read.
                case .tab(let span):
                    if !hasRecord { issues.tab(at: span, in: source) }
                }
                cursor.skipLine()
            }
        }
    }

    private mutating func add(
        _ cursor: inout TextCursor, _ source: SourceText, _ file: Int, _ issues: inout DataIssues
    ) {
        guard let typeName = cursor.name() else {
            issues.expected("a record: a type and an id", ko: "레코드(유형과 식별자)", at: cursor, in: source)
            return
        }
        guard let type = names.type(cursor.slice(typeName)) else {
            unknownType(cursor.string(typeName), at: typeName, source, &issues)
            return
        }
        cursor.skipBlanks()
        let idStart = cursor.position
        guard let id = id(&cursor, source, &issues) else { return }
        let idSpan = Span(idStart, cursor.position)
        cursor.skipBlanks()
        guard cursor.isAtLineEnd else {
            issues.expected("the end of the line", ko: "줄의 끝", at: cursor, in: source)
            return
        }
        var body = cursor
        body.skipLine()
        enter(id, at: idSpan, type, at: typeName, body: body.position, file, &issues)
    }

    /// Makes the record's entity.
    private mutating func enter(
        _ id: Int32, at idSpan: Span, _ type: TypeID, at typeSpan: Span, body: Int, _ file: Int,
        _ issues: inout DataIssues
    ) {
        guard !builder.schema[type].isAbstract else {
            abstractType(type, at: typeSpan, files[file], &issues)
            return
        }
        let (arrival, isNew) = builder.addEntity(type, id: id)
        guard isNew else {
            duplicate(id, arrival, at: idSpan, files[file], &issues)
            return
        }
        headers.append(
            RecordHeader(
                file: file, type: type, arrival: arrival, span: Span(typeSpan.start, idSpan.end), body: body))
    }

    /// A bare id, or one in quotation marks for ids with blanks or signs in them.
    private func id(_ cursor: inout TextCursor, _ source: SourceText, _ issues: inout DataIssues) -> Int32? {
        if cursor.next == .quote {
            switch cursor.quotedText() {
            case .success(let text): return builder.texts.intern(cursor.unescaped(text))
            case .failure(let failure):
                issues.text(failure, in: source)
                return nil
            }
        }
        guard let span = cursor.name(withSigns: true) else {
            issues.expected("the record's id", ko: "레코드의 식별자", at: cursor, in: source)
            return nil
        }
        return builder.texts.intern(cursor.slice(span))
    }

    private func unknownType(_ name: String, at span: Span, _ source: SourceText, _ issues: inout DataIssues) {
        let types = builder.schema.declaredTypes.filter { !$0.isAbstract }.map(\.name)
        issues.error(
            DataCode.unknownType, Message("there is no type '\(name)'", ko: "'\(name)'이라는 유형이 없습니다"), at: span,
            in: source,
            help: [
                Message(
                    "a record starts with one of: \(types.joined(separator: ", "))",
                    ko: "쓸 수 있는 유형: \(types.joined(separator: ", "))")
            ], suggestions: Suggestion.spelling(of: name, at: span, in: source, among: types))
    }

    private func abstractType(_ type: TypeID, at span: Span, _ source: SourceText, _ issues: inout DataIssues) {
        let declared = builder.schema[type]
        let concrete = builder.schema.types[type.index..<declared.subtreeEnd].filter { !$0.isAbstract }.map(\.name)
        let list = concrete.joined(separator: ", ")
        issues.error(
            DataCode.abstractType,
            Message(
                "'\(declared.name)' is abstract and has no records of its own",
                ko: "'\(declared.name)'은(는) 추상 유형이라 레코드를 둘 수 없습니다"),
            at: span, in: source, help: [Message("its subtypes: \(list)", ko: "하위 유형: \(list)")])
    }

    private func duplicate(
        _ id: Int32, _ arrival: Int32, at span: Span, _ source: SourceText, _ issues: inout DataIssues
    ) {
        let type = builder.schema[builder.type(of: arrival)].name
        let text = builder.texts[id]
        let first = headers.first { $0.arrival == arrival }.map { files[$0.file].place(of: $0.span.start) } ?? type
        issues.error(
            DataCode.duplicateRecord,
            Message("there is another '\(text)', \(type.withArticle)", ko: "'\(text)'이(가) 이미 있습니다(\(type))"),
            at: span, in: source,
            help: [Message("the first one stands in \(first)", ko: "첫 번째는 \(first)에 있습니다")])
    }
}

extension SourceText {
    /// `file:line` of an offset, for messages that speak of another place.
    func place(of offset: Int) -> String { "\(name):\(position(of: offset).line)" }
}
