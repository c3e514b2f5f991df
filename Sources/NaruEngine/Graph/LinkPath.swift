import NaruPlan
import NaruSemantics
import NaruSyntax

/// The steps of a graph: an expression that leads from an entity, slot 0 of a
/// new frame, to its neighbours.
struct LinkPath {
    let via: TypedExpression
    /// Whether steps that are only possibly there count too.
    let isWide: Bool
    /// The numbers of the entities that may be nodes.
    let range: Range<Int32>
    /// Whether it may be followed from nodes that no search has asked for.
    let isIndependent: Bool
    /// Whether it leads to the same nodes in every run.
    let isLasting: Bool
    /// The path wherever it stands in a program; only of lasting ones.
    let pattern: TypedExpression

    init(_ via: TypedExpression, isWide: Bool = false, _ store: Store) {
        self.via = via
        self.isWide = isWide
        range = Self.range(of: via, store)
        isIndependent = via.isQuiet && !via.reads(outside: 1)
        isLasting = isIndependent && via.isTheSameInEveryRun(store.schema)
        pattern = isLasting ? via.withoutPlaces : via
    }

    /// The slot has the type of the nodes. A path without it leads to the same
    /// entities from wherever it starts.
    private static func range(of via: TypedExpression, _ store: Store) -> Range<Int32> {
        guard let types = via.nodeTypes(depth: 0) else { return 0..<Int32(store.entityCount) }
        let ranges = types.map { store.range(of: $0) }.filter { !$0.isEmpty }
        guard let first = ranges.map(\.lowerBound).min(), let end = ranges.map(\.upperBound).max() else { return 0..<0 }
        return first..<end
    }
}

extension TypedExpression {
    /// The types of slot 0 of the frame `depth` levels out.
    fileprivate func nodeTypes(depth: Int) -> [TypeID]? {
        if case .slot(depth, 0) = kind, case .entity(let types) = type.type { return types }
        var found: [TypeID]?
        forEachChild { child, deeper in
            if let types = child.nodeTypes(depth: depth + deeper) { found = (found ?? []) + types }
        }
        return found
    }

    /// Whether it reads nothing but the dataset's own values.
    fileprivate func isTheSameInEveryRun(_ schema: Schema) -> Bool {
        switch kind {
        case .parameter, .today: return false
        case .field(_, let field) where schema.claims?.role(of: field) != nil: return false
        default: return !hasChild { child, _ in !child.isTheSameInEveryRun(schema) }
        }
    }

    /// The same expression wherever it stands in a program.
    fileprivate var withoutPlaces: TypedExpression {
        if case .shared(let value, _) = kind { return value.withoutPlaces }
        var result = mappingChildren { child, _ in child.withoutPlaces }
        result.span = Span(0, 0)
        return result
    }
}
