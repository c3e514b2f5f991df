import Foundation
import TestSupport
import Testing

/// Results as files for other tools that draw.
@Suite struct GraphFileTests {
    private static let links = "cities | expand partner: partners | select city: it, partner, name, n: count(partners)"

    /// What `make readers` installs.
    private static let python = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        .appending(path: ".build/readers/bin/python").path
    private static let hasReaders = FileManager.default.isExecutableFile(atPath: python)

    /// Naru's own reader finds the nodes and edges that the query gives.
    @Test(arguments: ["graphml", "gexf"])
    func readsBack(_ ending: String) throws {
        try TemporaryFolder.with { folder in
            #expect(try Tool.run(["-o", "x.\(ending)", Self.links], folder: folder).status == 0)
            let ends = "source: it.source.label, target: it.target.label, name, n"
            let edges = try Tool.run(
                ["--data", "x.\(ending)", "--format", "csv", "edges | select \(ends)"], folder: folder)
            #expect(edges.status == 0, "\(edges.errors)")
            let rows = try Tool.run(
                ["--format", "csv", "\(Self.links) | select source: city.label, target: partner.label, name, n"],
                folder: folder)
            #expect(Self.sorted(edges.output) == Self.sorted(rows.output))
            #expect(rows.output.split(separator: "\n").count > 5)
        }
    }

    @Test func placesReadBack() throws {
        try TemporaryFolder.with { folder in
            let query = "cities | select name, n: count(partners)"
            #expect(try Tool.run(["-o", "x.geojson", "\(query), city: it"], folder: folder).status == 0)
            let read = try Tool.run(
                ["--data", "x.geojson", "--format", "csv", "rows | select name, n"], folder: folder)
            #expect(read.status == 0, "\(read.errors)")
            #expect(Self.sorted(read.output) == Self.sorted(try Tool.run(["--format", "csv", query]).output))
        }
    }

    // MARK: Real readers

    private static let typed = """
        agreements | expand a: parties | expand b: parties | where a != b
        | select from: a, to: b, title, n: count(parties), share: 1 / count(parties), new: signed >= @2024
        """

    /// Nodes with their coordinates and edges with their attributes are those that
    /// queries give.
    @Test(.enabled(if: hasReaders, "needs `make readers`"), arguments: ["graphml", "gexf", "dot"])
    func graphReadersReadTheSame(_ ending: String) throws {
        try TemporaryFolder.with { folder in
            let file = "x.\(ending)"
            let written = try Tool.run(["-o", file, Self.typed], folder: folder)
            #expect(written.status == 0, "\(written.errors)")
            let columns = "title n share new"
            let lines = try Self.read(file, columns, folder)
            let edges = try Tool.run([
                "--format", "tsv", "--no-header",
                "\(Self.typed) | select f: from.id, t: to.id, title, n, share, new",
            ])
            let seen = lines.filter { !$0.hasPrefix("node\t") }
            #expect(seen.map(Self.rounded).sorted() == edges.output.split(separator: "\n").map(Self.rounded).sorted())
            #expect(seen.count > 20)
            let places = try Tool.run([
                "--format", "tsv", "--no-header",
                "\(Self.typed) | select i: from.id, l: from.label",
            ])
            let nodes = lines.filter { $0.hasPrefix("node\t") }.map {
                $0.split(separator: "\t")[1...2].joined(separator: "\t")
            }
            #expect(Set(nodes) == Set(places.output.split(separator: "\n").map(String.init)))
            let cities = try Tool.run(["--format", "tsv", "--no-header", "cities | select id, at"])
            for city in cities.output.split(separator: "\n") {
                let words = city.split(whereSeparator: \.isWhitespace)
                guard let node = lines.first(where: { $0.hasPrefix("node\t\(words[0])\t") }) else { continue }
                #expect(node.split(separator: "\t").suffix(2).map { Double($0) } == words.suffix(2).map { Double($0) })
            }
        }
    }

