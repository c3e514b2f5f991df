import NaruSyntax

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
