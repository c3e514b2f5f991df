import NaruSemantics
import NaruSyntax

/// Resolves the declarations of `schema.ties` into a `Schema`: types depth
/// first, inverse links on their targets, every name checked.
struct SchemaBuilder {
    let declarations: SchemaDeclarations
    let source: SourceText
    var issues: DataIssues
    /// Declarations in depth-first order; `order[i]` is type `i + 1`.
    var order: [Int] = []
    var ids: [String: TypeID] = [:]
    var parents: [TypeID?] = []
    var subtreeEnds: [Int] = []
    var fields: [Field] = []
    var ownFields: [[FieldID]] = []
    var enumerations: [Enumeration] = []
    var spans: [FieldID: Span] = [:]

    static func build(
        _ declarations: SchemaDeclarations, source: SourceText, issues: inout DataIssues
    ) -> SchemaLayout? {
        var builder = SchemaBuilder(declarations: declarations, source: source, issues: issues)
        let layout = builder.layout()
        issues = builder.issues
        return issues.hasErrors ? nil : layout
    }

    private mutating func layout() -> SchemaLayout? {
        guard !declarations.types.isEmpty else {
            issues.error(
                DataCode.noTypes, Message("the schema declares no type", ko: "스키마에 유형이 없습니다"), at: Span(0, 0),
                in: source,
                help: [
                    Message(
                        "a type is declared by 'type city plural cities'", ko: "유형은 'type city plural cities'처럼 선언합니다")
                ])
            return nil
        }
        checkTypeNames()
        guard orderTypes() else { return nil }
        declareFields()
        declareInverses()
        checkFieldNames()
        let types = entityTypes()
        let languages = declarations.languages.isEmpty ? ["en"] : declarations.languages.map(\.text)
        checkLanguages()
        let schema = Schema(languages: languages, types: types, fields: fields, enumerations: enumerations)
        return tables(SchemaLayout(schema: schema, spans: spans, source: source))
    }

    private mutating func checkLanguages() {
        var seen: Set<String> = []
        for language in declarations.languages where !seen.insert(language.text).inserted {
            duplicate(language, of: "languages", ko: "언어")
        }
    }

    private mutating func checkTypeNames() {
        var seen: [String: Int] = ["entity": -1, "entities": -1]
        for (index, type) in declarations.types.enumerated() {
            for name in [type.name, type.plural] + (type.alias.map { [$0] } ?? []) {
                if let other = seen[name.text], other != index { duplicate(name, of: "types", ko: "유형") }
                seen[name.text] = index
            }
        }
    }

    mutating func duplicate(_ name: DeclaredName, of what: String, ko korean: String) {
        issues.error(
            DataCode.duplicateName,
            Message("'\(name.text)' occurs twice among the \(what)", ko: "\(korean) 이름 '\(name.text)'이(가) 두 번 쓰였습니다"),
            at: name.span, in: source)
    }

    /// Puts the types in depth-first order; children stay as declared.
    private mutating func orderTypes() -> Bool {
        let byName = Dictionary(declarations.types.enumerated().map { ($1.name.text, $0) }) { first, _ in first }
        var children: [Int: [Int]] = [:]
        for (index, type) in declarations.types.enumerated() {
            guard let parent = type.parent, parent.text != "entity" else {
                children[-1, default: []].append(index)
                continue
            }
            guard let place = byName[parent.text] else {
                unknownType(parent, code: DataCode.unknownParent)
                return false
            }
            children[place, default: []].append(index)
        }
        parents = [nil]
        subtreeEnds = [0]
        visit(-1, parent: .entity, children)
        subtreeEnds[0] = parents.count
        return reportCycles()
    }

    private mutating func visit(_ index: Int, parent: TypeID, _ children: [Int: [Int]]) {
        for child in children[index] ?? [] {
            let id = TypeID(parents.count)
            order.append(child)
            parents.append(parent)
            subtreeEnds.append(0)
            ids[declarations.types[child].name.text] = id
            visit(child, parent: id, children)
            subtreeEnds[id.index] = parents.count
        }
    }

    /// What cannot be reached from the root stands in a circle of parents or below one.
    private mutating func reportCycles() -> Bool {
        guard order.count < declarations.types.count else { return true }
        let reached = Set(order)
        var positions: [String: Int] = [:]
        for (index, type) in declarations.types.enumerated() { positions[type.name.text] = index }
        var seen: Set<Int> = []
        for start in declarations.types.indices where !reached.contains(start) {
            var walk: [Int] = []
            var next: Int? = start
            while let index = next, seen.insert(index).inserted {
                walk.append(index)
                next = declarations.types[index].parent.flatMap { positions[$0.text] }
            }
            if let first = next.flatMap({ walk.firstIndex(of: $0) }) { reportCycle(Array(walk[first...])) }
        }
        return false
    }

    private mutating func reportCycle(_ cycle: [Int]) {
        let type = declarations.types[cycle[0]]
        let path = (cycle + [cycle[0]]).map { declarations.types[$0].name.text }.joined(separator: " → ")
        issues.error(
            DataCode.cyclicParents,
            Message(
                "'\(type.name.text)' is its own ancestor: \(path)", ko: "'\(type.name.text)'이(가) 자기 자신의 상위입니다: \(path)"),
            at: type.parent?.span ?? type.name.span, in: source)
    }

    mutating func unknownType(_ name: DeclaredName, code: DiagnosticCode) {
        let names = declarations.types.map(\.name.text)
        issues.error(
            code, Message("there is no type '\(name.text)'", ko: "'\(name.text)'이라는 유형이 없습니다"), at: name.span,
            in: source,
            suggestions: Suggestion.spelling(of: name.text, at: name.span, in: source, among: names + ["entity"]))
    }

    private func entityTypes() -> [EntityType] {
        let root = EntityType(
            id: .entity, name: "entity", aliases: ["개체"], plural: "entities", isAbstract: true, parent: nil,
            subtreeEnd: parents.count, fields: ownFields[0])
        return [root]
            + order.enumerated().map { place, index in
                let type = declarations.types[index]
                return EntityType(
                    id: TypeID(place + 1), name: type.name.text, aliases: type.alias.map { [$0.text] } ?? [],
                    plural: type.plural.text, isAbstract: type.isAbstract, parent: parents[place + 1],
                    subtreeEnd: subtreeEnds[place + 1], fields: ownFields[place + 1],
                    computed: type.computed.map {
                        ComputedName(name: $0.name.text, aliases: $0.alias.map { [$0.text] } ?? [])
                    },
                    validity: type.validity.map(validity))
            }
    }

    private func validity(_ declared: ValidityDeclaration) -> Validity {
        func bound(_ bound: ValidityDeclaration.Bound) -> Validity.Bound {
            bound.plus.map { .sum(bound.name.text, $0.text) } ?? .field(bound.name.text)
        }
        return Validity(start: declared.start.map(bound), end: declared.end.map(bound))
    }
}
