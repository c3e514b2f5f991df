package import Naru
import NaruSyntax

/// Runs the programs of a command line in their order.
struct BatchRun {
    let runner: ProgramRunner
    let keepsGoing: Bool
    let reporter: Reporter

    /// The status of the first one that failed, or success.
    func run(_ inputs: [Input]) throws(ShellFailure) -> ExitStatus {
        var status = ExitStatus.success
        var sources: [SourceText] = []
        for input in inputs {
            do {
                sources.append(try BatchRun.text(of: input))
            } catch  where keepsGoing {
                reporter.report(error)
                status = error.status
            }
        }
        // A program alone knows its own.
        if sources.count > 1 { runner.expect(sources) }
        for source in sources {
            let result = try runner.run(source)
            if status == .success { status = result }
            if result != .success, !keepsGoing || result == .interrupted { break }
        }
        return status
    }

    static func text(of input: Input) throws(ShellFailure) -> SourceText {
        switch input {
        case .query(let text): SourceText(name: "query", text: text)
        case .file(let path): try InputText.program(path)
        case .standardInput: try InputText.program(nil)
        }
    }
}

/// Finds imported files relative to the file that imports them.
enum ImportReader {
    @Sendable static func read(_ path: String, from importer: String) -> SourceText? {
        InputText.imported(resolved(path, from: importer))
    }

    /// One name a file, so that importing it twice or in a circle is noticed.
    static func resolved(_ path: String, from importer: String) -> String {
        let folder = importer.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let joined = path.hasPrefix("/") || !importer.contains("/") ? path : folder + "/" + path
        var parts: [Substring] = []
        for part in joined.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (joined.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}

/// How programs are run and their results shown.
package struct RunOptions: Sendable {
    package var format = OutputFormat.csv
    package var formatting = FormatOptions()
    /// Rows to write of each result; nil for all.
    package var maximumRows: Int?
    /// Parse and check only.
    package var checksOnly = false
    /// Go on after a query that failed.
    package var keepsGoing = false
    /// Tell what each query took.
    package var showsStatistics = false
    /// What parameters are given, by their names.
    package var parameters: [String: ParameterInput] = [:]

    package init() {}
}
