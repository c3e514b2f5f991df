extension Node {
    /// As a program writes it.
    var text: String {
        switch form {
        case .literal(let text, _): return text
        case .name(let name): return Node.written(name)
        case .parameter(let name): return "$\(name)"
        case .it: return "it"
        case .whole(let type): return "dataset.\(WorldSchema.plural(of: type))"
        case .field(let name): return "\(kids[0].text(at: 10)).\(name)"
        case .filter: return "\(kids[0].text(at: 10))[\(kids[1].text)]"
        case .shape(let names):
            let fields = zip(names, kids.dropFirst()).map { Column(name: $0, node: $1).text }
            return "\(kids[0].text(at: 10)){\(fields.joined(separator: ", "))}"
        case .combine(let sign): return "\(kids[0].text(at: 6)) \(sign.rawValue) \(kids[1].text(at: 6))"
        case .isType(let type, let isNegated): return "\(kids[0].text(at: 4)) is \(isNegated ? "not " : "")\(type)"
        case .compare(let sign): return "\(kids[0].text(at: 4)) \(sign) \(kids[1].text(at: 4))"
        case .member(let isNegated):
            return "\(kids[0].text(at: 4)) \(isNegated ? "not in" : "in") \(kids[1].text(at: 4))"
        case .matches(let isNegated): return "\(kids[0].text(at: 4)) \(isNegated ? "!~" : "~") \(kids[1].text(at: 4))"
        case .and: return "\(kids[0].text(at: 1)) and \(kids[1].text(at: 2))"
        case .or: return "\(kids[0].text(at: 0.5)) or \(kids[1].text(at: 1))"
        case .not: return "not \(kids[0].text(at: 3))"
        case .exists(let isNegated): return "\(isNegated ? "no" : "any") \(kids[0].text(at: 10))"
        case .arithmetic(let sign):
            return "\(kids[0].text(at: precedence)) \(sign) \(kids[1].text(at: precedence + 1))"
        case .negate: return "-\(kids[0].text(at: 9))"
        case .fallback: return "\(kids[0].text(at: 5)) ?? \(kids[1].text(at: 5))"
        case .conditional:
            let otherwise = kids.count > 2 ? " else \(kids[2].text(at: 0.5))" : ""
            return "if \(kids[0].text(at: 0.5)) then \(kids[1].text(at: 0.5))" + otherwise
        case .call("descending"): return "\(kids[0].text) desc"
        case .call(let name): return "\(name)(\(kids.map(\.text).joined(separator: ", ")))"
        case .list: return "[\(kids.map(\.text).joined(separator: ", "))]"
        case .nested(let query): return "(\(query.text(isNested: true)))"
        case .rows: return "rows"
        case .graph(let search):
            let most = search.most.map { " up to \($0)" } ?? ""
            switch search {
            case .reach: return "reach from \(kids[0].text(at: 5)) via \(kids[1].text(at: 10))\(most)"
            case .paths(let mode, _):
                return "paths from \(kids[0].text(at: 5)) to \(kids[1].text(at: 5)) via \(kids[2].text(at: 10))\(most) "
                    + mode.rawValue
            case .network: return "network \(kids[0].text(at: 9)) via \(kids[1].text(at: 10))"
            }
        case .measure(let name):
            return kids[0].form == .it
                ? "\(name)(\(name == "reached" ? "it, " : "")via: \(kids[1].text))"
                : "\(name)(\(kids[0].text), via: \(kids[1].text))"
        case .window(let isOverAll, let isSoFar):
            let keys = kids.dropFirst().map(\.text)
            let over = isOverAll ? " over all" : keys.isEmpty ? "" : " over (\(keys.joined(separator: ", ")))"
            return kids[0].text + over + (isSoFar ? " so far" : "")
        }
    }

    /// A word that is the language's takes backquotes.
    static func written(_ name: String) -> String { ["true", "false"].contains(name) ? "`\(name)`" : name }

    private func text(at least: Double) -> String { precedence >= least ? text : "(\(text))" }

    private var precedence: Double {
        switch form {
        case .conditional: 0
        case .or: 0.5
        case .and: 1
        case .not: 2
        // Beside an operator it would be misread.
        case .exists: 2.5
        case .compare, .member, .matches, .isType: 3
        case .fallback: 4
        case .combine: 5
        case .arithmetic(let sign): "+-".contains(sign) ? 6 : 7
        case .negate: 8
        case .literal(let text, _): text.first == "-" ? 8 : text.contains(" ") || text.contains("..") ? 5.5 : 10
        case .window: 9
        default: 10
        }
    }
}

