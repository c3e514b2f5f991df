import Foundation
import Naru
import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax

/// A dataset made for one test, asked through the whole of the engine.
struct Scratch {
    private let session: Session

    /// Loads a schema and records from a folder of their own.
    init(schema: String, records: String, today: String = "2025-01-01") throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "naru-model-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try schema.write(to: folder.appending(path: "schema.ties"), atomically: true, encoding: .utf8)
        try records.write(to: folder.appending(path: "records.ties"), atomically: true, encoding: .utf8)
        session = Session(try Dataset(contentsOf: [folder.path]), today: PartialDate(today)?.first ?? 0)
    }

    /// The bundled dataset.
    init() throws {
        session = Session(try Dataset.loadBundled(), today: PartialDate("2025-01-01")?.first ?? 0)
    }

    struct Answer {
        var columns: [String]
        var types: [ValueType]
        /// Each cell as `text(x)` has it; an absent value is nil.
        var rows: [[String?]]
        var values: [[Value]]
        var unknown: Int
        var warnings: [String]
    }

    /// The answer of a program's last query.
    func ask(_ program: String) throws -> Answer {
        let compilation = session.compile(SourceText(name: "query", text: program))
        let errors = compilation.diagnostics.filter { $0.severity == .error }
        guard let query = compilation.program?.queries.last, errors.isEmpty else {
            throw Refusal(program: program, messages: errors.map { "\($0.code) \($0.message.english)" })
        }
        var values: [[Value]] = []
        let summary = try session.run(query, of: compilation, parameters: [:]) { batch in
            values += batch
            return true
        }
        let rows = values.map { $0.map { $0 == .absent ? nil : $0.plainText } }
        return Answer(
            columns: query.columns.map(\.name), types: query.resultColumns.map(\.type), rows: rows, values: values,
            unknown: summary.unknown, warnings: summary.warnings.map(\.code.description))
    }

    struct Refusal: Error, CustomStringConvertible {
        var program: String
        var messages: [String]
        var description: String { messages.joined(separator: "; ") + " in " + program.prefix(400) }
    }
}

extension Scratch {
    /// One row's answers to many expressions: `select e0: …, e1: …` over the
    /// rows of a source, first by row, then by expression.
    func table(_ expressions: [String], over source: String) throws -> [[String?]] {
        let columns = expressions.enumerated().map { "e\($0): \($1)" }
        return try ask("\(source) | select " + columns.joined(separator: ", ")).rows
    }
}
