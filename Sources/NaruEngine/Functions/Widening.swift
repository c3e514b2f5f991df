import NaruSemantics
import NaruSyntax

/// Values as those of a type that holds them all, and more.
extension RunContext {
    /// Numbers of two types as the wider one.
    func inCommonNumber(_ left: Vector, _ right: Vector) throws(EngineError) -> (Vector, Vector) {
        switch (left.payload, right.payload) {
        case (.float, .int), (.float, .decimal): return (left, try widen(right, to: .float))
        case (.int, .float), (.decimal, .float): return (try widen(left, to: .float), right)
        case (.decimal, .int): return (left, try widen(right, to: .decimal))
        case (.int, .decimal): return (try widen(left, to: .decimal), right)
        default: return (left, right)
        }
    }

    /// Values, or lists of values, as those of a wider type.
    func widened(_ values: Vector, to type: Type) throws(EngineError) -> Vector {
        let widened = try values.possible.flatMap { possible throws(EngineError) in
            let child = try widen(possible.list.child, to: type)
            return PossibleMembers(ListColumn(offsets: possible.list.offsets, child: child))
        }
        guard case .list(let list) = values.payload else { return try widen(values, to: type).with(possible: widened) }
        let child = try widen(list.child, to: type)
        return Vector(count: values.count, payload: .list(ListColumn(offsets: list.offsets, child: child)))
            .with(possible: widened)
    }

    private func widen(_ values: Vector, to type: Type) throws(EngineError) -> Vector {
        switch (values.payload, type) {
        case (.int(let numbers), .decimal): return values.replacing(.decimal(numbers.map { ExactDecimal($0) }))
        case (.int(let numbers), .float): return values.replacing(.float(numbers.map(Double.init)))
        case (.decimal(let numbers), .float): return values.replacing(.float(numbers.map(\.double)))
        case (.date(let dates), .days): return values.replacing(.days(first: dates.first, last: dates.last))
        case (.date(let dates), .period): return values.replacing(.period(start: dates, end: dates))
        case (.days(let first, let last), .date):
            let form = zip(first, last).map { PartialDate(days: $0, to: $1).precision.rawValue }
            return values.replacing(.date(DateColumn(first: first, last: last, form: form)))
        case (.localized, .text): return values.inLanguage(language)
        case (.code, .localizedText):
            return values.replacing(.localized([Vector](repeating: values, count: max(languages, 1))))
        // What is too large for a decimal is counted where it is calculated with.
        case (.float, .decimal): return values
        case (_, _) where values.payload.holds(type): return values
        default:
            // Of values that are all absent the kind says nothing.
            guard values.presence.isEmpty else { throw .internal("values that no wider type holds") }
            return .absent(count: values.count, of: ValueType(type), languages: languages)
        }
    }
}
