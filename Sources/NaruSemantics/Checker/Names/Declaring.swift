import NaruSyntax

extension ProgramChecker {
    /// Takes up the definitions of a text without checking their bodies, so
    /// that order does not matter.
    func declare(_ text: ProgramText) {
        let saved = source
        source = text.source
        defer { source = saved }
        for statement in text.program.statements {
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
            definitions.functions[name.text] = position
        } else {
            if let other = definitions.plain[name.text] { return reportTwice(name, other) }
            definitions.plain[name.text] = position
        }
        if let set = index.set(named: name.text), definition.parameters == nil {
            report(.definesSet(name, type: schema[set].name))
        }
        append(definition, owner: nil)
    }

    private func declareMember(_ definition: Definition, owner: Name) {
        guard let type = type(named: owner) else { return }
        let name = definition.name.text
        if definition.parameters != nil { return report(.memberWithParameters(definition.name)) }
        if index.field(named: name, of: type) != nil || ["id", "label", "type"].contains(name) {
            return report(.definesField(definition.name, of: schema[type].name))
        }
        if let other = definitions.members[type]?[name] { return reportTwice(definition.name, other) }
        if let relative = relative(of: type, with: name) {
            return report(.definedOnRelative(definition.name, type: schema[relative].name))
        }
        definitions.members[type, default: [:]][name] = definitions.entries.count
        append(definition, owner: type)
    }

    /// A supertype or subtype that has such a field: which of the two a name
    /// means would depend on the type that the checker knows, not on the entity.
    private func relative(of type: TypeID, with name: String) -> TypeID? {
        let subtypes = schema.subtree(of: type).filter { $0 != type }
        let known = (schema.ancestors(of: type) + subtypes).first { definitions.members[$0]?[name] != nil }
        return known ?? subtypes.first { index.field(named: name, of: $0) != nil }
    }

    private func append(_ definition: Definition, owner: TypeID?) {
        definitions.entries.append(DefinitionEntry(definition: definition, source: source, owner: owner))
    }

    private func reportTwice(_ name: Name, _ other: Int) {
        let earlier = definitions.entries[other]
        report(.definedTwice(name, inPrelude: earlier.source != source))
    }

    /// The entity type of this name, or a report.
    func type(named name: Name) -> TypeID? {
        if notePlace(name.text, entityTypes) { return nil }
        if let type = index.type(named: name.text) { return type }
        let near = nearest(to: name.text, among: index.typeNames, limit: 3)
        let singular = index.set(named: name.text).map { schema[$0].name }
        let meant = [singular].compactMap(\.self) + near + [typeLinked(by: name.text)].compactMap(\.self)
        report(
            .unknownType(
                name, spellings: named(meant, at: name.span), types: schema.listedTypes))
        return nil
    }

    /// `국가 "미국"`: the name of a link, for the type that it leads to.
    private func typeLinked(by name: String) -> String? {
        for field in schema.fields {
            guard field.name == name || field.aliases.contains(name), case .link(let targets) = field.content,
                targets.count == 1
            else { continue }
            let target = schema[targets[0]]
            return field.name == name ? target.name : target.aliases.first ?? target.name
        }
        let computed = schema.types.lazy.flatMap(\.computed).first { $0.aliases.contains(name) }
        return computed.flatMap { index.type(named: $0.name) }.flatMap { schema[$0].aliases.first }
    }

    private func importFile(_ path: String, at span: Span) {
        guard let resolveImport else { return report(.importUnavailable(path, at: span)) }
        guard let text = resolveImport(path, source.name) else { return report(.importNotFound(path, at: span)) }
        if importStack.contains(text.name) || text.name == mainSource?.name {
            return report(.importCycle(importStack + [text.name], at: span))
        }
        guard importedNames.insert(text.name).inserted else { return }
        importStack.append(text.name)
        defer { importStack.removeLast() }
        let parsed = parseImport(text)
        definitionDiagnostics += parsed.diagnostics.map { diagnostic in
            var diagnostic = diagnostic
            diagnostic.source = diagnostic.source ?? text
            return diagnostic
        }
        importedPrograms.append(ProgramText(parsed.program, source: text))
        declare(ProgramText(parsed.program, source: text))
    }
}
