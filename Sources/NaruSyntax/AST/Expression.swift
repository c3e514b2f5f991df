/// A name as written; `isQuoted` when it stood between backquotes.
package struct Name: Hashable, Sendable {
    package var text: String
    package var span: Span
    package var isQuoted: Bool

    package init(_ text: String, at span: Span, isQuoted: Bool = false) {
        self.text = text
        self.span = span
        self.isQuoted = isQuoted
    }
}

package struct Expression: Hashable, Sendable {
    package indirect enum Kind: Hashable, Sendable {
        case number(NumberLiteral)
        /// A number with a unit behind it: a quantity or, for `day week month
        /// year`, a duration. Which one is the checker's to say.
        case measured(NumberLiteral, unit: Name)
        case text(String)
        /// A date literal without its `@`; a day, or a coarser set of days.
        case date(PartialDate)
        case bool(Bool)
        case parameter(Name)
        case it
        case today
        case enumCase(Name)
        case name(Name)
        case entity(type: Name, text: String, textSpan: Span)
        case list([Expression])
        /// Parentheses; a bare expression in them is a query of only a source.
        case nested(Query)
        case call(Name, [Argument])
        case window(Expression, Window)
        case member(Expression, Name)
        case filter(Expression, Expression)
        case shape(Expression, [Column])
        case negate(Expression)
        case no(Expression)
        case any(Expression)
        case arithmetic(ArithmeticOperator, Expression, Expression)
        case range(lower: Expression?, upper: Expression?)
        case set(SetOperator, [Expression])
        case coalesce([Expression])
        case compare(ComparisonOperator, Expression, Expression)
        case contains(element: Expression, set: Expression, isNegated: Bool)
        /// `x is T`; without a subject it tests `it`.
        case typeTest(Expression?, type: Name, isNegated: Bool)
        case not(Expression)
        case and([Expression])
        case or([Expression])
        case conditional(condition: Expression, then: Expression, otherwise: Expression?)
        /// What the parser could not read; it has reported an error there.
        case missing
    }

    package var kind: Kind
    package var span: Span

    package init(_ kind: Kind, at span: Span) {
        self.kind = kind
        self.span = span
    }
}

package struct NumberLiteral: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        case int(Int64)
        case decimal(ExactDecimal)
        case float(Double)
    }

    package var value: Value
    /// As written, with its `_` and magnitude suffix.
    package var text: String

    package init(_ value: Value, text: String) {
        self.value = value
        self.text = text
    }
}

package struct Argument: Hashable, Sendable {
    package var label: Name?
    package var value: Expression
    /// `rank(e desc)`
    package var direction: SortDirection?

    package init(label: Name?, value: Expression, direction: SortDirection?) {
        self.label = label
        self.value = value
        self.direction = direction
    }
}

/// What stands behind `over`.
package struct Window: Hashable, Sendable {
    /// The keys of a partition; none for `all`.
    package var keys: [Expression]
    /// `so far`: it ends at the row itself.
    package var isRunning: Bool

    package init(keys: [Expression], isRunning: Bool = false) {
        self.keys = keys
        self.isRunning = isRunning
    }
}

package enum SortDirection: String, Hashable, Sendable { case ascending = "asc", descending = "desc" }

package enum ArithmeticOperator: String, Hashable, Sendable, CaseIterable {
    case add = "+", subtract = "-", multiply = "*", divide = "/", remainder = "%"
}

package enum ComparisonOperator: String, Hashable, Sendable, CaseIterable {
    case equal = "=", notEqual = "!="
    case less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    case matches = "~", notMatches = "!~"
}

package enum SetOperator: String, Hashable, Sendable, CaseIterable { case union, intersect, except }
