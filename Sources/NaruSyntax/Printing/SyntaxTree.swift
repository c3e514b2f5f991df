/// A tree as text: `(compare = (name a) (number 1))`. Spans, backquotes and
/// white space are not part of it, so two programs that mean the same text
/// have the same tree.
package indirect enum SyntaxTree: Hashable, Sendable {
    case leaf(String)
    case node(String, [SyntaxTree])

    /// On one line where it fits, otherwise an operand a line.
    package func text(indent: Int = 0, width: Int = 100) -> String {
        let flat = description
        guard case .node(let head, let children) = self, flat.utf8.count + indent > width else { return flat }
        let margin = "\n" + String(repeating: " ", count: indent + 2)
        let lines = children.map { margin + $0.text(indent: indent + 2, width: width) }
        return "(\(head)\(lines.joined()))"
    }
}

extension SyntaxTree: CustomStringConvertible {
    package var description: String {
        switch self {
        case .leaf(let text): text
        case .node(let head, let children): "(\(([head] + children.map(\.description)).joined(separator: " ")))"
        }
    }
}

extension SyntaxTree {
    static func name(_ name: Name) -> SyntaxTree { .leaf(Notation.name(name.text)) }
    static func text(_ value: String) -> SyntaxTree { .leaf(Notation.text(value)) }
}

extension Program {
    /// A statement a paragraph.
    package var dump: String { statements.map { $0.tree.text() + "\n" }.joined() }

    package var tree: SyntaxTree { .node("program", statements.map(\.tree)) }
}

extension Statement {
    package var tree: SyntaxTree {
        switch kind {
        case .definition(let definition): definition.tree
        case .parameter(let parameter, let defaultValue):
            .node("param", [parameter.tree] + (defaultValue.map { [$0.tree] } ?? []))
        case .importFile(let path): .node("import", [.text(path)])
        case .query(let query): query.tree
        }
    }
}

extension Definition {
    fileprivate var tree: SyntaxTree {
        let owner = owner.map { [SyntaxTree.node("of", [.name($0)])] } ?? []
        let parameters = parameters.map { [SyntaxTree.node("parameters", $0.map(\.tree))] } ?? []
        return .node("let", owner + [.name(name)] + parameters + [body.tree])
    }
}

extension Parameter {
    fileprivate var tree: SyntaxTree {
        let field = type.field.map { ".\(Notation.member($0.text))" } ?? ""
        return .node(Notation.name(name.text), [.leaf(Notation.name(type.name.text) + field + type.suffix.rawValue)])
    }
}

extension Expression {
    package var tree: SyntaxTree {
        switch kind {
        case .or(let operands): .node("or", operands.map(\.tree))
        case .and(let operands): .node("and", operands.map(\.tree))
        case .not(let operand): .node("not", [operand.tree])
        case .coalesce(let operands): .node("??", operands.map(\.tree))
        case .set(let operation, let operands): .node(operation.rawValue, operands.map(\.tree))
        case .range(let lower, let upper): .node("..", [lower?.tree ?? .leaf("_"), upper?.tree ?? .leaf("_")])
        case .arithmetic(let operation, let left, let right): .node(operation.rawValue, [left.tree, right.tree])
        case .compare(let operation, let left, let right): .node(operation.rawValue, [left.tree, right.tree])
        case .contains(let element, let set, let isNegated):
            .node(isNegated ? "not-in" : "in", [element.tree, set.tree])
        case .typeTest(let subject, let type, let isNegated):
            .node(isNegated ? "is-not" : "is", (subject.map { [$0.tree] } ?? []) + [.name(type)])
        case .negate(let operand): .node("negate", [operand.tree])
        case .no(let operand): .node("no", [operand.tree])
        case .any(let operand): .node("any", [operand.tree])
        case .conditional(let condition, let then, let otherwise):
            .node("if", [condition.tree, then.tree] + (otherwise.map { [$0.tree] } ?? []))
        case .member(let base, let name): .node("member", [base.tree, .name(name)])
        case .filter(let base, let condition): .node("filter", [base.tree, condition.tree])
        case .shape(let base, let columns): .node("shape", [base.tree] + columns.map(\.tree))
        case .window(let call, let window):
            .node(
                window.isRunning ? "over-so-far" : "over",
                [call.tree] + (window.keys.isEmpty ? [.leaf("all")] : window.keys.map(\.tree)))
        case .call(let name, let arguments): .node("call", [.name(name)] + arguments.map(\.tree))
        case .list(let items): .node("list", items.map(\.tree))
        // Parentheses around an expression alone.
        case .nested(let query):
            if case .expression(let expression) = query.source.kind, query.views.isEmpty, query.stages.isEmpty {
                .node("nested", [expression.tree])
            } else {
                .node("nested", [query.tree])
            }
        case .number(let literal): .node(literal.kindWord, [.leaf(literal.text)])
        case .measured(let literal, let unit): .node("measured", [.leaf(literal.text), .name(unit)])
        case .text(let value): .text(value)
        case .date(let date): .leaf("@\(date)")
        case .bool(let value): .leaf(value ? "true" : "false")
        case .parameter(let name): .leaf("$\(name.text)")
        case .it: .leaf("it")
        case .today: .leaf("today")
        case .enumCase(let name): .leaf(".\(Notation.member(name.text))")
        case .name(let name): .name(name)
        case .entity(let type, let text, _): .node("entity", [.name(type), .text(text)])
        case .missing: .leaf("missing")
        }
    }
}

