import TestSupport
import Testing

/// Everything public in the library says what it is, with an example that runs.
@Suite struct DocCommentTests {
    @Test func everythingIsSeen() {
        let declarations = PublicDeclaration.all.map(\.text)
        for known in ["public struct Dataset", "public func prepare", "case optional", "public subscript(column"] {
            #expect(declarations.contains { $0.hasPrefix(known) }, "\(known)")
        }
    }

    @Test func everythingHasAComment() { expectNone { $0.comment.isEmpty } }

    @Test func everythingHasAnExample() { expectNone { $0.needsExample && $0.examples.isEmpty } }

    @Test func whatThrowsSaysWhat() {
        expectNone { found in
            found.throwsErrors && found.needsExample && !found.comment.contains { $0.hasPrefix(" - Throws: ") }
        }
    }

    private func expectNone(
        _ isWrong: (PublicDeclaration) -> Bool, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for wrong in PublicDeclaration.all.filter(isWrong) {
            Issue.record("\(wrong.place)", sourceLocation: sourceLocation)
        }
    }

    /// So that every example is one of the tests in `Examples/`.
    @Test func examplesAreTests() {
        let sources = ExampleSource.all()
        for source in sources { Golden.expect(source.text, at: source.path) }
        let written = Repository.files(under: "Tests/LibraryTests/Examples", extension: "swift")
        let surplus = Set(written.map(Repository.path(of:))).subtracting(sources.map(\.path))
        #expect(surplus == [])
    }
}
