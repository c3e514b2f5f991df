import Foundation
import NaruData
import NaruSyntax
import Testing

/// The canonical layout of `.ties` files.
struct TiesFormatterTests {
    @Test(arguments: [
        ("", ""), ("\n\n# a\n\n\n# b  ", "# a\n\n# b\n"), ("city a\r\n\r\n\r\ncity b", "city a\n\ncity b\n"),
        ("city a # x", "city a  # x\n"), ("city a\n name ko \"x\"", "city a\n  name ko     \"x\"\n"),
        (
            "city a\n   name \"x\"\n     <a1 \"q\"@3 origin b",
            "city a\n  name        \"x\"\n    < a1 \"q\" @3 origin b\n"
        ),
        ("city a\n < a1 \"q\"\n name \"#x\" # y\n", "city a\n    < a1 \"q\"\n  name        \"#x\"  # y\n"),
        ("city a\n  x a ,b,c:\"d e\"", "city a\n  x           a, b, c:\"d e\"\n"),
        (
            "city a\n  x a, # one\n\n  # two\n b",
            "city a\n  x           a,  # one\n              # two\n              b\n"
        ),
        (
            "city a\n    # in\n  x a\n    # of x\n    note \"n\"\n  # last\ncity b",
            "city a\n  # in\n  x           a\n    # of x\n    note \"n\"\n  # last\ncity b\n"
        ),
        ("\u{FEFF}city a", "\u{FEFF}city a\n"),
        (
            "city a\n  a_field_of_some_length 1\n  b 2 preferred \"x\"",
            "city a\n  a_field_of_some_length  1\n  b                       2 preferred \"x\"\n"
        ),
    ])
    func records(_ text: String, _ expected: String) throws {
        #expect(try format(text, "a.ties") == expected)
        #expect(try format(expected, "a.ties") == expected)
    }

    @Test(arguments: [
        ("languages ko,en", "languages ko, en\n"),
        (
            "type a plural as\n  b->c|d inverse e\n  fg 가 ->  c many inverse  e 나\n",
            "type a plural as\n  b       -> c | d   inverse e\n  fg  가  -> c many  inverse e 나\n"
        ),
        (
            "type a plural as\n  valid b??c..d+e\n  let x 엑스\n  long_name 가 text",
            "type a plural as\n  valid b ?? c .. d + e\n  let x      엑스\n  long_name  가  text\n"
        ),
        (
            "type a plural as\n  from \"x.csv\" columns a,b\n  id key\n  name text",
            "type a plural as\n  from  \"x.csv\" columns a, b\n  id    key\n  name  text\n"
        ),
        (
            "type a plural as\n  k enum a 가 \"A b\",\n\n   b # c\n",
            "type a plural as\n  k  enum a 가 \"A b\", b  # c\n"
        ),
    ])
    func schemas(_ text: String, _ expected: String) throws {
        #expect(try format(text, "schema.ties") == expected)
        #expect(try format(expected, "schema.ties") == expected)
    }

    @Test func longListsBreak() throws {
        let ids = (1...12).map { "record-number-\($0)" }
        let text = try format("city a\n  about \(ids.joined(separator: ","))", "a.ties")
        let lines = text.split(separator: "\n")
        #expect(lines.count == 4 && lines.allSatisfy { DisplayWidth.of($0) <= 100 })
        #expect(lines.dropFirst(2).allSatisfy { $0.hasPrefix("              record") })
        #expect(try format(text, "a.ties") == text)
    }

    @Test(arguments: [
        "city a\n\tname \"x\"", "city a\n  name \"x", "city a\n  name \"\\q\"", " name \"x\"",
        "city a\n  x 1\n y 2", "city a\n  x 1,", "city a\n    < a1 \"q\"\n  x 1\n  < a1 \"q\"",
    ])
    func refused(_ text: String) {
        #expect(throws: DatasetError.self) {
            try TiesFormatter.format(SourceText(name: "a.ties", text: text))
        }
    }

    /// Formatted, a dataset is the same dataset.
    @Test(arguments: [
        "Sources/CNaruDataset/partnerships", "Examples/own-data", "Tests/Golden/data/records",
        "Tests/Golden/data/tables",
        "Tests/Golden/data/blank-separated", "Tests/Conformance/data/harbour", "Tests/Conformance/data/twins",
    ])
    func datasetsReadBack(_ path: String) throws {
        let folder = SharedData.repository.appending(path: path)
        try inCopy(of: folder) { copy in
            let before = try dump(copy)
            try formatAll(copy)
            #expect(try dump(copy) == before)
        }
    }

    /// So is whatever loads of damaged files.
    @Test func damagedDatasetsReadBack() throws {
        var random = SplitMix(seed: 23)
        var compared = 0
        try inCopy(of: SharedData.repository.appending(path: "Tests/Golden/data/records")) { copy in
            let names = ["b.ties", "c.ties", "schema.ties"]
            let files = try names.map { Array(try Data(contentsOf: copy.appending(path: $0))) }
            for _ in 0..<150 {
                let victim = Int.random(in: 0..<names.count, using: &random)
                for (place, name) in names.enumerated() {
                    var bytes = files[place]
                    if place == victim { Self.unsettle(&bytes, &random) }
                    try Data(bytes).write(to: copy.appending(path: name))
                }
                guard let before = try? dump(copy) else { continue }
                let damaged = try String(contentsOf: copy.appending(path: names[victim]), encoding: .utf8)
                try formatAll(copy)
                let formatted = try String(contentsOf: copy.appending(path: names[victim]), encoding: .utf8)
                #expect(try dump(copy) == before, "\(damaged)\n---\n\(formatted)")
                compared += 1
            }
        }
        #expect(compared > 20)
    }

    /// Changes blanks, ends of lines and comments.
    private static func unsettle(_ bytes: inout [UInt8], _ random: inout SplitMix) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let pieces = ["  ", "\n", "\n\n", " # c\n", ",", "\t", "#", "\r\n", " # c"]
        if bytes[place] == UInt8(ascii: " "), Bool.random(using: &random) {
            bytes.remove(at: place)
        } else if let next = bytes[place...].firstIndex(where: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") })
        {
            bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: next)
        }
    }

    // MARK: Helpers

    private func format(_ text: String, _ name: String) throws -> String {
        let formatted = try TiesFormatter.format(SourceText(name: name, text: text))
        return try #require(formatted)
    }

    private func formatAll(_ folder: URL) throws {
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.pathExtension == "ties" {
            let text = try String(contentsOf: file, encoding: .utf8)
            let formatted = try format(text, file.lastPathComponent)
            #expect(try format(formatted, file.lastPathComponent) == formatted, "\(text)")
            try formatted.write(to: file, atomically: true, encoding: .utf8)
        }
    }

    /// A claim shows its value as written; how many blanks stood in it is not
    /// part of what it says.
    private func dump(_ folder: URL) throws -> String {
        let text = DatasetDump.text(try DatasetLoader.load(paths: [folder.path]))
        return text.split(separator: "\n").map { line in
            line.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
        }.joined(separator: "\n")
    }

    private func inCopy(of folder: URL, _ body: (URL) throws -> Void) throws {
        let copy = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: folder, to: copy)
        defer { try? FileManager.default.removeItem(at: copy) }
        try body(copy)
    }
}
