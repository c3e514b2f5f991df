import Foundation
import Naru
import NaruEngine
import NaruSemantics
import NaruSyntax
import Testing

/// The sister-cities network of the Koblenz Network Collection, where the data
/// stand beside the repository, against its published figures and networkx.
@Suite(.enabled(if: Konect.exists, "shared/data/konect-twin.txt is not here")) struct KonectTests {
    @Test func publishedFigures() throws {
        let row = try Konect.ask(
            """
            network nodes via linked
            | select nodes, edges, wedges, triangles, max_degree, average_degree: round(average_degree, 5),
              largest_component, components, diameter, clustering: round(clustering, 6),
              assortativity: round(assortativity, 6), mean_distance: round(mean_distance, 6)
            """)
        #expect(
            row == [
                [
                    "14274", "20573", "170445", "6327", "99", "2.88258", "10320", "1433", "25", "0.111361", "0.386786",
                    "7.348126",
                ]
            ])
    }

    @Test func shortestPath() throws {
        let row = try Konect.ask(#"paths from node "1" to node "10333" via linked | select hops"#)
        #expect(row == [["15"]])
    }

    @Test func measures() throws {
        let rows = try Konect.ask(
            """
            nodes | top 3 by pagerank(via: linked)
            | select id, degree(via: linked), p: round(pagerank(via: linked), 9), component(via: linked)
            """)
        #expect(
            rows == [
                ["141", "99", "0.001015317", "1"], ["36", "77", "0.000952221", "1"], ["341", "61", "0.000890592", "1"],
            ])
        let clustering = try Konect.ask(
            #"nodes | where id in ["1", "2", "3"] | sort id | select c: round(clustering(via: linked), 9)"#)
        #expect(clustering == [["0.08496732"], ["0.233333333"], ["0.194736842"]])
    }
}

enum Konect {
    private static let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/data/konect-twin.txt")

    static let exists = FileManager.default.fileExists(atPath: source.path)

    /// Made into a folder of two tables, once.
    private static let session = Result { () throws -> Session in
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-konect-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pairs = try String(contentsOf: source, encoding: .utf8).split(whereSeparator: \.isNewline)
            .filter { !$0.hasPrefix("%") }.map { $0.split(whereSeparator: \.isWhitespace).prefix(2) }
        let nodes = Set(pairs.flatMap { $0 }).sorted()
        func write(_ text: String, _ name: String) throws {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        try write(nodes.joined(separator: "\n") + "\n", "nodes.tsv")
        try write(pairs.map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n", "links.tsv")
        try write(
            """
            languages en
            type node plural nodes
              from  "nodes.tsv" columns id
              id    key
            type tie plural ties
              from  "links.tsv" columns a, b
              a     -> node  inverse outgoing
              b     -> node  inverse incoming
            """, "schema.ties")
        try write("let node.linked = outgoing.b union incoming.a", "prelude.naru")
        return Session(try Dataset(contentsOf: [folder.path]), today: 0)
    }

    static func ask(_ program: String) throws -> [[String?]] {
        let session = try session.get()
        let compilation = session.compile(SourceText(name: "query", text: program))
        guard let query = compilation.program?.queries.last else { throw Refused(found: compilation.diagnostics) }
        var rows: [[String?]] = []
        _ = try session.run(query, of: compilation, parameters: [:]) { batch in
            rows += batch.map { $0.map { $0 == .absent ? nil : $0.plainText } }
            return true
        }
        return rows
    }

    struct Refused: Error { var found: [Diagnostic] }
}
