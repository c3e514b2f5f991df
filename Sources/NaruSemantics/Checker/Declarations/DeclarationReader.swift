import NaruSyntax

/// Takes up the definitions of a text and of its imports without checking their
/// bodies, so that order does not matter.
struct DeclarationReader: CheckerPart {
    let context: CheckContext
    let imports: ImportTable
    /// Whether names that mean something already are looked for; nobody looks
    /// twice in what was accepted before.
    var looksForClashes = true

    func read(_ program: Program) {
        for statement in program.statements {
            switch statement.kind {
            case .definition(let definition): declare(definition)
            case .importFile(let path): importFile(path, at: statement.span)
            case .parameter, .query: break
            }
        }
    }

    private func declare(_ definition: Definition) {
        let name = definition.name
        if let owner = definition.owner { return declareMember(definition, owner: owner) }
        let position = definitions.entries.count
        if definition.parameters != nil {
            if FunctionSignature.named(name.text) != nil { return report(.definesBuiltin(name)) }
            if let other = definitions.functions[name.text] { return reportTwice(name, other) }
            run.definitions.table.functions[name.text] = position
        } else {
            if let other = definitions.plain[name.text] { return reportTwice(name, other) }
            run.definitions.table.plain[name.text] = position
        }
        if let set = index.set(named: name.text), definition.parameters == nil {
            report(.definesSet(name, type: schema[set].name))
        }
        append(definition, owner: nil)
    }

    private func declareMember(_ definition: Definition, owner: Name) {
        guard let type = typeNames.type(named: owner) else { return }
        let name = definition.name.text
        if definition.parameters != nil { return report(.memberWithParameters(definition.name)) }
        guard !looksForClashes || isFree(definition, of: type) else { return }
        run.definitions.table.members[type, default: [:]][name] = definitions.entries.count
        append(definition, owner: type)
    }

    /// Whether nothing else has the name, which is reported otherwise.
    private func isFree(_ definition: Definition, of type: TypeID) -> Bool {
        let name = definition.name.text
        if index.field(named: name, of: type) != nil || MemberReader.builtIn.contains(name) {
            report(.definesField(definition.name, of: schema[type].name))
        } else if let other = definitions.members[type]?[name] {
            reportTwice(definition.name, other)
        } else if let relative = relative(of: type, with: name) {
            report(.definedOnRelative(definition.name, type: schema[relative].name))
        } else {
            return true
        }
        return false
    }

    /// A supertype or subtype that has such a field: which of the two a name
    /// means would depend on the type that the checker knows, not on the entity.
    private func relative(of type: TypeID, with name: String) -> TypeID? {
        let subtypes = schema.subtree(of: type).filter { $0 != type }
        let known = (schema.ancestors(of: type) + subtypes).first { definitions.members[$0]?[name] != nil }
        return known ?? subtypes.first { index.field(named: name, of: $0) != nil }
    }

    private func append(_ definition: Definition, owner: TypeID?) {
        run.definitions.table.entries.append(
            DefinitionEntry(definition: definition, source: context.source, owner: owner))
    }

    private func reportTwice(_ name: Name, _ other: Int) {
        let earlier = definitions.entries[other]
        report(.definedTwice(name, inPrelude: earlier.source != context.source))
    }

    private func importFile(_ path: String, at span: Span) {
        guard let resolve = imports.resolve else { return report(.importUnavailable(path, at: span)) }
        guard path.hasSuffix(".naru") else { return report(.importOfOther(path, at: span)) }
        guard let text = resolve(path, context.source.name) else { return report(.importNotFound(path, at: span)) }
        if imports.isOpen(text) || text.name == run.mainSource?.name {
            return report(.importCycle(imports.open + [text.name], at: span))
        }
        imports.reading(text) {
            let parsed = Parser.parse(text)
            run.definitions.note(
                parsed.diagnostics.map { diagnostic in
                    var diagnostic = diagnostic
                    diagnostic.source = diagnostic.source ?? text
                    return diagnostic
                })
            imports.programs.append(ProgramText(parsed.program, source: text))
            DeclarationReader(context: context.reading(text), imports: imports).read(parsed.program)
        }
    }
}

/// The texts that a program imports, each read once.
final class ImportTable {
    /// Finds the text of an imported file.
    let resolve: Checker.ImportResolver?
    private var names: Set<String> = []
    /// The names of the texts being read, outermost first.
    private(set) var open: [String] = []
    var programs: [ProgramText] = []

    init(resolve: Checker.ImportResolver?) { self.resolve = resolve }

    func isOpen(_ text: SourceText) -> Bool { open.contains(text.name) }

    /// Does nothing where the text has been read before.
    func reading(_ text: SourceText, _ body: () -> Void) {
        guard names.insert(text.name).inserted else { return }
        open.append(text.name)
        body()
        open.removeLast()
    }
}
