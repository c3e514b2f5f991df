/// A row, or an element of a set or list: what names mean within it.
final class Scope {
    /// What `it` is; nothing after `select`, where fields are columns.
    let subject: ModelValue?
    /// The type that it is known to have, by which names are found.
    let type: String?
    let columns: [ModelValue.Cell]
    let outer: Scope?
    /// Whether the row is certain to be there.
    let isCertain: Bool

    init(
        _ subject: ModelValue?, of type: String? = nil, columns: [ModelValue.Cell] = [], outer: Scope?,
        isCertain: Bool = true
    ) {
        self.subject = subject
        self.type = type
        self.columns = columns
        self.outer = outer
        self.isCertain = isCertain
    }

    /// An element of what an expression gives.
    convenience init(_ element: ModelValue, in node: Node, outer: Scope?, isCertain: Bool = true) {
        self.init(element, of: node.elementType, outer: outer, isCertain: isCertain)
    }

    func with(_ columns: [ModelValue.Cell], isCertain: Bool? = nil) -> Scope {
        Scope(subject, of: type, columns: columns, outer: outer, isCertain: isCertain ?? self.isCertain)
    }

    func certain(_ isCertain: Bool) -> Scope { with(columns, isCertain: self.isCertain && isCertain) }

    /// What stands behind `it is T and`.
    func narrowed(by condition: Node) -> Scope {
        guard type != nil, let name = condition.narrowedType else { return self }
        return Scope(subject, of: name, columns: columns, outer: outer, isCertain: isCertain)
    }

    /// With columns that take the place of others of their names.
    func adding(_ cells: [ModelValue.Cell]) -> Scope {
        var columns = columns
        for cell in cells {
            if let place = columns.firstIndex(where: { $0.name == cell.name }) {
                columns[place] = cell
            } else {
                columns.append(cell)
            }
        }
        return with(columns)
    }
}

/// Where a query stops with an error.
struct ModelFailure: Error {
    var code: String
}

extension Node {
    /// What `it` is known to be where this holds.
    var narrowedType: String? {
        switch form {
        case .isType(let name, false): kids[0].form == .it ? name : nil
        case .and: kids[1].narrowedType ?? kids[0].narrowedType
        default: nil
        }
    }

    /// The type that its elements are known to have.
    var elementType: String? {
        guard case .entity(let type) = kind.element else { return nil }
        switch form {
        case .filter: return kids[1].narrowedType ?? kids[0].elementType ?? type
        case .nested(let query):
            let tests = query.stages.compactMap { stage -> String? in
                if case .keep(let condition, _) = stage { condition.narrowedType } else { nil }
            }
            return tests.last ?? query.source.elementType ?? type
        default: return type
        }
    }
}
