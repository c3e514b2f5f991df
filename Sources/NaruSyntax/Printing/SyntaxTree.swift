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
