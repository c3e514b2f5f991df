import Foundation
import Naru
import NaruData
import NaruSemantics
import NaruSyntax
import TestSupport
import Testing

/// The definitions of a snapshot are checked when they are used.
struct PreludeTests {
    private static let schema = """
        languages en
        type city plural cities
          name text label
        """

    /// A snapshot whose prelude nobody looked at.
    private static func snapshot(prelude: String, _ body: (Dataset) throws -> Void) throws {
        try TemporaryFolder.with { folder in
            let files = [
                SourceText(name: "prelude.naru", text: prelude), SourceText(name: "schema.ties", text: schema),
                SourceText(name: "cities.ties", text: "city ulsan\n  name \"Ulsan\"\n"),
            ]
            let path = folder.appending(path: "made.narudb").path
            try SnapshotFile.write(try DatasetLoader.of(files: files, name: "made"), to: path)
            try body(try Dataset(contentsOf: path))
        }
    }

    private static func codes(_ query: String, _ dataset: Dataset) -> [String] {
        Session(dataset).compile(SourceText(name: "query", text: query)).diagnostics.map(\.code.description)
    }

    @Test func aWrongDefinitionIsToldToWhoeverUsesIt() throws {
        let prelude = """
            let city.wrong = nmae
            let city.more = wrong + "!"
            let city.right = name + "!"
            let named(x: text) = cities | where right = x
            """
        try Self.snapshot(prelude: prelude) { dataset in
            #expect(dataset.diagnostics.isEmpty)
            #expect(Self.codes("cities | select right", dataset).isEmpty)
            #expect(Self.codes("named(\"Ulsan!\")", dataset).isEmpty)
            // Twice: what is wrong is not forgotten, and told once.
            for _ in 0..<2 {
                #expect(Self.codes("cities | select more, wrong", dataset) == ["E2003"])
            }
            #expect(dataset.checker.checkPrelude().map(\.code.description) == ["E2003"])
        }
    }

    @Test func aProgramsOwnNamesAreNotSeenFromThePrelude() throws {
        try Self.snapshot(prelude: "let city.loud = name + mark\nlet mark = \"!\"") { dataset in
            let codes = Self.codes("let sign = \"?\"\ncities | select loud, x: sign", dataset)
            #expect(codes.isEmpty)
        }
        try Self.snapshot(prelude: "let city.loud = name + sign") { dataset in
            #expect(Self.codes("let sign = \"?\"\ncities | select loud", dataset) == ["E2003"])
        }
    }

    @Test func aCircleIsFoundAtItsFirstUse() throws {
        try Self.snapshot(prelude: "let city.a = b\nlet city.b = a") { dataset in
            #expect(Self.codes("cities | select name", dataset).isEmpty)
            #expect(!Self.codes("cities | select a", dataset).isEmpty)
        }
    }

    @Test func thePartnershipsHaveNoWrongDefinition() throws {
        #expect(try Dataset.bundled.checker.checkPrelude().isEmpty)
    }
}
