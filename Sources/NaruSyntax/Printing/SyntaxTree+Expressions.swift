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
        default: postfixTree
        }
    }

    private var postfixTree: SyntaxTree {
        switch kind {
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
        default: primaryTree
        }
    }

    private var primaryTree: SyntaxTree {
        switch kind {
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
        default: .leaf("missing")
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
