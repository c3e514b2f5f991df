import NaruSemantics
import NaruSyntax

/// Paths as rows of `hops`, `nodes` and `steps`.
struct PathRows {
    private(set) var paths: [[Int32]] = []
    private(set) var owners: [Int32] = []

    var count: Int { paths.count }

    mutating func append(_ path: [Int32], owner: Int32) {
        paths.append(path)
        owners.append(owner)
    }

    mutating func removeAll() {
        paths.removeAll()
        owners.removeAll()
    }

    /// The columns `hops`, `nodes` and `steps`; links are found only where some
    /// are given to find.
    func slots(_ links: StepLinks?) throws(EngineError) -> [Vector] {
        try links?.load(Set(paths.flatMap { $0.dropLast() }))
        let hops = paths.map { Int64($0.count - 1) }
        let nodes = Vector.list(
            elements: entities(paths.flatMap { $0 }), rows: rows { $0.count }, count: count)
        return [Vector(count: count, payload: .int(hops)), nodes, steps(links)]
    }

    private func steps(_ links: StepLinks?) -> Vector {
        let steps = links == nil ? [] : paths.flatMap { path in zip(path, path.dropFirst()).map { ($0, $1) } }
        let joining = steps.map { links?.links(from: $0.0, to: $0.1) ?? [] }
        let owners = joining.enumerated().flatMap { index, list in list.map { _ in Int32(index) } }
        let fields = [
            entities(steps.map(\.0)), entities(steps.map(\.1)),
            Vector.list(elements: entities(joining.flatMap { $0 }), rows: owners, count: steps.count),
        ]
        let records = Vector(count: steps.count, payload: .record(fields))
        return .list(elements: records, rows: links == nil ? [] : rows { $0.count - 1 }, count: count)
    }

    private func entities(_ numbers: [Int32]) -> Vector { Vector(count: numbers.count, payload: .code(numbers)) }

    /// For each element the row of its path.
    private func rows(_ size: ([Int32]) -> Int) -> [Int32] {
        paths.enumerated().flatMap { row, path in repeatElement(Int32(row), count: size(path)) }
    }
}
