/// The keys of the objects of a JSON table, each the name of a column.
final class JSONKeys {
    private(set) var names: [[UInt8]] = []
    private var places: [[UInt8]: Int] = [:]

    init(_ names: [[UInt8]] = []) {
        for name in names { _ = add(name) }
    }

    /// The place of a key, which is new if need be.
    func add(_ name: [UInt8]) -> Int {
        if let place = places[name] { return place }
        places[name] = names.count
        names.append(name)
        return names.count - 1
    }

    /// The column of a key. Objects of one table mostly have the same keys in
    /// the same order, so the one expected next is looked at first.
    func place(of name: Bytes, expected: Int) -> Int? {
        if expected < names.count, names[expected].count == name.count, names[expected].elementsEqual(name) {
            return expected
        }
        return places[Array(name)]
    }
}
