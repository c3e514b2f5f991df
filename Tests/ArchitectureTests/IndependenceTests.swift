import Foundation
import TestSupport
import Testing

/// What the library is held to knows nothing of how it works.
@Suite struct IndependenceTests {
    private static let files = Repository.files(under: "Tests/DifferentialTests", extension: "swift").compactMap {
        try? SourceFile($0)
    }

    @Test func theDifferentialTestSeesThePublicLibraryAlone() {
        #expect(Self.files.count > 10)
        let allowed: Set<String> = ["Foundation", "Naru", "Testing"]
        #expect(Self.files.filter { !allowed.isSuperset(of: $0.imports) }.map(\.path) == [])
        #expect(Self.files.flatMap { $0.places(of: "@testable") + $0.places(of: "package import") } == [])
    }

    @Test(arguments: ["Model", "World", "Writing"])
    func theModelDoesNotEvenSeeThat(_ folder: String) {
        let files = Self.files.filter { $0.path.contains("/\(folder)/") }
        #expect(!files.isEmpty)
        #expect(files.filter { $0.imports.contains("Naru") }.map(\.path) == [])
    }
}
