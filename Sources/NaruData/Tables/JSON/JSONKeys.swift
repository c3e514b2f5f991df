import NaruSyntax

/// The keys of the objects of a JSON table, each the name of a column.
final class JSONKeys {
    /// What the objects are, beyond plain rows.
    enum Style {
        case plain
        /// Of the results of a SPARQL query: each value is an object.
        case sparql
        /// Of GeoJSON: what counts are the properties.
        case geoJSON
    }

    /// Objects within objects are columns up to here.
    static let mostDepth = 8

    private(set) var names: [[UInt8]] = []
    private var places: [[UInt8]: Int] = [:]
    /// Which columns have a value somewhere.
    private var isFilled: [Bool] = []
    /// The keys whose values are objects.
    private var objects: Set<[UInt8]> = []
    /// The columns are named elsewhere, and no others are wanted.
    private let isDeclared: Bool
    var style = Style.plain
    /// Rows are the members of an object, and their keys the first column.
    private(set) var isKeyed = false
    /// The rows are a part of a larger text.
    var isWithin = false

    init(_ names: [[UInt8]] = []) {
        isDeclared = !names.isEmpty
        for name in names { _ = add(name) }
    }

    /// The place of a key, which is new if need be.
    func add(_ name: [UInt8]) -> Int {
        if let place = places[name] { return place }
        places[name] = names.count
        names.append(name)
        isFilled.append(false)
        return names.count - 1
    }

    func noteFilled(_ place: Int) { isFilled[place] = true }
    func noteObject(_ name: [UInt8]) { if !isDeclared { objects.insert(name) } }

    func makeKeyed() {
        isKeyed = true
        if !isDeclared { noteFilled(add(Array("key".utf8))) }
    }

    /// The same without columns that have no value, where their key is that of
    /// objects elsewhere.
    var settled: JSONKeys {
        let kept = names.indices.filter { isFilled[$0] || !objects.contains(names[$0]) }
        guard kept.count < names.count else { return self }
        let settled = JSONKeys()
        for place in kept { _ = settled.add(names[place]) }
        (settled.style, settled.isKeyed, settled.isWithin) = (style, isKeyed, isWithin)
        return settled
    }

    /// The column of a key. Objects of one table mostly have the same keys in
    /// the same order, so the one expected next is looked at first.
    func place(of name: [UInt8], expected: Int) -> Int? {
        if expected < names.count, names[expected] == name { return expected }
        return places[name]
    }

    /// Whether an object becomes columns of its own, and not a cell of this one.
    /// Whether the columns of the outermost object are called like its keys.
    var hasPlainNames: Bool { style == .plain && !isKeyed }

    func opens(_ name: [UInt8]) -> Bool { !isDeclared || places[name] == nil }

    /// What the column of a key is called; nil where it is none.
    func columnName(of key: Cell, behind prefix: [UInt8], depth: Int, in bytes: Bytes) -> [UInt8]? {
        let word =
            key.hasEscapes
            ? JSONTokens.unescaped(key, in: bytes) : Array(bytes[key.span.start..<key.span.end])
        switch style {
        case .sparql where depth > 0: return word.elementsEqual("value".utf8) ? prefix : nil
        case .geoJSON where depth == 0 && word.elementsEqual("type".utf8): return nil
        case .geoJSON where depth == 0 && word.elementsEqual("properties".utf8): return []
        case .plain where isKeyed && depth == 0 && word.elementsEqual("key".utf8): return Array("key_2".utf8)
        case .plain, .sparql, .geoJSON: return prefix.isEmpty ? word : prefix + [UInt8(ascii: "_")] + word
        }
    }
}

/// The cells of a row while its object is read.
struct JSONRow {
    let keys: JSONKeys
    private let isCollecting: Bool
    private let first: Int
    private let start: Int
    private var isSeen: [Bool]
    /// The column that most likely comes next.
    private var expected = 0

    init(_ keys: JSONKeys, _ isCollecting: Bool, first: Int, at start: Int, _ cells: inout [Cell]) {
        self.keys = keys
        self.isCollecting = isCollecting
        self.first = first
        self.start = start
        isSeen = [Bool](repeating: false, count: keys.names.count)
        cells.append(contentsOf: repeatElement(Cell(start, start), count: keys.names.count))
    }

    func opens(_ name: [UInt8]) -> Bool { keys.opens(name) }

    /// Of the columns that are settled.
    func knownPlace(of name: [UInt8]) -> Int? { isCollecting ? nil : keys.place(of: name, expected: expected) }
    func isSet(_ place: Int) -> Bool { isSeen[place] }

    /// The column that comes next, if the key is its name.
    func expectedPlace(of key: Cell, in bytes: Bytes) -> Int? {
        guard !key.hasEscapes, keys.hasPlainNames, expected < isSeen.count, keys.names[expected].count == key.count,
            keys.names[expected].elementsEqual(bytes[key.span.start..<key.span.end])
        else { return nil }
        return expected
    }

    mutating func set(_ place: Int, _ cell: Cell, isAbsent: Bool, _ cells: inout [Cell]) {
        if isCollecting, !isAbsent { keys.noteFilled(place) }
        set(place, cell, &cells)
    }

    /// nil for what is no column.
    mutating func place(of name: [UInt8], isAbsent: Bool, _ cells: inout [Cell]) -> Int? {
        guard let place = keys.place(of: name, expected: expected) ?? (isCollecting ? keys.add(name) : nil) else {
            return nil
        }
        while isSeen.count <= place {
            isSeen.append(false)
            cells.append(Cell(start, start))
        }
        if isCollecting, !isAbsent { keys.noteFilled(place) }
        return place
    }

    mutating func set(_ place: Int, _ cell: Cell, _ cells: inout [Cell]) {
        isSeen[place] = true
        cells[first + place] = cell
        expected = place + 1
    }
}

extension Cell {
    /// Whether it is that of `null`; a text without characters is none.
    func isAbsent(in bytes: Bytes) -> Bool { count == 0 && !isText(in: bytes) }
}
