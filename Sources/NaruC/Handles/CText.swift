import Foundation

/// A text that C may read for as long as this lives. Nothing writes to it, so
/// any thread may.
final class CText: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<CChar>?

    init(_ text: String) { pointer = CText.copy(of: text) }

    deinit { free(pointer) }

    /// A copy that its holder frees; nil where memory is out.
    static func copy(of text: String) -> UnsafeMutablePointer<CChar>? {
        text.withCString { strdup($0) }
    }
}
