import Foundation
import Naru
import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax
import Synchronization

/// Runs a case and writes down what came out, in the form of its expected part.
///
/// A line `! CODE @line:column words` for each diagnostic, then for each query
/// its rows as CSV and, where there were any, `# unknown N`, `# left out N` and
/// `# dropped N`.
struct CaseRunner {
    var disabledRules: Set<String> = []
    var threads = 1
    var batchSize: Int?
    var datasets = Datasets.shared

    func outcome(of test: ConformanceCase) -> String {
        do {
            let dataset = try datasets.dataset(test.data)
            let mistakes = dataset.diagnostics
            guard mistakes.isEmpty else {
                return mistakes.map { describe($0, SourceText(name: "", text: "")) }.joined(separator: "\n")
            }
            var session = Session(dataset, today: day(test.today), language: test.language, withoutRules: disabledRules)
            session.threads = threads
            if let batchSize { session.batchSize = batchSize }
            return test.isCheck ? try check(test, session) : run(test, session)
        } catch {
            return error.diagnostics.map { describe($0, SourceText(name: "", text: "")) }.joined(separator: "\n")
        }
    }

    /// What `naru check` finds; the articles stand beside the dataset.
    private func check(_ test: ConformanceCase, _ session: Session) throws(DatasetError) -> String {
        let dataset = session.dataset.loaded
        var findings = PrivacyCheck.findings(in: dataset)
        let articles = Repository.conformance.appending(path: "data/\(test.data ?? "")/articles").path
        if FileManager.default.fileExists(atPath: articles) {
            findings += try QuoteCheck(dataset, articles: articles).findings
        }
        do throws(RunFailure) {
            findings += try DatasetCheck(session).findings
        } catch {
            findings += error.diagnostics
        }
        let none = SourceText(name: "", text: "")
        return findings.map { finding in
            let file = finding.source?.name.split(separator: "/").last.map(String.init) ?? ""
            let code = "! \(finding.code) "
            return "\(code)\(finding.severity) \(file)" + describe(finding, none).dropFirst(code.count)
        }.joined(separator: "\n")
    }

    private func run(_ test: ConformanceCase, _ session: Session) -> String {
        let source = SourceText(name: "query", text: test.program)
        let compilation = session.compile(source, importing: Self.imported)
        var lines = compilation.diagnostics.map { describe($0, source) }
        for query in compilation.program?.queries ?? [] {
            var rows = [query.columns.map { field($0.name) }.joined(separator: ",")]
            do {
                let summary = try session.run(query, of: compilation, parameters: test.parameters) { batch in
                    rows += batch.map(line)
                    return true
                }
                if let difference = try difference(query, of: compilation, rows, test, session) {
                    lines.append(difference)
                }
                lines += summary.warnings.map { describe($0, source) } + rows
                if summary.unknown > 0 { lines.append("# unknown \(summary.unknown)") }
                if summary.outside > 0 { lines.append("# outside \(summary.outside)") }
                if summary.leftOut > 0 { lines.append("# left out \(summary.leftOut)") }
                if summary.dropped > 0 { lines.append("# dropped \(summary.dropped)") }
            } catch {
                lines += error.diagnostics.map { describe($0, source) }
            }
        }
        return lines.joined(separator: "\n")
    }

    /// A query that nobody asks for counts is planned more freely; it gives the
    /// same rows.
    private func difference(
        _ query: OutputQuery, of compilation: Compilation, _ rows: [String], _ test: ConformanceCase, _ session: Session
    ) throws(RunFailure) -> String? {
        var others = Array(rows.prefix(1))
        _ = try session.run(query, of: compilation, parameters: test.parameters, counting: false) { batch in
            others += batch.map(line)
            return true
        }
        return others == rows ? nil : "# without counts the rows are \(others.dropFirst())"
    }

    /// Imports are read from `Tests/Conformance/imports`.
    static let imported: ImportResolver = { path, _ in
        let file = Repository.conformance.appending(path: "imports/\(path)")
        return (try? String(contentsOf: file, encoding: .utf8)).map { SourceText(name: path, text: $0) }
    }

    private func day(_ text: String) -> Int32 { PartialDate(text)?.first ?? 0 }

    /// A row that is one absent value says so: an empty line would not be seen.
    private func line(_ row: [Value]) -> String {
        row == [.absent] ? "(absent)" : row.map(cell).joined(separator: ",")
    }

    /// Absent values are empty, an empty text is quoted.
    private func cell(_ value: Value) -> String {
        if case .text("") = value { return "\"\"" }
        return field(value.plainText)
    }

    private func field(_ cell: String) -> String {
        let text = cell.replacingOccurrences(of: Repository.conformance.path + "/", with: "")
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    private func describe(_ diagnostic: Diagnostic, _ source: SourceText) -> String {
        var words = ["! \(diagnostic.code)"]
        if let span = diagnostic.span { words.append("@" + place(span.start, diagnostic.source ?? source)) }
        words.append(diagnostic.message.english)
        if let label = diagnostic.caption(in: source) { words.append("| \(label.english)") }
        words += diagnostic.helpLines(in: source).map(\.english).filter { !$0.isEmpty }.map { "= \($0)" }
        return words.joined(separator: " ").replacingOccurrences(of: "\n", with: " ")
            .replacingOccurrences(of: Repository.conformance.path + "/", with: "")
    }

    private func place(_ offset: Int, _ source: SourceText) -> String {
        let before = source.utf8.prefix(offset)
        let line = before.filter { $0 == UInt8(ascii: "\n") }.count + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
        return "\(line):\(column)"
    }
}

/// Each dataset is loaded once.
final class Datasets: Sendable {
    static let shared = Datasets { $0 }
    /// The same, written as snapshots and opened again.
    static let snapshots = Datasets { dataset throws(DatasetError) in
        // Of wrong definitions nobody makes one: `naru build` tells what is wrong.
        if dataset.diagnostics.contains(where: { $0.severity == .error }) { return dataset }
        // A snapshot doesn't keep what most cells of a column looked like.
        if dataset.loaded.store.schema.fields.contains(where: { $0.majority != nil }) { return dataset }
        let path = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString).narudb").path
        // What is mapped stays readable when its name is gone.
        defer { try? FileManager.default.removeItem(atPath: path) }
        do throws(WriteFailure) {
            try SnapshotFile.write(dataset.loaded, to: path)
        } catch {
            throw DatasetError([])
        }
        return try Dataset(contentsOf: [path])
    }
    private let loaded = Mutex<[String: Dataset]>([:])
    private let prepared: @Sendable (Dataset) throws(DatasetError) -> Dataset

    private init(_ prepared: @escaping @Sendable (Dataset) throws(DatasetError) -> Dataset) {
        self.prepared = prepared
    }

    func dataset(_ name: String?) throws(DatasetError) -> Dataset {
        if let dataset = loaded.withLock({ $0[name ?? ""] }) { return dataset }
        let dataset =
            if let name {
                try Dataset(contentsOf: [Repository.conformance.appending(path: "data/\(name)").path])
            } else {
                try Dataset.loadBundled()
            }
        let opened = try prepared(dataset)
        loaded.withLock { $0[name ?? ""] = opened }
        return opened
    }
}
