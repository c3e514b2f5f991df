import NaruSyntax

/// The definitions of programs that have run, which the next one sees.
struct DefinitionLog {
    private struct Entry {
        /// What a later definition replaces.
        var key: String
        var source: SourceText
        var span: Span
    }

    private var entries: [Entry] = []

    mutating func keep(_ statements: [Statement], of source: SourceText) {
        for statement in statements {
            guard let key = DefinitionLog.key(statement) else { continue }
            entries.removeAll { $0.key == key }
            entries.append(Entry(key: key, source: source, span: statement.span))
        }
    }

    var text: String { entries.map { $0.source.text(in: $0.span) }.joined(separator: "\n") }

    /// The program with the definitions before it that it doesn't make itself.
    func layered(_ source: SourceText, statements: [Statement]) -> LayeredSource {
        let own = Set(statements.compactMap(DefinitionLog.key))
        let kept = entries.filter { !own.contains($0.key) }
        return LayeredSource(source, after: kept.map { ($0.source, $0.span) })
    }

    private static func key(_ statement: Statement) -> String? {
        switch statement.kind {
        case .definition(let definition):
            "let \(definition.owner?.text ?? "").\(definition.name.text)\(definition.parameters == nil ? "" : "()")"
        case .parameter(let parameter, _): "param \(parameter.name.text)"
        case .importFile(let path): "import \(path)"
        case .query: nil
        }
    }
}

/// A program with earlier definitions in front of it, and the way back from
/// its places to where they were written.
struct LayeredSource {
    private struct Segment {
        var start: Int
        var source: SourceText
        var span: Span
    }

    let original: SourceText
    let combined: SourceText
    private var segments: [Segment] = []
    /// Where the program itself begins.
    private(set) var start = 0

    init(_ source: SourceText, after definitions: [(source: SourceText, span: Span)]) {
        original = source
        guard !definitions.isEmpty else {
            combined = source
            return
        }
        var bytes: [UInt8] = []
        for definition in definitions {
            segments.append(Segment(start: bytes.count, source: definition.source, span: definition.span))
            bytes += definition.source.utf8[definition.span.start..<definition.span.end]
            bytes += [UInt8(ascii: ";"), UInt8(ascii: "\n")]
        }
        start = bytes.count
        combined = SourceText(name: source.name, utf8: bytes + source.utf8)
    }

    func restored(_ diagnostics: [Diagnostic]) -> [Diagnostic] { diagnostics.map(restored) }

    private func restored(_ diagnostic: Diagnostic) -> Diagnostic {
        guard start > 0, let span = diagnostic.span, diagnostic.source ?? combined == combined else {
            return diagnostic
        }
        var result = diagnostic
        if span.start >= start {
            result.span = Span(span.start - start, span.end - start)
            result.suggestions = diagnostic.suggestions.compactMap { $0.moved(by: -start) }
            result.source = original
        } else if let segment = segments.last(where: { $0.start <= span.start }) {
            let shift = segment.span.start - segment.start
            result.span = Span(span.start + shift, min(span.end + shift, segment.span.end))
            result.suggestions = diagnostic.suggestions.compactMap { $0.moved(by: shift) }
            result.source = segment.source
        }
        return result
    }
}

/// What is left of a program when the statements with mistakes are taken out, so
/// that `--keep-going` can run the others.
struct SoundProgram {
    /// The program with blanks for what was taken out: places stay places.
    private(set) var source: SourceText
    /// Where the statements that were taken out begin.
    private(set) var removed: [Int] = []

    init(_ source: SourceText) { self.source = source }

    /// Takes out the statements that the errors lie in, and says which; none
    /// where an error lies in no statement of this program.
    mutating func remove(_ errors: [Diagnostic]) -> [Statement] {
        let statements = Parser.parse(source).program.statements
        var broken: Set<Int> = []
        for error in errors where error.severity == .error {
            if let place = error.span?.start, error.source == nil || error.source?.name == source.name {
                guard let found = statements.lastIndex(where: { $0.span.start <= place }) else { return [] }
                broken.insert(found)
            } else {
                // What is imported is wrong, wherever it is imported.
                broken.formUnion(statements.indices.filter { statements[$0].isImport })
            }
        }
        var bytes = source.utf8
        for index in broken {
            let end = index + 1 < statements.count ? statements[index + 1].span.start : bytes.count
            for place in statements[index].span.start..<end where bytes[place] != UInt8(ascii: "\n") {
                bytes[place] = UInt8(ascii: " ")
            }
        }
        source = SourceText(name: source.name, utf8: bytes)
        let found = broken.sorted().map { statements[$0] }
        removed += found.map(\.span.start)
        return found
    }
}

extension Statement {
    fileprivate var isImport: Bool { if case .importFile = kind { true } else { false } }
}

extension Diagnostic {
    /// A statement that is right by itself and cannot run all the same.
    static func restsOnMistake(at span: Span) -> Diagnostic {
        Diagnostic(
            DiagnosticCode("E5110"), .error,
            Message("this is not run: it uses what has a mistake", ko: "실수가 있는 것을 쓰므로 실행하지 않습니다"), at: span)
    }
}