extension Stage {
    var text: String {
        func names(_ columns: [Column]) -> String { columns.map(\.text).joined(separator: ", ") }
        func key(_ key: SortKey) -> String { key.node.text + (key.isDescending ? " desc" : "") }
        switch self {
        case .keep(let condition, let isPossibly): return "where \(isPossibly ? "possibly " : "")\(condition.text)"
        case .select(let columns): return "select \(names(columns))"
        case .add(let columns): return "add \(names(columns))"
        case .drop(let columns): return "drop \(columns.map(Node.written).joined(separator: ", "))"
        case .expand(let column, let isOptional):
            return "expand \(isOptional ? "optional " : "")\(column.name): \(column.node.text)"
        case .join(let name, let right, let condition, let isOptional):
            let plain = right.stages.isEmpty ? right.source.text : "(\(right.text(isNested: true)))"
            return "join \(isOptional ? "optional " : "")\(name): \(plain) on \(condition.text)"
        case .group(let keys, let columns):
            let start = keys.isEmpty ? "group" : "group by \(names(keys))"
            return columns.isEmpty ? start : "\(start) into \(names(columns))"
        case .across(let keys, let across, let cases, let columns):
            let list = cases.isEmpty ? "" : " in [\(cases.map(\.text).joined(separator: ", "))]"
            return "group by \(names(keys)) across \(across.text)\(list) into \(names(columns))"
        case .sort(let keys): return "sort \(keys.map(key).joined(separator: ", "))"
        case .top(let count, let by): return "top \(count) by \(by.node.text)\(by.isDescending ? "" : " asc")"
        case .take(let count): return "take \(count)"
        case .skip(let count): return "skip \(count)"
        case .distinct(let columns): return columns.isEmpty ? "distinct" : "distinct \(names(columns))"
        case .combine(let sign, let query): return "\(sign.rawValue) (\(query.text(isNested: false)))"
        }
    }
}

extension Query {
    func text(isNested: Bool, separator: String = " | ") -> String {
        var start = source.text
        if !isNested, case .whole(let type) = source.form { start = WorldSchema.plural(of: type) }
        return ([start] + stages.map(\.text)).joined(separator: separator)
    }
}

extension Definition {
    var text: String {
        let arguments = parameters.map { "\($0.name): \($0.kind.text)" }.joined(separator: ", ")
        var value = body.text
        if case .nested(let query) = body.form { value = query.text(isNested: owner != nil) }
        return "let \(owner.map { "\($0)." } ?? "")\(name)\(parameters.isEmpty ? "" : "(\(arguments))") = \(value)"
    }
}

extension Program {
    var text: String {
        let parameters = parameters.map { parameter in
            var value = parameter.value.text
            if case .literal(_, .ref(let ref)) = parameter.value.form { value = "\"id:\(ref.id)\"" }
            return "param \(parameter.name): \(parameter.kind.text) = \(value)"
        }
        return (parameters + definitions.map(\.text) + [query.text(isNested: false, separator: "\n| ")])
            .joined(separator: "\n")
    }
}

extension GraphSearch {
    var most: Int? {
        switch self {
        case .reach(let most), .paths(_, let most): most
        case .network: nil
        }
    }
}
