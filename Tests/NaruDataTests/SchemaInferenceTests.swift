import Foundation
import NaruData
import Testing

/// A schema that was found for tables loads them, with links between them.
struct SchemaInferenceTests {
    /// Infers a schema for files, puts it beside copies of them, and loads that.
    private func roundTrip(_ files: [(name: String, bytes: Data)]) throws -> (schema: String, dump: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for file in files { try file.bytes.write(to: folder.appending(path: file.name)) }
        let schema = try SchemaInference(paths: files.map { folder.appending(path: $0.name).path }).text
        try Data(schema.utf8).write(to: folder.appending(path: "schema.ties"))
        return (schema, DatasetDump.text(try DatasetLoader.load(paths: [folder.path])))
    }

    private func fixture(_ path: String) throws -> (name: String, bytes: Data) {
        let file = SharedData.repository.appending(path: "Tests/Conformance/data/\(path)")
        return (file.lastPathComponent, try Data(contentsOf: file))
    }

    /// Columns that no field can hold are told as comments.
    @Test(arguments: [
        "sheets/ties.xlsx", "sheets/several.xlsx", "odd-database/odd.sqlite", "envelopes/lists.json",
        "envelopes/nested.json", "envelopes/own.json", "graphs/ties.graphml",
    ])
    func whatIsFoundLoads(_ file: String) throws {
        #expect(try !roundTrip([fixture(file)]).schema.isEmpty)
    }

    @Test func separatedTables() throws {
        let cities = """
            code,name,kind,signed,type,twins
            a,Ansan,port,2023.1.31,x;y,b
            b,Busan,port,2023.12.1,x,a;c
            c,Chongju,inland,,z,
            d,Daegu,inland,,,a
            e,Eumseong,inland,,,
            f,Fukuoka,port,,,
            """
        let visits = "from\tto\tday\tpeople\na\tb\t01/02/2024\t3\nb\tc\t03/12/2024\t4\n"
        let (schema, dump) = try roundTrip([
            ("cities.csv", Data(cities.utf8)), ("visits.tsv", Data(visits.utf8)),
        ])
        #expect(
            schema == """
                type city plural cities
                  from "cities.csv"
                  code text key  # all different, and other columns hold its values
                  name text label
                  kind enum inland, port
                  signed date format "yyyy.M.d"
                  type_ text map "type"
                  twins -> city many separator ";"  # all 3 values are in cities.code

                type visit plural visits
                  from "visits.tsv"
                  `from` -> city  # all 2 values are in cities.code
                  to -> city  # all 2 values are in cities.code
                  day text
                  people int

                """)
        #expect(dump.contains("visit"))
    }

    @Test func unambiguousDays() throws {
        let (schema, dump) = try roundTrip([("days.csv", Data("day,n\n31/12/2023,1\n01/02/2024,2\n".utf8))])
        #expect(schema.contains("day date format \"dd/MM/yyyy\""))
        #expect(dump.contains("2024-02-01"))
    }

    @Test func json() throws {
        let (schema, dump) = try roundTrip([
            try fixture("tables-only/cities.json"), try fixture("tables-only/pairs.tsv"),
            try fixture("tables-only/notes.ndjson"),
        ])
        #expect(
            schema == """
                type city plural cities
                  from "cities.json"
                  id key  # called id, and all different
                  name text label
                  people int
                  signed date
                  postcode text
                  tags text many

                type pair plural pairs
                  from "pairs.tsv"
                  a -> city  # its value is in cities.id
                  b -> city  # its value is in cities.id

                type note plural notes
                  from "notes.ndjson"
                  text text
                  n int

                """)
        #expect(dump.contains("520000"))
    }

    @Test func encoding() throws {
        let (schema, dump) = try roundTrip([try fixture("loose/korean.csv")])
        #expect(schema.contains("from \"korean.csv\" encoding cp949\n  도시 text"))
        #expect(dump.contains("시흥"))
    }

    @Test func database() throws {
        let (schema, dump) = try roundTrip([try fixture("database/world.sqlite")])
        #expect(
            schema.contains(
                "  from \"world.sqlite\" table `twin pairs`\n  x -> city  # all 2 values are in cities.id\n"))
        #expect(schema.contains("  `opened on` date format \"dd.MM.yyyy\"\n"))
        #expect(dump.contains("San Diego"))
    }
}
