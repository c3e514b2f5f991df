/// Makes a program and a world that differ as small as they get.
struct Shrinking {
    var attempts = 1500

    static func report(_ program: Program, _ world: World, _ finding: Finding) async -> String {
        var shrinking = Shrinking()
        let smallest = await shrinking.smallest(program, world, finding)
        return Report(smallest.program, smallest.world, smallest.finding).text
    }

    private mutating func smallest(_ program: Program, _ world: World, _ finding: Finding) async
        -> (program: Program, world: World, finding: Finding)
    {
        var (program, world, finding) = (program, world, finding)
        while attempts > 0 {
            if let next = await smaller(program, world, finding) {
                (program, finding) = next
            } else if let next = await smaller(world, program, finding) {
                (world, finding) = next
            } else {
                break
            }
        }
        return (program, world, finding)
    }

    private mutating func smaller(_ program: Program, _ world: World, _ finding: Finding) async -> (Program, Finding)? {
        guard let laboratory = try? Laboratory(world) else { return nil }
        for candidate in program.simpler where candidate.text.count < program.text.count {
            attempts -= 1
            guard attempts > 0 else { return nil }
            if case .differs(let found) = await laboratory.compare(candidate), found.kind == finding.kind {
                return (candidate, found)
            }
        }
        return nil
    }

    private mutating func smaller(_ world: World, _ program: Program, _ finding: Finding) async -> (World, Finding)? {
        for candidate in world.smaller {
            attempts -= 1
            guard attempts > 0 else { return nil }
            guard let laboratory = try? Laboratory(candidate) else { continue }
            if case .differs(let found) = await laboratory.compare(program), found.kind == finding.kind {
                return (candidate, found)
            }
        }
        return nil
    }
}

extension Program {
    /// Programs with one thing less; those that say nothing are sorted out when
    /// they are tried.
    var simpler: [Program] {
        var found: [Program] = query.simpler.map { query in
            var copy = self
            copy.query = query
            return copy
        }
        for place in definitions.indices {
            var copy = self
            copy.definitions.remove(at: place)
            found.append(copy)
            for body in definitions[place].body.simpler {
                var copy = self
                copy.definitions[place].body = body
                found.append(copy)
            }
        }
        for place in parameters.indices {
            var copy = self
            copy.parameters.remove(at: place)
            found.append(copy)
        }
        return found
    }
}

extension Query {
    var simpler: [Query] {
        var found: [Query] = []
        for place in stages.indices {
            var copy = self
            copy.stages.remove(at: place)
            found.append(copy)
        }
        found += source.simpler.map { Query(source: $0, stages: stages) }
        for place in stages.indices {
            for stage in stages[place].simpler {
                var copy = self
                copy.stages[place] = stage
                found.append(copy)
            }
        }
        return found
    }
}

extension Stage {
    var simpler: [Stage] {
        func fewer(_ columns: [Column]) -> [[Column]] {
            var found: [[Column]] =
                columns.count < 2
                ? []
                : columns.indices.map { place in
                    var copy = columns
                    copy.remove(at: place)
                    return copy
                }
            for place in columns.indices {
                found += columns[place].node.simpler.map { node in
                    var copy = columns
                    copy[place].node = node
                    return copy
                }
            }
            return found
        }
        switch self {
        case .keep(let condition, let isPossibly):
            return condition.simpler.map { .keep($0, isPossibly: isPossibly) }
                + (isPossibly ? [.keep(condition, isPossibly: false)] : [])
        case .select(let columns): return fewer(columns).map(Stage.select)
        case .add(let columns): return fewer(columns).map(Stage.add)
        case .drop, .take, .skip: return []
        case .expand(let column, let isOptional):
            return column.node.simpler.map { .expand(Column(name: column.name, node: $0), isOptional: isOptional) }
        case .join(let name, let right, let condition, let isOptional):
            return right.simpler.map { .join(name, $0, on: condition, isOptional: isOptional) }
                + condition.simpler.map { .join(name, right, on: $0, isOptional: isOptional) }
        case .group(let keys, let columns):
            return keys.indices.map { place in
                var copy = keys
                copy.remove(at: place)
                return .group(by: copy, into: columns)
            } + fewer(keys).map { .group(by: $0, into: columns) } + fewer(columns).map { .group(by: keys, into: $0) }
        case .across(let keys, let across, let cases, let columns):
            return fewer(keys).map { .across(by: $0, across, cases: cases, into: columns) }
                + fewer(columns).map { .across(by: keys, across, cases: cases, into: $0) }
        case .sort(let keys):
            return keys.indices.flatMap { place in
                keys[place].node.simpler.map { node in
                    var copy = keys
                    copy[place].node = node
                    return .sort(copy)
                }
            }
        case .top(let count, let key):
            return key.node.simpler.map { .top(count, SortKey(node: $0, isDescending: key.isDescending)) }
        case .distinct(let columns): return fewer(columns).map(Stage.distinct)
        case .combine(let sign, let query): return query.simpler.map { .combine(sign, $0) }
        }
    }
}

extension Node {
    /// A part of it that is of its kind, or itself with a simpler part.
    var simpler: [Node] {
        var found = parts.filter { $0.kind == kind }
        if kind == .bool, form != .literal("true", .bool(true)) {
            found.append(Node(form: .literal("true", .bool(true)), kind: .bool))
        }
        for place in kids.indices {
            for kid in kids[place].simpler {
                var copy = self
                copy.kids[place] = kid
                found.append(copy)
            }
        }
        if form == .list, kids.count > 1 {
            for place in kids.indices {
                var copy = self
                copy.kids.remove(at: place)
                found.append(copy)
            }
        }
        if case .nested(let query) = form {
            found += query.simpler.map { Node(form: .nested($0), kind: kind) }
        }
        return found
    }

    private var parts: [Node] {
        var found = kids
        if case .nested(let query) = form { found.append(query.source) }
        return found + found.flatMap(\.parts)
    }
}
