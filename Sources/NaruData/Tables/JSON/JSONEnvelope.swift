import NaruEngine
import NaruSyntax

/// Finds the rows in an object that has other things around them, as answers of
/// public-data portals do.
struct JSONEnvelope {
    /// Where an array of rows begins.
    private struct Place {
        var path: [String]
        var start: TableScanner.Start
        var isEmpty: Bool
    }

    private var arrays: [Place] = []
    /// Whether all members of the outermost object are objects.
    private var hasOnlyObjects = true
    private var count = 0
    private var kind = ""

    /// Deeper arrays are no rows.
    private static let mostDepth = 5

    /// Where the first row stands, once the whole text has been looked at; nil
    /// after a fault. The cursor stands at the opening bracket.
    static func start(_ scanner: inout JSONScanner, _ keys: JSONKeys) -> TableScanner.Start? {
        var envelope = JSONEnvelope()
        let first = TableScanner.Start(position: scanner.position + 1, line: scanner.line)
        let outermost = scanner.here
        guard envelope.survey(&scanner, []) else { return nil }
        scanner.skipBlanks()
        guard scanner.next == nil else {
            _ = scanner.fail(.expected(.end, scanner.here))
            return nil
        }
        return envelope.choice(first, outermost, &scanner, keys)
    }

    private func choice(
        _ first: TableScanner.Start, _ outermost: Span, _ scanner: inout JSONScanner, _ keys: JSONKeys
    ) -> TableScanner.Start? {
        keys.isWithin = true
        if let results = arrays.first(where: { $0.path == ["results", "bindings"] }) {
            keys.style = .sparql
            return results.start
        }
        let rows = arrays.filter { !$0.isEmpty }
        if rows.count == 1 {
            if kind == "FeatureCollection", rows[0].path == ["features"] { keys.style = .geoJSON }
            return rows[0].start
        }
        if rows.count > 1 {
            let paths = rows.map { $0.path.joined(separator: ".") }
            _ = scanner.fail(.severalArrays(paths, outermost))
            return nil
        }
        if hasOnlyObjects, count > 0 {
            keys.isWithin = false
            keys.makeKeyed()
            return first
        }
        if arrays.count == 1 { return arrays[0].start }
        _ = scanner.fail(.expected(.array, outermost))
        return nil
    }

    /// Looks at the object at the cursor and what is in it.
    private mutating func survey(_ scanner: inout JSONScanner, _ path: [String]) -> Bool {
        _ = scanner.take(UInt8(ascii: "{"))
        scanner.skipBlanks()
        if scanner.take(UInt8(ascii: "}")) { return true }
        repeat {
            scanner.skipBlanks()
            guard let key = scanner.key() else { return false }
            scanner.skipBlanks()
            guard scanner.expect(.colon, .colon) else { return false }
            scanner.skipBlanks()
            let name = String(decoding: scanner.bytes[key.span.start..<key.span.end], as: UTF8.self)
            guard member(path + [name], &scanner) else { return false }
            scanner.skipBlanks()
        } while scanner.take(.comma)
        return scanner.expect(UInt8(ascii: "}"), .commaOrEnd)
    }

    private mutating func member(_ path: [String], _ scanner: inout JSONScanner) -> Bool {
        if path.count == 1 {
            count += 1
            if scanner.next != UInt8(ascii: "{") { hasOnlyObjects = false }
        }
        if scanner.next == UInt8(ascii: "{"), path.count < Self.mostDepth { return survey(&scanner, path) }
        if scanner.next == UInt8(ascii: "[") { note(path, scanner) }
        guard let cell = scanner.value() else { return false }
        if path == ["type"] { kind = String(decoding: scanner.bytes[cell.span.start..<cell.span.end], as: UTF8.self) }
        return true
    }

    private mutating func note(_ path: [String], _ scanner: JSONScanner) {
        var ahead = scanner
        _ = ahead.take(UInt8(ascii: "["))
        let start = TableScanner.Start(position: ahead.position, line: ahead.line)
        ahead.skipBlanks()
        let isEmpty = ahead.next == UInt8(ascii: "]")
        if isEmpty || ahead.next == UInt8(ascii: "{") {
            arrays.append(Place(path: path, start: start, isEmpty: isEmpty))
        }
    }
}
