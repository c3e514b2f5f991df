import NaruSyntax

/// The columns of a stage or shape, and their names.
struct ColumnChecker: CheckerPart {
    let context: CheckContext

    /// The columns of `select`, `add`, `by`, `into` or a shape: each with its
    /// name, no name twice.
    func named(_ columns: [Column], allowsMany: Bool = true) -> [NamedExpression] {
        var result: [NamedExpression] = []
        for column in columns {
            if let problem = assignmentToNoName(column) {
                report(problem)
                continue
            }
            var value = check(column.value)
            if !allowsMany { value = single(value, use: .groupKey) }
            guard let name = columnName(column, value) else { continue }
            if result.contains(where: { $0.name == name }) {
                report(duplicate(name, column, among: result.map(\.name)))
                continue
            }
            result.append(NamedExpression(name: name, value: value))
        }
        return result
    }

    private func columnName(_ column: Column, _ value: TypedExpression) -> String? {
        if let name = column.name { return name.text }
        if let name = ownName(column.value, value) { return name }
        if !value.type.type.isUnknown || !value.isInvalid {
            let assigned = assignment(column.value).map { instead(of: column.value.span, [$0]) } ?? []
            report(.needsName(ways: assigned + newNames(for: column), at: column.value.span))
        }
        return nil
    }

    /// `add n = count(partners)`: `n` is nothing that could be compared.
    private func assignmentToNoName(_ column: Column) -> Diagnostic? {
        guard column.name == nil, case .compare(.equal, let left, _) = column.value.kind,
            case .name(let name) = left.kind, let way = assignment(column.value),
            attempt({ NameResolver(context: $0).resolve(name) }).failed
        else { return nil }
        return .needsName(ways: instead(of: column.value.span, [way]), at: column.value.span)
    }

    /// `n: x` for `n = x`.
    private func assignment(_ value: Expression) -> String? {
        guard case .compare(.equal, let left, let right) = value.kind, case .name(let name) = left.kind else {
            return nil
        }
        return "\(text(name.span)): \(text(right))"
    }

    private func newNames(for column: Column) -> [Suggestion] {
        ["x", "y", "z"].map {
            Suggestion([.insertion("\($0): ", at: column.value.span.start)], shown: column.value.span)
        }
        .prefix(1).map(\.self)
    }

    private func duplicate(_ name: String, _ column: Column, among names: [String]) -> Diagnostic {
        let number = (2...).first { !names.contains("\(name)\($0)") } ?? 2
        let other = Notation.name("\(name)\(number)")
        guard let written = column.name else {
            let way = Suggestion([.insertion("\(other): ", at: column.value.span.start)], shown: column.value.span)
            return .duplicateColumn(name, ways: [way], at: column.value.span)
        }
        return .duplicateColumn(name, ways: instead(of: written.span, [other]), at: written.span)
    }

    /// The name that an unnamed column takes from what it shows.
    private func ownName(_ expression: Expression, _ value: TypedExpression) -> String? {
        switch expression.kind {
        case .name(let name), .member(_, let name), .call(let name, _): return name.text
        case .filter(let base, _), .shape(let base, _): return ownName(base, value)
        case .window(let call, _): return ownName(call, value)
        case .nested(let query):
            if let bare = query.bareExpression { return ownName(bare, value) }
            return nil
        case .it:
            guard case .entity(let types) = value.type.type, types.count == 1 else { return nil }
            return schema[types[0]].name
        default: return nil
        }
    }
}
