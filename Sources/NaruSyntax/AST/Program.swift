package struct Program: Hashable, Sendable {
    package var statements: [Statement]

    package init(statements: [Statement]) { self.statements = statements }
}

package struct Statement: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case definition(Definition)
        case parameter(Parameter, defaultValue: Expression?)
        case importFile(String)
        case query(Query)
    }

    package var kind: Kind
    package var span: Span

    package init(_ kind: Kind, at span: Span) {
        self.kind = kind
        self.span = span
    }

    /// What it makes known to the program, which a later program may make anew;
    /// nil for a query.
    package var subject: String? {
        switch kind {
        case .definition(let definition):
            "let \(definition.owner?.text ?? "").\(definition.name.text)\(definition.parameters == nil ? "" : "()")"
        case .parameter(let parameter, _): "param \(parameter.name.text)"
        case .importFile(let path): "import \(path)"
        case .query: nil
        }
    }
}

/// `let name = …`, `let name(p: type) = …` or `let type.name = …`.
package struct Definition: Hashable, Sendable {
    /// The type that a computed field or link is added to.
    package var owner: Name?
    package var name: Name
    package var parameters: [Parameter]?
    package var body: Query

    package init(owner: Name?, name: Name, parameters: [Parameter]?, body: Query) {
        self.owner = owner
        self.name = name
        self.parameters = parameters
        self.body = body
    }
}

package struct Parameter: Hashable, Sendable {
    package var name: Name
    package var type: TypeName

    package init(name: Name, type: TypeName) {
        self.name = name
        self.type = type
    }
}

/// `city`, `agreement.kind` (the type of a field), `text?`, `city*`.
package struct TypeName: Hashable, Sendable {
    package enum Suffix: String, Hashable, Sendable { case none = "", optional = "?", many = "*" }

    package var name: Name
    package var field: Name?
    package var suffix: Suffix
    package var span: Span

    package init(name: Name, field: Name?, suffix: Suffix, span: Span) {
        self.name = name
        self.field = field
        self.suffix = suffix
        self.span = span
    }
}
