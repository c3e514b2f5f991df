/// An expression of the language, as a tree of the model's own.
struct Node: Hashable, Sendable {
    indirect enum Form: Hashable, Sendable {
        /// As it is written, and what it is.
        case literal(String, ModelValue?)
        case name(String)
        case parameter(String)
        case it
        /// All of a type.
        case whole(String)
        case field(String)
        case filter
        case shape([String])
        case combine(SetOperator)
        case isType(String, isNegated: Bool)
        case compare(String)
        case member(isNegated: Bool)
        case matches(isNegated: Bool)
        case and, or, not
        /// `any` and `no`
        case exists(isNegated: Bool)
        case arithmetic(String)
        case negate
        case fallback
        case conditional
        case call(String)
        case list
        case nested(Query)
        /// The rows of a group.
        case rows
        /// A call over other rows; its keys are the further operands.
        case window(isOverAll: Bool, isSoFar: Bool)
    }

    var form: Form
    var kids: [Node] = []
    var kind: Kind
}

enum SetOperator: String, CaseIterable, Sendable { case union, intersect, except }

/// `name: e`, or `e` alone where it has a name of its own.
struct Column: Hashable, Sendable {
    var name: String
    var node: Node

    var text: String { node.form == .name(name) ? name : "\(name): \(node.text)" }
}

struct SortKey: Hashable, Sendable {
    var node: Node
    var isDescending: Bool
}

indirect enum Stage: Hashable, Sendable {
    case keep(Node, isPossibly: Bool)
    case select([Column])
    case add([Column])
    case drop([String])
    case expand(Column, isOptional: Bool)
    case join(String, Query, on: Node, isOptional: Bool)
    case group(by: [Column], into: [Column])
    /// Values of the last key side by side.
    case across(by: [Column], Node, cases: [Node], into: [Column])
    case sort([SortKey])
    case top(Int, SortKey)
    case take(Int)
    case skip(Int)
    case distinct([Column])
    case combine(SetOperator, Query)
}

struct Query: Hashable, Sendable {
    var source: Node
    var stages: [Stage] = []
}

struct Definition: Hashable, Sendable {
    /// The type that it gives a computed field.
    var owner: String?
    var name: String
    var parameters: [Kind.Field] = []
    var body: Node
}

/// A query with what it needs.
struct Program: Hashable, Sendable {
    struct Parameter: Hashable, Sendable {
        var name: String
        var kind: Kind
        var value: Node
    }

    var parameters: [Parameter] = []
    var definitions: [Definition] = []
    var query: Query
}
