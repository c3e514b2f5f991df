/// Counts the elements that `[C]` leaves out as unknown: for each row of a stage
/// what reads a row, once what reads none, of `if` and `??` the branch taken.
/// Where the answer shows that an element is unknown, nothing is left out.
struct LeftOut {
    let evaluation: Evaluation

    init(_ evaluation: Evaluation) { self.evaluation = evaluation }

    /// What reads no row, in any of the expressions.
    func countConstants(_ nodes: [Node], into counts: inout StageCounts) throws {
        for node in nodes { try constants(node, isShown: false, into: &counts) }
    }

    private func constants(_ node: Node, isShown: Bool, into counts: inout StageCounts) throws {
        try visitLinks(of: node, into: &counts)
        guard readsRow(node) else {
            try visit(node, nil, isShown: isShown, into: &counts)
            return try deeper(node, isShown: isShown, into: &counts)
        }
        for part in parts(of: node, isShown: isShown) {
            try constants(part.node, isShown: part.isShown, into: &counts)
        }
    }

    /// In the frames that a constant opens.
    private func deeper(_ node: Node, isShown: Bool, into counts: inout StageCounts) throws {
        for part in parts(of: node, isShown: isShown) {
            if part.frame == nil {
                try visitLinks(of: part.node, into: &counts)
                try deeper(part.node, isShown: part.isShown, into: &counts)
            } else {
                try constants(part.node, isShown: part.isShown, into: &counts)
            }
        }
    }

    // MARK: One row

    func visit(_ node: Node, _ scope: Scope?, isShown: Bool, into counts: inout StageCounts) throws {
        guard scope == nil || readsRow(node) else { return }
        let kids = node.kids
        switch node.form {
        case .filter:
            if kids[0].form == .rows { return try visitRows(kids[1], scope, isShown: isShown, into: &counts) }
            try visit(kids[0], scope, isShown: isShown, into: &counts)
            for member in ModelValue.members(try evaluation.value(kids[0], scope)) {
                let inner = Scope(member.value, in: kids[0], outer: scope)
                if !isShown, member.isCertain, try evaluation.truth(kids[1], inner) == nil { counts.leftOut += 1 }
                try visit(kids[1], inner, isShown: false, into: &counts)
            }
        case .shape:
            try visit(kids[0], scope, isShown: isShown, into: &counts)
            for member in ModelValue.members(try evaluation.value(kids[0], scope)) {
                for kid in kids.dropFirst() {
                    try visit(kid, Scope(member.value, in: kids[0], outer: scope), isShown: false, into: &counts)
                }
            }
        case .exists: try visit(kids[0], scope, isShown: true, into: &counts)
        case .call("every"), .call("some"):
            if kids[0].form == .rows { return try visitRows(kids[1], scope, isShown: true, into: &counts) }
            try visit(kids[0], scope, isShown: true, into: &counts)
            for member in ModelValue.members(try evaluation.value(kids[0], scope)) {
                try visit(kids[1], Scope(member.value, in: kids[0], outer: scope), isShown: false, into: &counts)
            }
        case .and:
            try visit(kids[0], scope, isShown: false, into: &counts)
            try visit(kids[1], scope?.narrowed(by: kids[0]), isShown: false, into: &counts)
        case .member:
            try visit(kids[0], scope, isShown: false, into: &counts)
            try visit(kids[1], scope, isShown: true, into: &counts)
        case .combine(let sign):
            try visit(kids[0], scope, isShown: isShown, into: &counts)
            try visit(kids[1], scope, isShown: sign == .except || isShown, into: &counts)
            if sign == .except, !isShown { try visitExcept(kids, scope, into: &counts) }
        case .conditional:
            try visit(kids[0], scope, isShown: false, into: &counts)
            guard let condition = try evaluation.truth(kids[0], scope) else { return }
            if condition {
                return try visit(kids[1], scope?.narrowed(by: kids[0]), isShown: isShown, into: &counts)
            }
            if kids.count > 2 { try visit(kids[2], scope, isShown: isShown, into: &counts) }
        case .fallback:
            try visit(kids[0], scope, isShown: false, into: &counts)
            if try evaluation.single(kids[0], scope) == nil {
                try visit(kids[1], scope, isShown: false, into: &counts)
            }
        case .nested(let query):
            let nested = try evaluation.counts(of: query, in: scope, isNested: true, isShown: isShown)
            if !isShown { counts.leftOut += nested.unknown }
            counts.leftOut += nested.leftOut
            counts.dropped += nested.dropped
        case .graph, .measure:
            for kid in kids.dropLast() { try visit(kid, scope, isShown: false, into: &counts) }
        case .field:
            try visit(kids[0], scope, isShown: isShown, into: &counts)
            try visitBody(node, scope, isShown: isShown, into: &counts)
        case .name: try visitBody(node, scope, isShown: isShown, into: &counts)
        case .call(let name):
            for (place, kid) in kids.enumerated() {
                let isSelected = place == 0 && Evaluation.selecting.contains(name)
                try visit(kid, scope, isShown: isShown && isSelected, into: &counts)
            }
            if evaluation.definition(name, of: nil) != nil {
                try visitBody(node, scope, isShown: isShown, into: &counts)
            }
        default:
            for kid in kids { try visit(kid, scope, isShown: false, into: &counts) }
        }
    }