extension NumberLiteral {
    fileprivate var kindWord: String {
        switch value {
        case .int: "int"
        case .decimal: "decimal"
        case .float: "float"
        }
    }
}

extension Argument {
    fileprivate var tree: SyntaxTree {
        let tree = Column(name: label, value: value).tree
        return direction.map { .node($0.rawValue, [tree]) } ?? tree
    }
}

extension Query {
    package var tree: SyntaxTree { .node("query", [source.tree] + views.map(\.tree) + stages.map(\.tree)) }
}

extension Source {
    fileprivate var tree: SyntaxTree {
        switch kind {
        case .expression(let expression): expression.tree
        case .paths(let from, let to, let via, let limit, let mode):
            .node("paths", [from.tree, to.tree, via.tree] + limit.trees + [.leaf(mode.word)])
        case .reach(let from, let via, let limit): .node("reach", [from.tree, via.tree] + limit.trees)
        case .network(let entry, let via): .node("network", [entry.tree, via.tree])
        }
    }
}

extension PathMode {
    fileprivate var word: String {
        switch self {
        case .unspecified: "unspecified"
        case .shortest: "shortest"
        case .allShortest: "all-shortest"
        case .simple: "simple"
        }
    }
}

extension Count {
    fileprivate var tree: SyntaxTree {
        switch kind {
        case .literal(let number): .leaf(String(number))
        case .parameter(let name): .leaf("$\(name.text)")
        }
    }
}

extension Count? {
    fileprivate var trees: [SyntaxTree] { map { [.node("up-to", [$0.tree])] } ?? [] }
}

extension View {
    fileprivate var tree: SyntaxTree {
        switch kind {
        case .asOf(let day): .node("as-of", [day.tree])
        case .knownBy(let day): .node("known-by", [day.tree])
        case .statedOnly: .node("stated-only", [])
        case .allClaims: .node("all-claims", [])
        }
    }
}

extension Stage {
    fileprivate var tree: SyntaxTree {
        switch kind {
        case .filter(let condition, let possibly): .node(possibly ? "where-possibly" : "where", [condition.tree])
        case .select(let columns): .node("select", columns.map(\.tree))
        case .add(let columns): .node("add", columns.map(\.tree))
        case .drop(let names): .node("drop", names.map { .name($0) })
        case .expand(let name, let set, let optional):
            .node(optional ? "expand-optional" : "expand", [.name(name), set.tree])
        case .join(let name, let set, let condition, let optional):
            .node(optional ? "join-optional" : "join", [.name(name), set.tree, condition.tree])
        case .group(let keys, let across, let columns):
            .node(
                "group",
                [.node("by", keys.map(\.tree))]
                    + (across.map { [.node("across", [$0.value.tree] + ($0.cases.map { [$0.tree] } ?? []))] } ?? [])
                    + (columns.map { [.node("into", $0.map(\.tree))] } ?? []))
        case .sort(let keys): .node("sort", keys.map(\.tree))
        case .take(let count): .node("take", [count.tree])
        case .skip(let count): .node("skip", [count.tree])
        case .top(let count, let key): .node("top", [count.tree, key.tree])
        case .distinct(let expressions): .node("distinct", expressions.map(\.tree))
        case .set(let operation, let query): .node(operation.rawValue, [query.tree])
        case .withSources: .node("with-sources", [])
        case .why: .node("why", [])
        }
    }
}

extension Column {
    var tree: SyntaxTree { name.map { .node("as", [.name($0), value.tree]) } ?? value.tree }
}

extension SortKey {
    fileprivate var tree: SyntaxTree { direction.map { .node($0.rawValue, [value.tree]) } ?? value.tree }
}
