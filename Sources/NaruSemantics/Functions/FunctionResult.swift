import NaruSyntax

/// What a call gives.
package struct FunctionResult: Sendable {
    /// What a rule may ask of a call.
    struct Question {
        var arguments: [TypedExpression]
        var index: SchemaIndex
        /// Of a function over a graph.
        var nodes: [TypeID] = []

        var first: Type { arguments.first?.type.type ?? .unknown }

        /// Absent where an argument is.
        var presence: Cardinality {
            arguments.reduce(.one) { $0.combined(with: $1.type.isMany ? .one : $1.type.cardinality) }
        }
    }

    /// As a reader would name it: `int`, `date?`, `element*`.
    package let written: String
    /// Nil where the function has no meaning for such arguments.
    let type: @Sendable (Question) -> ValueType?

    private init(_ written: String, _ type: @escaping @Sendable (Question) -> ValueType?) {
        self.written = written
        self.type = type
    }

    static func always(_ type: Type, _ cardinality: Cardinality = .one, written: String) -> FunctionResult {
        FunctionResult(written) { _ in ValueType(type, cardinality) }
    }

    static func maybe(_ type: Type, written: String) -> FunctionResult {
        always(type, .optional, written: written)
    }

    static func present(_ type: Type, written: String) -> FunctionResult {
        FunctionResult(written) { ValueType(type, $0.presence) }
    }

    /// One for each value of the first argument.
    static func ofEach(_ type: Type, _ own: Cardinality = .one, written: String) -> FunctionResult {
        FunctionResult(written) { question in
            question.arguments.first.map { ValueType(type, $0.type.cardinality.combined(with: own)) }
        }
    }

    // MARK: Of single values

    static let likeFirst = FunctionResult("number") { ValueType($0.first, $0.presence) }

    static let maybeFirst = FunctionResult("value?") { $0.arguments.first?.type.with(.optional) }

    /// A period or a range can be open, and then has no first or last day.
    static let endOfDays = FunctionResult("date") { question in
        let isBounded = question.arguments.first?.hasBothEnds ?? false
        return ValueType(.date, isBounded ? question.presence : .optional)
    }

    static let int = number(.int, surelyFrom: [.int], "int?")
    static let decimal = number(.decimal, surelyFrom: [.int, .decimal], "decimal?")
    static let float = number(.float, surelyFrom: [.int, .decimal, .float], "float?")

    private static func number(_ wanted: Type, surelyFrom own: [Type], _ written: String) -> FunctionResult {
        FunctionResult(written) { question in
            let type = question.first
            guard type.isNumber || type == .text else { return nil }
            return ValueType(wanted, own.contains(type) ? question.presence : .optional)
        }
    }

    static let date = FunctionResult("date?") { question in
        let type = question.first
        guard type == .text || type == .date || type == .int else { return nil }
        return ValueType(.date, type == .date ? question.presence : .optional)
    }

    // MARK: Over sets

    static let total = FunctionResult("number") { question in
        let type = question.first
        guard type.isNumber || type == .quantity || type == .duration else { return nil }
        return ValueType(type, type.isNumber ? .one : .optional)
    }

    static let extreme = FunctionResult("element?") { question in
        let type = question.first
        return type.isOrdered && type != .bool && type != .period ? ValueType(type, .optional) : nil
    }

    static let mean = FunctionResult("number?") { question in
        let type = question.first
        guard type.isNumber || type == .quantity else { return nil }
        return ValueType(type == .int ? .float : type, .optional)
    }

    static let spread = FunctionResult("float?") { $0.first.isNumber ? ValueType(.float, .optional) : nil }

    static let joinedText = FunctionResult("text?") { $0.first.isText ? ValueType(.text, .optional) : nil }

    static let element = FunctionResult("element?") { ValueType($0.first, .optional) }

    static let elements = FunctionResult("element*") { ValueType($0.first, .many) }

    static let pairs = FunctionResult("{first, second}*") { question in
        let one = ValueType(question.first)
        let fields = [RecordField(name: "first", type: one), RecordField(name: "second", type: one)]
        return ValueType(.record(fields), .many)
    }

    // MARK: Over graphs, and of evidence

    static let nodes = FunctionResult("entity*") { ValueType(.entity($0.nodes), .many) }

    static let claims = FunctionResult("claim*") { ValueType($0.index.claimType, .many) }

    static let sources = FunctionResult("source*") { ValueType($0.index.sourceType, .many) }
}

extension TypedExpression {
    fileprivate var hasBothEnds: Bool {
        if case .literal(.days(let first, let last)) = kind {
            return first != PartialDate.distantPast && last != PartialDate.distantFuture
        }
        return type.type == .date
    }
}
