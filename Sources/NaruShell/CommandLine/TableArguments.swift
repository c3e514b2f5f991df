import ArgumentParser
import NaruData

/// How tables without a schema are read, as it stands on the command line.
struct TableArguments: ParsableArguments {
    @Option var encoding: String?

    @Option(parsing: .unconditional) var header: String?

    @Option(parsing: .unconditional) var absent: String?

    @Option var edges: String?

    @Option var allowOutside: [String] = []

    var given: GivenTables {
        GivenTables(
            encoding: encoding, header: header, absent: absent, edges: edges, allowedOutside: allowOutside)
    }
}

struct GivenTables: Equatable {
    var encoding: String?
    var header: String?
    var absent: String?
    var edges: String?
    /// Folders that a dataset may lead to.
    var allowedOutside: [String] = []

    func options() throws(ShellFailure) -> TableOptions {
        var options = TableOptions()
        if let name = encoding {
            guard let encoding = TextEncoding(name: name) else {
                throw .unknownChoice(name, option: "--encoding", choices: TextEncoding.names)
            }
            options.encoding = encoding
        }
        options.header = try header.map { text throws(ShellFailure) in try Self.header(text) }
        options.absents = absent.map { TableOptions.texts(in: $0) } ?? []
        if let edges {
            options.edges = TableOptions.texts(in: edges)
            guard options.edges.count == 2 else { throw .badEdges(edges) }
        }
        return options
    }

    private static func header(_ text: String) throws(ShellFailure) -> HeaderChoice {
        if text == "none" { return .none }
        let line = try Settings.number(text, "--header")
        guard line > 0 else { throw .badNumber(text, option: "--header") }
        return .line(line)
    }
}
