extension QueryWriter {
    /// A link, or a path of links, from cities to cities or to things.
    private func link() -> Node {
        func name(_ name: String, _ kind: Kind) -> Node { Node(form: .name(name), kind: kind) }
        func step(_ base: Node, _ link: String, _ kind: Kind) -> Node {
            Node(form: .field(link), kids: [base], kind: kind)
        }
        let city = Kind.set("city")
        let computed = definitions.filter { $0.owner == "city" && $0.body.kind == city }.map { name($0.name, city) }
        return random.pick(
            computed + [
                name("friends", city), name("friends", city), name("friended", city), name("likes", .set("thing")),
                step(name("friends", city), "friended", city), step(name("home", .entity("region")), "towns", city),
                step(name("trips", .set("trip")), "dest", city), filtered(name("friends", city)),
            ])
    }

    private func filtered(_ link: Node) -> Node {
        alone(Place(subject: .entity("city"))) { filter(link, 1) } ?? link
    }

    private func ends() -> Node? { alone(nil) { random.chance(40) ? entity("city", 1) : set("city", 1) } }

    func graphSource() -> Node? {
        let via = link()
        let most = random.chance(50) ? random.below(4) : nil
        guard let from = ends(), from.kind == .set("city") || from.kind == .entity("city") else { return nil }
        switch random.below(3) {
        case 0:
            return Node(form: .graph(.reach(upTo: most)), kids: [from, via], kind: .record([]))
        case 1:
            guard let to = ends() else { return nil }
            let mode = random.pick(GraphSearch.Mode.allCases)
            let bound = mode == .simple ? most ?? 3 : most
            return Node(form: .graph(.paths(mode, upTo: bound)), kids: [from, to, via], kind: .record([]))
        default:
            guard from.kind == .set("city") else { return nil }
            return Node(form: .graph(.network), kids: [from, via], kind: .record([]))
        }
    }

    /// What is compared of paths.
    func pathColumns() -> Stage {
        let steps = Node(form: .name("steps"), kind: .list(.record([])))
        let columns = ["hops", "nodes"].map { name in
            Column(name: name, node: Node(form: .name(name), kind: name == "hops" ? .int : .list(.entity("thing"))))
        }
        let ends = ["from", "to"].map { name in
            Column(name: newName("c"), node: Node(form: .field(name), kids: [steps], kind: .list(.entity("thing"))))
        }
        places = [Place(subject: nil, columns: (columns + ends).map { Kind.Field(name: $0.name, kind: $0.node.kind) })]
        return .select(columns + ends)
    }

    /// `degree(via: L)`, `count((reach from it via L up to 2))`
    func measure(_ kind: Kind, _ depth: Int) -> Node? {
        guard depth > 0, let node = entity("city", depth - 1), node.kind == .entity("city") else { return nil }
        if case .literal = node.form { return nil }
        switch kind {
        case .int where random.chance(40):
            let reach = Node(form: .graph(.reach(upTo: random.below(4))), kids: [node, link()], kind: .record([]))
            return call("count", [Node(form: .nested(Query(source: reach)), kind: .list(.record([])))], .int)
        case .int: return Node(form: .measure(random.pick(["degree", "component"])), kids: [node, link()], kind: kind)
        case .float:
            let name = random.pick(["clustering", "betweenness", "pagerank"])
            return Node(form: .measure(name), kids: [node, link()], kind: kind)
        default:
            let via = link()
            return via.kind == kind ? Node(form: .measure("reached"), kids: [node, via], kind: kind) : nil
        }
    }
}
