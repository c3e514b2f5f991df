import NaruSyntax

extension CheckerPart {
    /// Says that a text whose values are numbers but for a few is ordered as text.
    func warnOfOrderedText(_ value: TypedExpression) {
        guard value.type.type == .text, let field = value.sourceField, let majority = schema[field].majority else {
            return
        }
        report(.orderedTexts(text(value.span), majority, at: value.span))
    }
}