    /// `rows[C]`, of whose rows this is one.
    private func visitRows(_ condition: Node, _ row: Scope?, isShown: Bool, into counts: inout StageCounts) throws {
        if !isShown, try evaluation.truth(condition, row) == nil { counts.leftOut += 1 }
        try visit(condition, row, isShown: false, into: &counts)
    }

    /// Elements that stay out since they are possibly on the right.
    private func visitExcept(_ kids: [Node], _ scope: Scope?, into counts: inout StageCounts) throws {
        let right = ModelValue.members(try evaluation.value(kids[1], scope))
        counts.leftOut += ModelValue.members(try evaluation.value(kids[0], scope)).count { member in
            member.isCertain && right.contains { $0.value == member.value && !$0.isCertain }
        }
    }

    /// A graph spans the whole type, wherever searches in it go; it is looked at
    /// once for all of them.
    private func visitLinks(of node: Node, into counts: inout StageCounts) throws {
        switch node.form {
        case .graph, .measure: break
        default: return
        }
        let via = node.kids[node.kids.count - 1]
        guard case .entity(let type) = node.kids[0].kind.element else { return }
        for ref in evaluation.world.entities(of: type) {
            try visit(via, Scope(.ref(ref), of: type, outer: nil), isShown: false, into: &counts)
        }
    }

    // MARK: Definitions

    private func visitBody(_ node: Node, _ scope: Scope?, isShown: Bool, into counts: inout StageCounts) throws {
        switch node.form {
        case .name(let name):
            var next = scope
            while let row = next {
                if row.columns.contains(where: { $0.name == name }) { return }
                if let type = row.type, evaluation.isField(name, of: type) {
                    guard case .ref(let ref) = row.subject, let definition = evaluation.definition(name, of: type)
                    else {
                        return
                    }
                    let inner = Scope(.ref(ref), of: definition.owner, outer: nil)
                    return try visit(definition.body, inner, isShown: isShown, into: &counts)
                }
                next = row.outer
            }
            guard let definition = evaluation.definition(name, of: nil) else { return }
            try visit(definition.body, nil, isShown: isShown, into: &counts)
        case .field(let name):
            for member in ModelValue.members(try evaluation.value(node.kids[0], scope)) {
                guard case .ref(let ref) = member.value, let definition = evaluation.definition(name, of: ref.type)
                else { continue }
                let inner = Scope(.ref(ref), of: definition.owner, outer: nil)
                try visit(definition.body, inner, isShown: isShown, into: &counts)
            }
        case .call(let name):
            guard let definition = evaluation.definition(name, of: nil) else { return }
            let cells = try zip(definition.parameters, node.kids).map { parameter, argument in
                ModelValue.Cell(name: parameter.name, value: try evaluation.value(argument, scope))
            }
            try visit(definition.body, Scope(nil, columns: cells, outer: nil), isShown: isShown, into: &counts)
        default: return
        }
    }

    /// On the right of a stage, where nothing of the row can be read.
    func count(rightQuery query: Query, in outer: Scope?, isNested: Bool, into counts: inout StageCounts) throws {
        let right = try evaluation.counts(of: query, in: outer, isNested: isNested, isShown: false)
        counts.leftOut += right.leftOut + right.unknown
        counts.dropped += right.dropped
    }
}
