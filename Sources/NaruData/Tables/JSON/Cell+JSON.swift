import NaruSyntax

/// What a cell of a JSON table is. A number or a bracket never stands directly
/// behind a quotation mark, the content of a text always does.
extension Cell {
    func isText(in bytes: Bytes) -> Bool { span.start > 0 && bytes[span.start - 1] == .quote }

    /// An array or an object.
    func isNested(in bytes: Bytes) -> Bool {
        guard count > 1 else { return false }
        let first = bytes[span.start]
        return (first == UInt8(ascii: "[") || first == UInt8(ascii: "{")) && !isText(in: bytes)
    }

    func isList(in bytes: Bytes) -> Bool { isNested(in: bytes) && bytes[span.start] == UInt8(ascii: "[") }

    /// The elements of an array.
    func elements(in bytes: Bytes) -> [Cell] {
        var elements: [Cell] = []
        var scanner = JSONScanner(bytes, position: span.start, line: 1)
        _ = scanner.array { elements.append($0) }
        return elements
    }
}
