/// A program or data text with the name that diagnostics show for it.
package final class SourceText: Hashable, Sendable {
    /// A file path, or a word such as `query` or `stdin`.
    package let name: String
    package let utf8: [UInt8]

    package init(name: String, text: String) {
        self.name = name
        self.utf8 = Array(text.utf8)
    }

    package init(name: String, utf8: [UInt8]) {
        self.name = name
        self.utf8 = utf8
    }

    package static func == (left: SourceText, right: SourceText) -> Bool { left === right }
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
