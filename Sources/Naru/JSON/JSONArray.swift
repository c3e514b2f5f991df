/// An array of JSON texts as it grows, an element a line.
package struct JSONArray: Sendable {
    private var isEmpty = true

    package init() {}

    package func begin(_ out: inout String) { out += "[" }

    package mutating func append(_ element: String, to out: inout String) {
        out += isEmpty ? "\n  " : ",\n  "
        isEmpty = false
        out += element
    }

    package func end(_ out: inout String) { out += isEmpty ? "]\n" : "\n]\n" }
}

extension JSONArray {
    /// A whole array.
    package static func text(of elements: [String]) -> String {
        var (array, text) = (JSONArray(), "")
        array.begin(&text)
        for element in elements { array.append(element, to: &text) }
        array.end(&text)
        return text
    }
}
