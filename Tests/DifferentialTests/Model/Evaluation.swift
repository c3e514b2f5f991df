/// Says what an expression is, row by row, by what the language reference says.
final class Evaluation {
    let world: ModelWorld
    let program: Program
    /// The rows around the one that a window stands in, and its place there.
    var peers: [Scope] = []
    var place = 0

    init(_ program: Program, in world: ModelWorld) {
        self.program = program
        self.world = world
    }

    func truth(_ node: Node, _ scope: Scope?) throws -> Bool? {
        guard let value = try ModelValue.single(value(node, scope)) else { return nil }
        guard case .bool(let truth) = value else { throw BeyondModel("no truth") }
        return truth
    }

    func value(_ node: Node, _ scope: Scope?) throws -> ModelValue? {
        let kids = node.kids
        switch node.form {
        case .literal(_, let value): return value
        case .name(let name): return try lookUp(name, scope)
        case .parameter(let name): return try parameter(name)
        case .it: return scope?.subject
        case .whole(let type): return .set(world.entities(of: type).map { Member(value: .ref($0)) })
        case .field(let name): return try field(name, of: value(kids[0], scope))
        case .filter: return try filtered(kids[0], by: kids[1], scope)
        case .shape(let names): return try shaped(kids[0], names, Array(kids.dropFirst()), scope)
        case .combine(let sign): return try combined(sign, value(kids[0], scope), value(kids[1], scope))
        case .isType(let type, let isNegated):
            guard case .ref(let ref) = try single(kids[0], scope) else { return nil }
            return .bool(WorldSchema.isType(ref.type, type) != isNegated)
        case .compare(let sign):
            return truthValue(try Comparing.truth(sign, single(kids[0], scope), single(kids[1], scope)))
        case .member(let isNegated):
            let truth = try isMember(single(kids[0], scope), kids[1], scope)
            return truthValue(isNegated ? Kleene.not(truth) : truth)
        case .matches(let isNegated):
            let truth = try Folding.matches(single(kids[0], scope), single(kids[1], scope))
            return truthValue(isNegated ? Kleene.not(truth) : truth)
        case .and:
            let right = try truth(kids[1], scope?.narrowed(by: kids[0]))
            return truthValue(Kleene.and(try truth(kids[0], scope), right))
        case .or: return truthValue(Kleene.or(try truth(kids[0], scope), try truth(kids[1], scope)))
        case .not: return truthValue(Kleene.not(try truth(kids[0], scope)))
        case .exists(let isNegated):
            let truth = Kleene.any(ModelValue.members(try value(kids[0], scope)).map { $0.isCertain ? true : nil })
            return truthValue(isNegated ? Kleene.not(truth) : truth)
        case .arithmetic(let sign): return try Calculating.result(sign, single(kids[0], scope), single(kids[1], scope))
        case .negate: return try single(kids[0], scope).flatMap { try Calculating.negated($0) }
        case .fallback: return try single(kids[0], scope) ?? value(kids[1], scope)
        case .conditional:
            guard let condition = try truth(kids[0], scope) else { return nil }
            if condition { return try value(kids[1], scope?.narrowed(by: kids[0])) }
            return kids.count > 2 ? try value(kids[2], scope) : nil
        case .call(let name): return try call(name, node, scope)
        case .list: return .list(try kids.compactMap { try single($0, scope) })
        case .nested(let query): return nestedValue(try rows(of: query, in: scope), query)
        case .graph(let search):
            return .list(try graphRows(node, search, scope).map(ModelValue.record))
        case .measure(let name): return try measure(name, node, scope)
        case .rows: throw BeyondModel("rows outside of a group")
        case .window(let isOverAll, let isSoFar):
            return try window(kids[0], over: Array(kids.dropFirst()), isOverAll: isOverAll, isSoFar: isSoFar)
        }
    }

    func single(_ node: Node, _ scope: Scope?) throws -> ModelValue? { ModelValue.single(try value(node, scope)) }

    func truthValue(_ truth: Bool?) -> ModelValue? { truth.map(ModelValue.bool) }

    // MARK: Names

    /// Columns, then fields, of this row, then of those around it; definitions last.
    private func lookUp(_ name: String, _ scope: Scope?) throws -> ModelValue? {
        var next = scope
        while let scope = next {
            if let cell = scope.columns.first(where: { $0.name == name }) { return cell.value }
            if let type = scope.type, isField(name, of: type) { return try field(name, of: scope.subject) }
            if case .record(let cells) = scope.subject, let cell = cells.first(where: { $0.name == name }) {
                return cell.value
            }
            next = scope.outer
        }
        guard let definition = definition(name, of: nil) else { throw BeyondModel("no name \(name)") }
        return try value(definition.body, nil)
    }

    func isField(_ name: String, of type: String) -> Bool {
        WorldSchema.kind(of: name, in: type) != nil || definition(name, of: type) != nil
    }

