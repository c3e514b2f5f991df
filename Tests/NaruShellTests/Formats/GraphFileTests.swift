import Foundation
import TestSupport
import Testing

/// Results as graphs for other programs.
@Suite struct GraphFileTests {
    private static let links = "cities | expand partner: partners | select it, partner, name, n: count(partners)"

    /// Naru's own reader finds the nodes and edges that the query gives.
    @Test func readsBack() throws {
        try TemporaryFolder.with { folder in
            #expect(try Tool.run(["-o", "x.graphml", Self.links], folder: folder).status == 0)
            let rows = try Tool.run(["--format", "csv", "\(Self.links) | select name, n"], folder: folder).output
            let edges = try Tool.run(
                ["--data", "x.graphml", "--format", "csv", "edges | select name, n"], folder: folder)
            #expect(edges.status == 0, "\(edges.errors)")
            #expect(Self.sorted(edges.output) == Self.sorted(rows))
            #expect(rows.split(separator: "\n").count > 5)
        }
    }

    /// NetworkX, where it is there, has the same edges with typed attributes.
    @Test(.enabled(if: (try? Tool.shell("python3 -c 'import networkx'").status) == 0, "needs networkx"))
    func networkXReadsTheSame() throws {
        try TemporaryFolder.with { folder in
            #expect(try Tool.run(["-o", "x.graphml", Self.links], folder: folder).status == 0)
            let look = """
                import networkx
                graph = networkx.read_graphml("x.graphml", force_multigraph=True)
                for _, _, data in graph.edges(data=True):
                    assert type(data["n"]) is int
                    print(data["name"] + "," + str(data["n"]))
                assert all(data["label"] and data["type"] for _, data in graph.nodes(data=True))
                """
            let seen = try Tool.shell("python3 - <<'E'\n\(look)\nE", folder: folder)
            #expect(seen.status == 0, "\(seen.errors)")
            let rows = try Tool.run(["--format", "csv", "\(Self.links) | select name, n"], folder: folder).output
            #expect(Self.sorted(seen.output) == Self.sorted(rows).filter { $0 != "name,n" })
        }
    }

    @Test func marksOfXMLAndControlCharactersAreEscaped() throws {
        try TemporaryFolder.with { folder in
            let names = ["<a> & \"b\"", "]]>", "c\u{1}\u{1B}[31m", "d\te"]
            let header = "from\tto\n"
            try (header + "\(names[0])\t\(names[1])\n\(names[2])\t&#x41;\n")
                .write(to: folder.appending(path: "t.tsv"), atomically: true, encoding: .utf8)
            let outcome = try Tool.run(["--data", "t.tsv", "-o", "x.graphml", "t"], folder: folder)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let text = try String(contentsOf: folder.appending(path: "x.graphml"), encoding: .utf8)
            #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
            let nodes = try Tool.run(
                ["--data", "x.graphml", "--format", "json", "nodes | select label"], folder: folder)
            #expect(nodes.status == 0, "\(nodes.errors)")
            #expect(nodes.output.contains("<a> & \\\"b\\\"") && nodes.output.contains("&#x41;"))
        }
    }

    @Test(arguments: [
        (["--format", "graphml", "cities | select name"], "E5222"),
        (["--format", "graphml", "-c", links, "-c", links], "E5224"),
        (["--format", "graphml", "--chart", "bars", links], "E5201"),
    ])
    func whatIsNoGraphIsRefused(_ arguments: [String], _ code: String) throws {
        for language in ["en", "ko"] {
            let outcome = try Tool.run(["--lang", language] + arguments)
            #expect(outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
            #expect(outcome.status == 2)
        }
    }

    private static func sorted(_ text: String) -> [Substring] { text.split(separator: "\n").sorted() }
}