    @Test(.enabled(if: hasReaders, "needs `make readers`"), arguments: ["graphml", "gexf"])
    func valuesHaveTheirTypes(_ ending: String) throws {
        try TemporaryFolder.with { folder in
            #expect(try Tool.run(["-o", "x.\(ending)", Self.typed], folder: folder).status == 0)
            let types = Set(try Self.read("x.\(ending)", "types title n share new", folder).suffix(10))
            #expect(types == ["str\tstr\tstr\tint\tfloat\tbool"])
        }
    }

    /// Points where a row has one place, lines where it has two; what has no place
    /// is there without a shape.
    @Test(
        .enabled(if: hasReaders, "needs `make readers`"), arguments: ["geojson", "kml"],
        [
            ("cities | select city: it, name, n: count(partners)", "city.at"),
            ("cities | expand p: partners | select from: it, to: p, name, n: count(partners)", "from.at, to.at"),
        ])
    func mapReadersReadTheSame(_ ending: String, _ asked: (query: String, places: String)) throws {
        try TemporaryFolder.with { folder in
            #expect(try Tool.run(["-o", "x.\(ending)", asked.query], folder: folder).status == 0)
            // KML has a name of its own.
            let lines = try Self.read("x.\(ending)", ending == "kml" ? "name_ n" : "name n", folder)
            let isLines = asked.places.contains(",")
            let places = isLines ? "a: from.at, b: to[is place].at" : "a: city.at"
            let rows = try Tool.run([
                "--format", "tsv", "--no-header", "\(asked.query) | select \(places), name, n",
            ])
            let due = rows.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
                row -> String in
                let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
                let ends = cells.prefix(isLines ? 2 : 1).map {
                    $0.split(separator: " ").reversed().joined(separator: " ")
                }
                let place = ends.contains("") ? "" : ends.joined(separator: " ")
                return ([place] + cells.suffix(2).map(String.init)).joined(separator: "\t")
            }
            #expect(lines.map(Self.rounded).sorted() == due.map { Self.rounded($0[...]) }.sorted(), "\(rows.errors)")
            #expect(lines.count > 5)
        }
    }

    private static func read(_ file: String, _ columns: String, _ folder: URL) throws -> [Substring] {
        let script = FileManager.default.currentDirectoryPath + "/Tests/Scripts/readers.py"
        let seen = try Tool.shell("'\(python)' '\(script)' \(file) \(columns)", folder: folder)
        #expect(seen.status == 0, "\(seen.errors)")
        return seen.output.split(separator: "\n")
    }

    /// Numbers to ten digits, as the script writes them.
    private static func rounded(_ line: Substring) -> String {
        line.split(separator: "\t", omittingEmptySubsequences: false)
            .map { cell in
                cell.split(separator: " ").map { word in
                    Double(word).map { String(format: "%.8g", $0) } ?? String(word)
                }.joined(separator: " ")
            }
            .joined(separator: "\t")
    }

    // MARK: Bounds

    @Test func mermaidIsForPagesAndSoIsSmall() throws {
        let graph = try Tool.run(["--format", "mermaid", Self.links])
        #expect(graph.output.hasPrefix("graph LR\n") && graph.output.contains(" ---|\""))
        let times = try Tool.run(["--format", "mermaid", "# When\nagreements | select title, signed"])
        #expect(times.output.hasPrefix("timeline\n  title When\n  2019-05 : "))
        let much = try Tool.run([
            "--format", "mermaid", "pairs((claims)) | select from: first.id, to: second.id | take 300",
        ])
        #expect(much.errors.contains("[E5226]") && much.output.isEmpty, "\(much.errors)")
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
        (["--format", "gexf", "cities | select name"], "E5222"),
        (["--format", "dot", "cities | select name"], "E5222"),
        (["--format", "geojson", "cities | select name"], "E5222"),
        (["--format", "kml", "agreements | select title"], "E5222"),
        (["--format", "mermaid", "cities | select name"], "E5222"),
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
