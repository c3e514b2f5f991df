import Foundation
import Testing

@testable import NaruSyntax

/// What the plain files in `Tests/Golden/syntax` say comes of programs:
/// tokens and trees of `x.naru` in `x.tokens` and `x.ast`, and in `.diag` files
/// programs together with the diagnostics they get.
@Suite struct SyntaxGoldenTests {
    static let programs: [String] = Repository.files(under: "Tests/Golden/syntax", suffix: ".naru")
    static let reports: [String] = Repository.files(under: "Tests/Golden/syntax", suffix: ".diag")

    @Test(arguments: programs)
    func tokens(path: String) throws {
        let source = try source(path)
        let lines = Lexer.tokens(of: source).tokens.map { token in
            let place = source.position(of: token.span.start)
            let marks = (token.isFirstOnLine ? " first" : "") + (token.hasSpaceBefore ? " spaced" : "")
            return "\(place.line):\(place.column) \(token.kindWord) \(Notation.text(token.text))\(marks)\n"
        }
        try Golden.check(lines.joined(), path.replacing(".naru", with: ".tokens"))
    }

    @Test(arguments: programs)
    func tree(path: String) throws {
        let result = Parser.parse(try source(path))
        #expect(result.diagnostics.isEmpty)
        try Golden.check(result.program.dump, path.replacing(".naru", with: ".ast"))
    }

    @Test(arguments: programs)
    func canonicalText(path: String) throws {
        let program = Parser.parse(try source(path)).program
        try Golden.check(Printer.print(program), path.replacing(".naru", with: ".printed"))
    }

    @Test(arguments: reports)
    func diagnostics(path: String) throws {
        let language: Language = path.hasSuffix(".ko.diag") ? .korean : .english
        let written = DiagnosticCase.read(try Repository.text(path))
        #expect(!written.isEmpty)
        let cases = written.map { item in
            let found = parse(item.program).diagnostics
            let rendered = DiagnosticRenderer(language: language)
                .render(found, in: SourceText(name: "query", text: item.program))
            return DiagnosticCase(title: item.title, program: item.program, rendered: rendered)
        }
        try Golden.check(cases.map(\.text).joined(separator: "\n"), path)
    }

    private func source(_ path: String) throws -> SourceText {
        let data = try Data(contentsOf: Repository.root.appending(path: path))
        return SourceText(name: path, utf8: Array(data))
    }
}

enum Golden {
    static let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"

    static func check(_ text: String, _ path: String) throws {
        if isRecording {
            try text.write(to: Repository.root.appending(path: path), atomically: true, encoding: .utf8)
            Issue.record("recorded \(path); look at the difference, then run without RECORD_SNAPSHOTS")
        } else {
            #expect(try Repository.text(path) == text, "\(path) has changed")
        }
    }
}

/// `=== title`, a program, `---`, its rendered diagnostics.
struct DiagnosticCase {
    var title: String
    var program: String
    var rendered: String

    var text: String { "=== \(title)\n\(program)\n---\n\(rendered)" }

    static func read(_ text: String) -> [DiagnosticCase] {
        ("\n" + text).components(separatedBy: "\n=== ").dropFirst().map { part in
            let halves = part.components(separatedBy: "\n---\n")
            let lines = halves[0].components(separatedBy: "\n")
            return DiagnosticCase(
                title: lines[0], program: lines.dropFirst().joined(separator: "\n"),
                rendered: halves.dropFirst().joined())
        }
    }
}

extension Token {
    fileprivate var kindWord: String {
        switch kind {
        case .name: isQuoted ? "quoted-name" : "name"
        case .reserved: "reserved"
        case .parameter: "parameter"
        case .number: "number"
        case .text: "text"
        case .date: "date"
        case .symbol: "symbol"
        case .unreadable: "unreadable"
        case .end: "end"
        }
    }
}
