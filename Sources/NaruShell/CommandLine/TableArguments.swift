import ArgumentParser
import NaruData

/// How tables are read, as it stands on the command line.
struct TableArguments: ParsableArguments {
    @Option var encoding: String?

    @Option(parsing: .unconditional) var header: String?

    @Option(parsing: .unconditional) var absent: String?

    @Option var edges: String?

    @Option var match: String?

    @Option var allowOutside: [String] = []

    var given: GivenTables {
        GivenTables(
            encoding: encoding, header: header, absent: absent, edges: edges, match: match,
            allowedOutside: allowOutside)
    }
}

struct GivenTables: Equatable {
    var encoding: String?
    var header: String?
    var absent: String?
    var edges: String?
    var match: String?
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
        if let match {
            guard match == "fold" else { throw .unknownChoice(match, option: "--match", choices: ["fold"]) }
            options.matchesFolded = true
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

/// What stands behind `.open`: a path, and perhaps how tables are read.
struct Opening {
    let path: String
    var options: LoadOptions

    init(_ text: String, _ options: LoadOptions) throws(ShellFailure) {
        self.options = options
        guard let start = text.firstRange(of: " --"), !InputText.exists(FilePath.expanded(text)) else {
            path = FilePath.expanded(text)
            return
        }
        path = FilePath.expanded(String(text[..<start.lowerBound]).trimmingWhitespace)
        let words = Self.words(text[start.lowerBound...])
        do {
            self.options.tables = try TableArguments.parse(words).given.options()
        } catch let failure as ShellFailure {
            throw failure
        } catch {
            throw .badArgument("open", UsageText.message(TableArguments.message(for: error)))
        }
    }

    /// Parted at blanks that stand in no quotation.
    private static func words(_ text: Substring) -> [String] {
        var words: [String] = []
        var (word, isOpen, isQuoted) = ("", false, false)
        for character in text {
            if character == "\"" {
                isQuoted.toggle()
                isOpen = true
            } else if character == " ", !isQuoted {
                if isOpen { words.append(word) }
                (word, isOpen) = ("", false)
            } else {
                word.append(character)
                isOpen = true
            }
        }
        return isOpen ? words + [word] : words
    }
}
