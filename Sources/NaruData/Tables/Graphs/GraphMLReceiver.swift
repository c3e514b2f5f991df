import NaruEngine
import NaruSyntax

/// Takes a graph in GraphML.
final class GraphMLReceiver: GraphReceiver {
    private enum Owner { case node, edge }

    private(set) var nodes = GraphRows(["id"])
    private(set) var edges = GraphRows(["source", "target"])
    private(set) var isGraph = false
    /// The columns of the attributes by the names of their keys.
    private var nodeKeys: [String: Int] = [:]
    private var edgeKeys: [String: Int] = [:]
    private var defaults: [(owner: Owner, place: Int, value: String)] = []
    private var open: [Owner] = []
    private var key: String?
    private var place: Int?
    private var text: [UInt8] = []
    private var isInDefault = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "graphml": isGraph = true
        case "key": startKey(attributes)
        case "default":
            isInDefault = true
            text = []
        case "node":
            open.append(.node)
            nodes.start()
            setDefaults(.node)
            if let id = attributes.text("id") { nodes.set(0, id) }
        case "edge":
            open.append(.edge)
            edges.start()
            setDefaults(.edge)
            if let source = attributes.text("source") { edges.set(0, source) }
            if let target = attributes.text("target") { edges.set(1, target) }
        case "data":
            let key = attributes.text("key") ?? ""
            place = open.last == .node ? nodeKeys[key] : open.last == .edge ? edgeKeys[key] : nil
            text = []
        default: break
        }
    }

    func end(_ name: XMLName) {
        switch name {
        case "node", "edge": _ = open.popLast()
        case "key": key = nil
        case "default":
            isInDefault = false
            let value = String(decoding: text, as: UTF8.self)
            if let key, let place = nodeKeys[key] { defaults.append((.node, place, value)) }
            if let key, let place = edgeKeys[key] { defaults.append((.edge, place, value)) }
        case "data":
            if let place {
                let value = String(decoding: text, as: UTF8.self)
                if open.last == .node { nodes.set(place, value) } else { edges.set(place, value) }
            }
            place = nil
        default: break
        }
    }

    func text(_ bytes: Bytes) { if place != nil || isInDefault { text.append(contentsOf: bytes) } }

    private func startKey(_ attributes: XMLAttributes) {
        guard let id = attributes.text("id") else { return }
        key = id
        let name = attributes.text("attr.name") ?? attributes.text("yfiles.type") ?? id
        let content = GraphRows.Content(type: attributes.text("attr.type"))
        let owner = attributes.text("for") ?? "all"
        if owner == "node" || owner == "all" { nodeKeys[id] = nodes.add(name, content) }
        if owner == "edge" || owner == "all" { edgeKeys[id] = edges.add(name, content) }
    }

    private func setDefaults(_ owner: Owner) {
        for (kind, place, value) in defaults where kind == owner {
            if owner == .node { nodes.set(place, value) } else { edges.set(place, value) }
        }
    }
}

/// Takes a graph in GEXF, the format of Gephi.
final class GEXFReceiver: GraphReceiver {
    private(set) var nodes = GraphRows(["id", "label"])
    private(set) var edges = GraphRows(["source", "target"])
    private(set) var isGraph = false
    private var nodeKeys: [String: Int] = [:]
    private var edgeKeys: [String: Int] = [:]
    /// Of edges: columns of what stands as an attribute of the element.
    private var own: [String: Int] = [:]
    private var declaresNodes = true
    private var isInNode = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "gexf": isGraph = true
        case "attributes": declaresNodes = attributes.text("class") != "edge"
        case "attribute": declare(attributes)
        case "node": startNode(attributes)
        case "edge": startEdge(attributes)
        case "attvalue": setValue(attributes)
        default: break
        }
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: Bytes) {}

    private func declare(_ attributes: XMLAttributes) {
        guard let id = attributes.text("id") else { return }
        let content = GraphRows.Content(type: attributes.text("type"))
        let title = attributes.text("title") ?? id
        if declaresNodes { nodeKeys[id] = nodes.add(title, content) } else { edgeKeys[id] = edges.add(title, content) }
    }

    private func startNode(_ attributes: XMLAttributes) {
        isInNode = true
        nodes.start()
        if let id = attributes.text("id") { nodes.set(0, id) }
        if let label = attributes.text("label") { nodes.set(1, label) }
    }

    private func startEdge(_ attributes: XMLAttributes) {
        isInNode = false
        edges.start()
        if let source = attributes.text("source") { edges.set(0, source) }
        if let target = attributes.text("target") { edges.set(1, target) }
        set("label", attributes.text("label"), .text)
        set("weight", attributes.text("weight"), .number)
        set("kind", attributes.text("kind"), .text)
    }

    private func set(_ name: String, _ value: String?, _ content: GraphRows.Content) {
        guard let value else { return }
        let place = own[name] ?? edges.add(name, content)
        own[name] = place
        edges.set(place, value)
    }

    private func setValue(_ attributes: XMLAttributes) {
        // Before 1.2 the attribute was called `id`.
        guard let id = attributes.text("for") ?? attributes.text("id"), let value = attributes.text("value") else {
            return
        }
        if isInNode {
            if let place = nodeKeys[id] { nodes.set(place, value) }
        } else if let place = edgeKeys[id] {
            edges.set(place, value)
        }
    }
}
