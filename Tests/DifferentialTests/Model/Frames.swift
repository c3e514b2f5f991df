/// A row or element that a part of an expression stands in, by the names it has.
struct Frame {
    var type: String?
    var names: Set<String> = []
}

extension LeftOut {
    typealias Part = (node: Node, frame: Frame?, isShown: Bool)

    /// Whether it reads a row or an element around it.
    func readsRow(_ node: Node) -> Bool { reads(node, []) }

    private func reads(_ node: Node, _ frames: [Frame]) -> Bool {
        switch node.form {
        case .it, .rows: return frames.isEmpty
        case .name(let name):
            if frames.contains(where: { has(name, $0) }) { return false }
            return evaluation.definition(name, of: nil) == nil
        case .filter where node.kids[0].form == .rows: return frames.isEmpty
        case .call("every"), .call("some"):
            if node.kids[0].form == .rows { return frames.isEmpty }
            return operands(of: node, isShown: false).contains {
                reads($0.node, $0.frame.map { frames + [$0] } ?? frames)
            }
        case .and:
            var narrowed = frames
            if let name = node.kids[0].narrowedType, !frames.isEmpty {
                narrowed[frames.count - 1].type = name
            }
            return reads(node.kids[0], frames) || reads(node.kids[1], narrowed)
        default:
            // A definition's body reads what is handed to it, and that alone.
            return operands(of: node, isShown: false).contains {
                reads($0.node, $0.frame.map { frames + [$0] } ?? frames)
            }
        }
    }

    private func has(_ name: String, _ frame: Frame) -> Bool {
        if frame.names.contains(name) { return true }
        guard let type = frame.type else { return false }
        return evaluation.isField(name, of: type)
    }

    /// Operands, and the body of a definition that it uses.
    func parts(of node: Node, isShown: Bool) -> [Part] {
        var found = operands(of: node, isShown: isShown)
        switch node.form {
        case .name(let name), .field(let name), .call(let name):
            let used = evaluation.program.definitions.first { $0.name == name }
            guard let used else { return found }
            let isConstant = used.owner == nil && used.parameters.isEmpty
            let frame = Frame(type: used.owner, names: Set(used.parameters.map(\.name)))
            found.append((used.body, isConstant ? nil : frame, isShown))
            return found
        default: return found
        }
    }

    private func operands(of node: Node, isShown: Bool) -> [Part] {
        let kids = node.kids
        switch node.form {
        case .filter where kids[0].form == .rows: return [(kids[1], nil, false)]
        case .filter: return [(kids[0], nil, isShown), (kids[1], frame(of: kids[0]), false)]
        case .shape:
            return [(kids[0], nil, isShown)] + kids.dropFirst().map { ($0, frame(of: kids[0]), false) }
        case .exists: return [(kids[0], nil, true)]
        case .call("every"), .call("some"):
            if kids[0].form == .rows { return [(kids[1], nil, false)] }
            return [(kids[0], nil, true), (kids[1], frame(of: kids[0]), false)]
        case .call(let name) where Evaluation.selecting.contains(name):
            return [(kids[0], nil, isShown)]
        case .member: return [(kids[0], nil, false), (kids[1], nil, true)]
        case .combine(let sign): return [(kids[0], nil, isShown), (kids[1], nil, sign == .except || isShown)]
        case .field: return [(kids[0], nil, isShown)]
        case .graph, .measure:
            return kids.dropLast().map { ($0, nil, false) } + [(kids[kids.count - 1], frame(of: kids[0]), false)]
        case .nested(let query): return parts(of: query, isShown: isShown)
        default: return kids.map { ($0, nil, false) }
        }
    }

    private func frame(of node: Node) -> Frame {
        switch node.kind.element {
        case .entity(let type): Frame(type: node.elementType ?? type)
        case .record(let fields): Frame(names: Set(fields.map(\.name)))
        default: Frame()
        }
    }

    private func parts(of query: Query, isShown: Bool) -> [Part] {
        let query = evaluation.flattened(query)
        var frame = frame(of: query.source)
        if case .graph(let search) = query.source.form { frame.names.formUnion(search.columns.map(\.name)) }
        var found: [Part] = [(query.source, nil, isShown)]
        for stage in query.stages {
            switch stage {
            case .select(let columns), .add(let columns): frame.names.formUnion(columns.map(\.name))
            case .expand(let column, _): frame.names.insert(column.name)
            case .join(let name, let right, _, _):
                frame.names.insert(name)
                found += parts(of: right, isShown: false)
            case .combine(_, let query): found += parts(of: query, isShown: false)
            case .keep(let condition, _):
                found.append((condition, frame, false))
                if frame.type != nil, let type = condition.narrowedType { frame.type = type }
                continue
            default: break
            }
            found += stage.expressions.map { ($0, frame, false) }
        }
        return found
    }
}
