import NaruSyntax

/// Which findings of the checker may only follow from text that the parser
/// could not read.
struct FollowOnErrors {
    private let boundaries: [Int]
    private let brokenParts: Set<Int>
    private let brokenStatements: Set<Int>
    private let statements: [Int]

    /// A program falls into parts at every `|` and statement; a part with a
    /// syntax error is read incompletely.
    init(_ source: SourceText, _ program: Program, syntaxErrors: [Diagnostic]) {
        let bars = Lexer.tokens(of: source).tokens.filter { $0.symbol == .bar }.map(\.span.start)
        let starts = (bars + program.statements.map(\.span.start)).sorted()
        let places = syntaxErrors.filter { $0.severity == .error }.compactMap(\.span?.start)
        let statements = program.statements.map(\.span.start)
        boundaries = starts
        self.statements = statements
        brokenParts = Set(places.map { place in FollowOnErrors.part(of: place, starts) })
        brokenStatements = Set(places.map { place in max(0, FollowOnErrors.part(of: place, statements)) })
    }

    func mayBeOne(_ diagnostic: Diagnostic) -> Bool {
        guard !brokenParts.isEmpty else { return false }
        guard diagnostic.source == nil, let place = diagnostic.span?.start else { return true }
        if brokenParts.contains(FollowOnErrors.part(of: place, boundaries)) { return true }
        // What is missing may be what the other statement would have defined.
        let statement = max(0, FollowOnErrors.part(of: place, statements))
        let definesNames = ["E2001", "E2010"].contains(diagnostic.code.description)
        return definesNames && brokenStatements.contains { $0 != statement }
    }

    /// The last of the ascending boundaries that is not behind the place, or -1.
    private static func part(of place: Int, _ boundaries: [Int]) -> Int {
        var (low, high) = (0, boundaries.count)
        while low < high {
            let middle = (low + high) / 2
            if boundaries[middle] <= place { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }
}
