import NaruSemantics
import NaruSyntax

/// The definitions of programs that have run, which the next one sees: each as
/// it was parsed, with the text that it is in.
struct DefinitionLog {
    private(set) var texts: [ProgramText] = []

    mutating func keep(_ statements: [Statement], of source: SourceText) {
        // Of several with one name the last one counts.
        var places: [String: Int] = [:]
        for (place, statement) in statements.enumerated() {
            if let subject = statement.subject { places[subject] = place }
        }
        guard !places.isEmpty else { return }
        texts.removeAll { $0.program.statements.contains { $0.subject.map { places[$0] != nil } ?? false } }
        texts += places.values.sorted().map { ProgramText(Program(statements: [statements[$0]]), source: source) }
    }

    /// Each as it was written.
    var words: [String] {
        texts.flatMap { text in text.program.statements.map { text.source.text(in: $0.span).trimmingWhitespace } }
    }

    /// The parameters that are declared, with their types as written.
    var parameters: [(name: String, type: String)] {
        texts.flatMap { text in
            text.program.statements.compactMap { statement in
                guard case .parameter(let parameter, _) = statement.kind else { return nil }
                return (parameter.name.text, text.source.text(in: parameter.type.span))
            }
        }
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

    /// Takes out those of its statements that the errors lie in, and says which;
    /// none where an error lies in no statement of this program.
    mutating func remove(_ errors: [Diagnostic], from statements: [Statement]) -> [Statement] {
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
