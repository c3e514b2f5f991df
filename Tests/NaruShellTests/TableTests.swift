import Foundation
import TestSupport
import Testing

/// Tables on the command line: with mistakes in them, and schemas for them.
@Suite struct TableTests {
    private static let table = "id,name,people\na,Ansan,1\nb,Busan,many\nc\n"

    @Test func lenientlyTheRestIsAsked() throws {
        try inScratch { folder in
            try write(Self.table, "towns.csv", folder)
            let arguments = ["--data", "towns.csv", "towns | select id, people"]
            #expect(try Tool.run(arguments, folder: folder).status == 5)
            let lenient = try Tool.run(["--lenient"] + arguments, folder: folder)
            #expect(lenient.status == 0)
            #expect(lenient.output == "id,people\na,1\nb,many\n")
            #expect(lenient.errors.contains("error[E3060]") && lenient.errors.contains("--> towns.csv:4:1"))
            #expect(lenient.errors.contains("note: left out: 1 row, and 0 values or lines"))
            let quiet = try Tool.run(["--quiet", "--lenient"] + arguments, folder: folder)
            #expect(quiet.errors.contains("error[E3060]"))
        }
    }

    @Test func checkingLenientlyGoesOnAndFails() throws {
        try inScratch { folder in
            try write(Self.table, "towns.csv", folder)
            let strict = try Tool.run(["check", "towns.csv"], folder: folder)
            #expect(strict.status == 5 && !strict.errors.contains("by "))
            let lenient = try Tool.run(["check", "--lenient", "towns.csv"], folder: folder)
            #expect(lenient.status == 5 && lenient.errors.contains("error[E3060]"))
            #expect(lenient.errors.contains("towns.csv: 0 errors"), "\(lenient.errors)")
        }
    }

    @Test func aMistakeInThePreludeNamesItsFile() throws {
        try inScratch { folder in
            try write("id,name\na,Ansan\n", "towns.csv", folder)
            try write("let first = towns | where nmae = \"x\"\nlet second = = 1\n", "prelude.naru", folder)
            let outcome = try Tool.run(["--data", ".", "towns"], folder: folder)
            #expect(outcome.status == 5)
            #expect(outcome.errors.contains("--> ./prelude.naru:1:27"), "\(outcome.errors)")
            #expect(outcome.errors.contains("--> ./prelude.naru:2:14"), "\(outcome.errors)")
        }
    }

    @Test func anInferredSchemaLoads() throws {
        try inScratch { folder in
            try write("code,name\na,Ansan\nb,Busan\n", "cities.csv", folder)
            try write("{\"one\": \"a\", \"other\": \"b\"}\n", "twinnings.ndjson", folder)
            let inferred = try Tool.run(["schema", "infer", "cities.csv", "twinnings.ndjson"], folder: folder)
            #expect(inferred.status == 0 && inferred.errors.isEmpty)
            try write(inferred.output, "schema.ties", folder)
            let answer = try Tool.run(["--data", ".", "twinnings | select one.name, other.code"], folder: folder)
            #expect(answer.output == "name,code\nAnsan,b\n", "\(answer.errors)")
            #expect(try Tool.run(["schema", "guess", "cities.csv"], folder: folder).status == 2)
            #expect(try Tool.run(["schema", "infer", "missing.csv"], folder: folder).status == 5)
        }
    }

    @Test func aBrokenQuotationCostsItsOwnRow() throws {
        try inScratch { folder in
            let rows = (1...8).map { "\"t\"\($0),0\n" }.joined()
            try write("town,n\nGunsan,1\n\(rows)Mokpo,3\n\"Yeosu,4\nUlsan,5\n", "towns.csv", folder)
            let outcome = try Tool.run(["--data", "towns.csv", "--lenient", "towns | select town"], folder: folder)
            #expect(outcome.output == "town\nGunsan\nMokpo\nUlsan\n")
            #expect(outcome.errors.contains("left out: 9 rows, and 0 values or lines"), "\(outcome.errors)")
            #expect(outcome.errors.contains("4 more like these are not shown"), "\(outcome.errors)")
        }
    }

    @Test func howATableIsRead() throws {
        try inScratch { folder in
            try write("a title\nname,n\nx,1\ny,-9\n", "t.csv", folder)
            func output(_ arguments: String...) throws -> String {
                try Tool.run(["--quiet"] + arguments, folder: folder).output
            }
            #expect(try output("--data", "t.csv", "--header", "2", "rows | select name, n") == "name,n\nx,1\ny,-9\n")
            #expect(try output("--data", "t.csv", "--absent", "x,-9", "rows | select name, n") == "name,n\n,1\ny,\n")
            try write("x,1\ny,-9\n", "u.csv", folder)
            #expect(try output("--data", "u.csv", "--header", "none", "count(u)") == "value\n2\n")
            let wrong = try Tool.run(["--data", "t.csv", "--encoding", "koi8", "rows"], folder: folder)
            #expect(wrong.status == 2 && wrong.errors.contains("shift-jis"))
            #expect(try Tool.run(["--data", "t.csv", "--header", "0", "rows"], folder: folder).status == 2)
            #expect(try Tool.run(["--data", "t.csv", "--edges", "name", "rows"], folder: folder).status == 2)
            #expect(try Tool.run(["--data", "t.csv", "--edges", "name,m", "rows"], folder: folder).status == 5)
        }
    }

    @Test func aGraphOfAnEdgeList() throws {
        try inScratch { folder in
            try write("from,to\na,b\nc,b\n", "ties.csv", folder)
            let arguments = ["--data", "ties.csv", "--edges", "from,to", "reach from node \"a\" via partners up to 2"]
            #expect(try Tool.run(arguments, folder: folder).output == "node,hops\nb,1\nc,2\n")
        }
    }

    private func inScratch(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func write(_ text: String, _ name: String, _ folder: URL) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }
}
