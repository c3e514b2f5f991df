package import NaruSemantics

extension TypedExpression {
    /// The items of a list literal, each of the list's type; nil for another set.
    package var listedItems: [TypedExpression]? {
        switch kind {
        case .list(let items): return items
        case .widen(let base, let type):
            return base.listedItems?.map {
                TypedExpression(.widen($0, to: type), ValueType(type, $0.type.cardinality), at: $0.span)
            }
        default: return nil
        }
    }

    /// Whether it is written out, and so never absent.
    package var isWrittenOut: Bool {
        switch kind {
        case .literal: true
        case .widen(let base, _): base.isWrittenOut
        default: false
        }
    }
}
