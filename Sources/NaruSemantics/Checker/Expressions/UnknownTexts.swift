import NaruSyntax

extension CheckerPart {
    /// Says that a text which a field is compared with is none of its values, but
    /// nearly one. A misspelling is true of no row, and nothing else would say why.
    func warnOfUnknownTexts(_ value: TypedExpression, _ others: TypedExpression) {
        guard value.type.type.isText, let field = value.sourceField, case .text = schema[field].content else { return }
        for literal in others.literals {
            guard case .literal(.text(let text)) = literal.kind else { continue }
            let near = catalog.texts(near: text, in: field)
            guard !near.isEmpty else { continue }
            report(.unknownText(text, of: schema[field].name, near: near, at: literal.span))
        }
    }
}

extension TypedExpression {
    /// The field that a value, or each of its elements, is read from.
    var sourceField: FieldID? {
        switch kind {
        case .field(_, let field): field
        case .map(_, let body): body.sourceField
        case .filter(let elements, _): elements.sourceField
        default: nil
        }
    }

    /// What stands in a list, or the one value.
    fileprivate var literals: [TypedExpression] {
        if case .list(let items) = kind { items } else { [self] }
    }
}
