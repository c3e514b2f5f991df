import NaruSyntax

extension CheckerPart {
    /// Says that a text whose values are numbers but for a few is ordered as text.
    func warnOfOrderedText(_ value: TypedExpression) {
        guard value.type.type == .text, let field = Self.field(value), let majority = schema[field].majority else {
            return
        }
        report(.orderedTexts(text(value.span), majority, at: value.span))
    }

    /// The field that a value, or each of its elements, is read from.
    private static func field(_ value: TypedExpression) -> FieldID? {
        switch value.kind {
        case .field(_, let field): field
        case .map(_, let body): Self.field(body)
        case .filter(let elements, _): Self.field(elements)
        default: nil
        }
    }
}