    func definition(_ name: String, of type: String?) -> Definition? {
        program.definitions.first { definition in
            guard definition.name == name else { return false }
            guard let owner = definition.owner, let type else { return definition.owner == nil && type == nil }
            return WorldSchema.isType(type, owner)
        }
    }

    private func parameter(_ name: String) throws -> ModelValue? {
        guard let parameter = program.parameters.first(where: { $0.name == name }) else {
            throw BeyondModel("no parameter \(name)")
        }
        return try value(parameter.value, nil)
    }

    func read(_ name: String, of ref: Ref) throws -> ModelValue? {
        if let definition = definition(name, of: ref.type) {
            return try value(definition.body, Scope(.ref(ref), of: definition.owner, outer: nil))
        }
        return world.read(name, of: ref)
    }

    private func field(_ name: String, of base: ModelValue?) throws -> ModelValue? {
        switch base {
        case nil: return nil
        case .ref(let ref): return try read(name, of: ref)
        case .record(let cells): return cells.first { $0.name == name }?.value
        case .words(let words): return words[name].map(ModelValue.text)
        case .many(let members, _): return try field(name, ofEach: members)
        case let value?: return try Calculating.part(name, of: value)
        }
    }

    /// Links give a set, other fields a list; a member only possible gives possible ones.
    private func field(_ name: String, ofEach members: [Member]) throws -> ModelValue? {
        var found: [Member] = []
        for member in members {
            found += ModelValue.members(try field(name, of: member.value)).map {
                Member(value: $0.value, isCertain: $0.isCertain && member.isCertain)
            }
        }
        let isLink = found.allSatisfy { if case .ref = $0.value { true } else { false } }
        return isLink && !found.isEmpty ? .set(found) : .many(found, isSet: false)
    }

    // MARK: Sets

    private func filtered(_ node: Node, by condition: Node, _ scope: Scope?) throws -> ModelValue? {
        let base = try value(node, scope)
        var found: [Member] = []
        for member in ModelValue.members(base) {
            let truth = try truth(condition, Scope(member.value, in: node, outer: scope))
            guard truth != false else { continue }
            found.append(Member(value: member.value, isCertain: member.isCertain && truth == true))
        }
        if case .many(_, let isSet) = base { return .many(found, isSet: isSet) }
        return .many(found, isSet: false)
    }

    private func shaped(_ node: Node, _ names: [String], _ nodes: [Node], _ scope: Scope?) throws -> ModelValue? {
        let base = try value(node, scope)
        let records = try ModelValue.members(base).map { member in
            let inner = Scope(member.value, in: node, outer: scope)
            let cells = try zip(names, nodes).map { name, node in
                ModelValue.Cell(name: name, value: try value(node, inner))
            }
            return Member(value: .record(cells), isCertain: member.isCertain)
        }
        guard case .many = base else { return records.first?.value }
        return .many(records, isSet: false)
    }

    private func combined(_ sign: SetOperator, _ left: ModelValue?, _ right: ModelValue?) -> ModelValue {
        func states(_ value: ModelValue?) -> [ModelValue: Bool?] {
            var result: [ModelValue: Bool?] = [:]
            for member in ModelValue.members(value) {
                let before = result[member.value] ?? false
                result[member.value] = .some(Kleene.or(before, member.isCertain ? true : nil))
            }
            return result
        }
        let (left, right) = (states(left), states(right))
        let members = Set(left.keys).union(right.keys).compactMap { value -> Member? in
            let (one, other) = (left[value] ?? false, right[value] ?? false)
            let truth: Bool? =
                switch sign {
                case .union: Kleene.or(one, other)
                case .intersect: Kleene.and(one, other)
                case .except: Kleene.and(one, Kleene.not(other))
                }
            return truth == false ? nil : Member(value: value, isCertain: truth == true)
        }
        return .set(members)
    }

    /// Of an absent element it is unknown whether it is in what is not empty.
    private func isMember(_ element: ModelValue?, _ node: Node, _ scope: Scope?) throws -> Bool? {
        if node.form == .list {
            return Kleene.any(try node.kids.map { try equality(element, single($0, scope)) })
        }
        let set = try value(node, scope)
        switch set {
        case .days, .range, .stretch:
            guard let element, let set else { return nil }
            return try Comparing.isWithin(element, set)
        case nil where node.kind == .stretch:
            // An absent thing is the empty set, an absent period is some period.
            return nil
        default:
            return Kleene.any(
                try ModelValue.members(set).map { member in
                    Kleene.and(member.isCertain ? true : nil, try equality(element, member.value))
                })
        }
    }

    private func equality(_ left: ModelValue?, _ right: ModelValue?) throws -> Bool? {
        try Comparing.truth("=", left, right)
    }

    private func nestedValue(_ rows: [Scope], _ query: Query) -> ModelValue {
        let members = rows.map { row in
            Member(value: row.subject ?? .record(row.columns), isCertain: row.isCertain)
        }
        let isSet = members.allSatisfy { if case .ref = $0.value { true } else { false } }
        return .many(members, isSet: isSet)
    }
}
