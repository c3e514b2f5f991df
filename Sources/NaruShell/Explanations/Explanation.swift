package import NaruSyntax

/// What a code means, an example that triggers it, and the mend.
package struct Explanation: Hashable, Sendable {
    package var code: DiagnosticCode
    package var title: Message
    package var text: Message
    /// Both are nil where no short example can trigger the code.
    package var mistake: Example?
    package var mend: Example?

    package struct Example: Hashable, Sendable {
        package var kind: Kind
        package var text: String
    }

    package enum Kind: Hashable, Sendable {
        case query
        /// A line of the shell.
        case command
        /// A file that takes the place of one of `Explanations.sampleFiles`.
        case file(String)
    }
}

/// The explanations of every code.
package enum Explanations {
    package static let all = ExplanationReader.families.flatMap(\.explanations)

    /// The dataset that the examples of data files belong to.
    package static let sampleFiles = ExplanationReader.families.flatMap(\.files)

    package static func explanation(of code: String) -> Explanation? {
        let wanted = code.uppercased()
        return all.first { $0.code.description == wanted }
    }
}
