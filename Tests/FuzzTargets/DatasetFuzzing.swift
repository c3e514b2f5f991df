import Naru
import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax

enum TiesFuzzing {
    /// Files follow each other behind a byte of zero: the schema, the records, the
    /// prelude.
    static func run(_ bytes: [UInt8]) {
        let names = ["schema.ties", "records.ties", "prelude.naru"]
        let files = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
        let sources = zip(names, files).map { SourceText(name: $0, text: String(decoding: $1, as: UTF8.self)) }
        do throws(DatasetError) {
            Questions.ask(Dataset(loaded: try DatasetLoader.of(files: sources, name: "f")))
        } catch {
            Questions.show(error.diagnostics)
        }
    }
}

enum FileFuzzing {
    static let texts = ["csv", "tsv", "txt", "json", "ndjson"]
    static let parts = ["xlsx", "csv.gz", "sqlite", "graphml", "gexf"]

    /// The first byte says what is in the rest.
    static func run(_ bytes: [UInt8], endings: [String]) {
        guard let first = bytes.first else { return }
        let ending = endings[Int(first) % endings.count]
        let path = FuzzFolder.write(bytes.dropFirst(), as: "t.\(ending)")
        for isLenient in [false, true] {
            do throws(DatasetError) {
                let options = LoadOptions(isLenient: isLenient, threads: 1)
                Questions.ask(Dataset(loaded: try DatasetLoader.load(paths: [path], options: options)))
            } catch {
                Questions.show(error.diagnostics)
            }
        }
    }
}

/// What is asked of a dataset that loads.
enum Questions {
    static func ask(_ dataset: Dataset) {
        show(dataset.loaded.warnings + dataset.diagnostics)
        dataset.loaded.store.readAll()
        var session = Session(dataset, limits: Limits(time: .seconds(5), memory: .bytes(1 << 28)))
        session.threads = 1
        for type in dataset.loaded.catalog.schema.declaredTypes.dropFirst().prefix(4) {
            run("`\(type.plural)` | take 3", session)
            run("`\(type.plural)` | with sources | take 3", session)
        }
    }

    static func run(_ text: String, _ session: Session) {
        let source = SourceText(name: "query", text: text)
        let compilation = session.compile(source)
        show(compilation.diagnostics, in: source)
        for query in compilation.program?.queries ?? [] {
            do throws(RunFailure) {
                let plain = PlainText(language: nil)
                let json = ValueJSON(language: nil)
                let summary = try session.run(query, of: compilation, parameters: [:]) { rows in
                    for row in rows {
                        for value in row { _ = (plain.text(value), json.text(value)) }
                    }
                    return true
                }
                show(summary.warnings, in: source)
            } catch {
                show(error.diagnostics, in: source)
            }
        }
    }

    static func show(_ diagnostics: [Diagnostic], in source: SourceText = SourceText(name: "", text: "")) {
        let renderer = DiagnosticRenderer(language: .korean, width: 60)
        for diagnostic in diagnostics.prefix(20) {
            let text = renderer.render(diagnostic, in: source)
            precondition(
                !text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "a message with control characters")
        }
    }
}
