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
