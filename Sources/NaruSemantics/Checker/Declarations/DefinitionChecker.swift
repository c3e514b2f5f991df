import NaruSyntax

/// The `let`s that a program sees: the prelude's, its imports' and its own.
struct Definitions: Sendable {
    var entries: [DefinitionEntry] = []
    var plain: [String: Int] = [:]
    var functions: [String: Int] = [:]
    /// Computed fields and links by owner.
    var members: [TypeID: [String: Int]] = [:]
    /// Texts other than the program that definitions come from.
    var texts: [SourceText] = []

    /// The number of a text in `Span.text`.
    mutating func number(of text: SourceText) -> Int {
        if let place = texts.firstIndex(of: text) { return place + 1 }
        texts.append(text)
        return texts.count
    }
}

struct DefinitionEntry: Sendable {
    enum State: Sendable {
        case pending, checking
        /// Cases whose enum each use says.
        case open
        case checked(CheckedDefinition)
        /// Reported; whoever uses it is not to blame.
        case failed
    }

    var definition: Definition
    var source: SourceText
    var owner: TypeID?
    var state: State = .pending

    /// `city.partners`, for messages.
    var title: String { (definition.owner.map { $0.text + "." } ?? "") + definition.name.text }
}

/// A body that reads nothing but its own frame, so it can stand anywhere.
struct CheckedDefinition: Sendable {
    var parameters: [ValueType]
    var value: TypedExpression
    /// The body where it is a query with stages, for queries to go on with.
    var query: PartialQuery?
    /// How many nodes the body has with all it inlines.
    var weight: Int
    /// How deep the body is with all it inlines.
    var height: Int
}

/// Checks each definition once, on its first use, and knows which ones are
/// being checked, so that none uses itself.
final class DefinitionChecker {
    var table: Definitions
    /// What the first definitions of the table are those of.
    private let prelude: Prelude?
    /// What was found wrong with the prelude's, of which several uses tell.
    private var foundInPrelude: Set<Diagnostic> = []
    /// Definitions being checked, outermost first.
    private var stack: [Int] = []
    /// What was found wrong, on whoever's behalf a definition was checked.
    private var found: [Diagnostic] = []
    private var errors = 0
    /// Nodes kept for all definitions.
    private var totalWeight = 0

    static let deepestDefinition = 60
    /// Definitions that use each other double quickly; this many nodes are
    /// beyond any use.
    static let heaviestDefinition = 100_000
    static let heaviestProgram = 1_000_000

    init(_ table: Definitions, prelude: Prelude? = nil) {
        self.table = table
        self.prelude = prelude
    }

    /// Where the definitions stand that are not the prelude's.
    var own: Range<Int> { (prelude?.definitions.entries.count ?? 0)..<table.entries.count }

    var isWithinDefinition: Bool { !stack.isEmpty }

    /// Of mistakes in a definition or an imported text.
    func note(_ diagnostics: [Diagnostic]) {
        found += diagnostics
        errors += diagnostics.count { $0.severity == .error }
    }

    /// What has been found since it was asked for.
    func takeDiagnostics() -> [Diagnostic] {
        defer { found = [] }
        return found
    }

    /// A definition, checked on first use; nil when it is wrong.
    func definition(at position: Int, in run: CheckRun, below depth: Int = 0) -> CheckedDefinition? {
        switch table.entries[position].state {
        case .checked(let checked): return checked
        case .failed, .checking, .open: return nil
        case .pending: break
        }
        if let prelude, position < own.lowerBound { return definition(at: position, of: prelude) }
        // More mistakes than are told have been found.
        guard errors <= Diagnostic.most else {
            table.entries[position].state = .failed
            return nil
        }
        let entry = table.entries[position]
        let inside = CheckContext(apart: run, in: entry.source, below: depth)
        if let cases = CaseLet(entry) {
            // It has no type of its own.
            table.entries[position].state = CaseLetChecker(context: inside).check(cases) ? .open : .failed
            note(inside.sink.diagnostics)
            return nil
        }
        table.entries[position].state = .checking
        stack.append(position)
        var checked = body(of: entry, in: inside)
        note(inside.sink.diagnostics)
        stack.removeLast()
        if entry.source != run.mainSource, let found = checked {
            checked = found.placed(inText: table.number(of: entry.source))
        }
        table.entries[position].state = checked.map { .checked($0) } ?? .failed
        return checked
    }

    private func definition(at position: Int, of prelude: Prelude) -> CheckedDefinition? {
        let (definition, diagnostics) = prelude.definition(at: position)
        note(diagnostics.filter { foundInPrelude.insert($0).inserted })
        return definition
    }

    private func body(of entry: DefinitionEntry, in context: CheckContext) -> CheckedDefinition? {
        guard stack.count <= Self.deepestDefinition else {
            context.report(.tooDeep(at: entry.definition.name.span))
            return nil
        }
        return DefinitionBody(context: context).check(entry)
    }

    /// Makes room for so many nodes; false where there is none.
    func reserve(_ weight: Int) -> Bool {
        totalWeight += weight
        return weight <= Self.heaviestDefinition && totalWeight <= Self.heaviestProgram
    }

    /// The way by which a definition that is being checked comes back to
    /// itself, for a message.
    func cycle(through position: Int) -> [String]? {
        guard case .checking = table.entries[position].state else { return nil }
        let start = stack.firstIndex(of: position) ?? 0
        return (stack[start...] + [position]).map { table.entries[$0].title }
    }
}

/// The body of one definition, which sees its own frame only.
private struct DefinitionBody: CheckerPart {
    let context: CheckContext

    func check(_ entry: DefinitionEntry) -> CheckedDefinition? {
        guard let scope = scope(of: entry) else { return nil }
        let inside = DefinitionBody(context: context.seeing(scope.frame.map { [$0] } ?? []))
        let before = context.sink.mark
        let (value, query) = inside.body(entry.definition.body)
        let size = context.size
        guard context.run.definitions.reserve(size.weight) else {
            report(.tooLarge(entry.definition.name))
            return nil
        }
        if context.sink.hasErrors(since: before) || value.type.type.isUnknown { return nil }
        return CheckedDefinition(
            parameters: scope.parameters, value: value, query: query, weight: size.weight, height: size.height)
    }

    private func scope(of entry: DefinitionEntry) -> (frame: NameScope?, parameters: [ValueType])? {
        if let owner = entry.owner {
            return (NameScope(row: RowType(element: ValueType(.entity([owner])))), [])
        }
        guard let declared = entry.definition.parameters else { return (nil, []) }
        var columns: [(name: String, type: ValueType)] = []
        for parameter in declared {
            guard let type = typeNames.valueType(named: parameter.type) else { return nil }
            if columns.contains(where: { $0.name == parameter.name.text }) {
                report(.duplicateParameter(parameter.name))
                return nil
            }
            columns.append((parameter.name.text, type))
        }
        var frame = NameScope(row: RowType(record: columns))
        frame.isArguments = true
        return (frame, columns.map(\.type))
    }

    private func body(_ query: Query) -> (TypedExpression, PartialQuery?) {
        if let expression = query.bareExpression { return (check(expression), nil) }
        let checked = queries.stages(of: query)
        let views = ViewChecker(context: context).views(query.views)
        let value = queries.value(
            of: checked.typed(views: views, at: query.span), checked.cardinality, at: query.span)
        // With views of its own it stays a query apart.
        return (value, views.isEmpty ? checked : nil)
    }
}
