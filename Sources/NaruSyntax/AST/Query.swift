package struct Query: Hashable, Sendable {
    package var source: Source
    package var views: [View]
    package var stages: [Stage]
    package var span: Span

    package init(source: Source, views: [View] = [], stages: [Stage] = [], span: Span) {
        self.source = source
        self.views = views
        self.stages = stages
        self.span = span
    }
}

package struct Source: Hashable, Sendable {
    package indirect enum Kind: Hashable, Sendable {
        case expression(Expression)
        case paths(from: Expression, to: Expression, via: Expression, limit: Count?, mode: PathMode)
        case reach(from: Expression, via: Expression, limit: Count?)
        case network(Expression, via: Expression)
    }

    package var kind: Kind
    package var span: Span

    package init(_ kind: Kind, at span: Span) {
        self.kind = kind
        self.span = span
    }
}

package enum PathMode: Hashable, Sendable {
    /// Nothing written, which means `shortest`.
    case unspecified
    case shortest, allShortest, simple
}

/// The `n` of `take n` and `up to n`.
package struct Count: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case literal(Int64)
        case parameter(Name)
    }

    package var kind: Kind
    package var span: Span
    /// A number as written, with its `_` and magnitude suffix.
    package var text: String?

    package init(_ kind: Kind, at span: Span, text: String? = nil) {
        self.kind = kind
        self.span = span
        self.text = text
    }
}

package struct View: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case asOf(Expression)
        case knownBy(Expression)
        case statedOnly
        case allClaims
    }

    package var kind: Kind
    package var span: Span

    package init(_ kind: Kind, at span: Span) {
        self.kind = kind
        self.span = span
    }
}

package struct Stage: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case filter(Expression, possibly: Bool)
        case select([Column])
        case add([Column])
        case drop([Name])
        case expand(Name, Expression, optional: Bool)
        case join(Name, Expression, on: Expression, optional: Bool)
        case group(by: [Column], across: Across?, into: [Column]?)
        case sort([SortKey])
        case take(Count)
        case skip(Count)
        case top(Count, by: SortKey)
        case distinct([Expression])
        case set(SetOperator, Query)
        case withSources
        case why
    }

    package var kind: Kind
    /// From the stage's first word; the `|` is not part of it.
    package var span: Span

    package init(_ kind: Kind, at span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// The value that `group by … across` puts side by side, and the cases it
/// names.
package struct Across: Hashable, Sendable {
    package var value: Expression
    package var cases: Expression?
    package var span: Span

    package init(value: Expression, cases: Expression? = nil, at span: Span) {
        self.value = value
        self.cases = cases
        self.span = span
    }
}

/// One item of `select`, `add`, `group by`, `into` or a shape.
package struct Column: Hashable, Sendable {
    package var name: Name?
    package var value: Expression

    package init(name: Name?, value: Expression) {
        self.name = name
        self.value = value
    }
}

package struct SortKey: Hashable, Sendable {
    package var value: Expression
    package var direction: SortDirection?

    package init(value: Expression, direction: SortDirection?) {
        self.value = value
        self.direction = direction
    }
}
