import ArgumentParser
import Naru
import NaruData
import NaruEngine

/// `naru build`: a dataset as one file that opens at once.
struct BuildCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Writes a dataset as one file that opens at once.",
        usage: "naru build [PATH...] -o FILE.narudb",
        discussion: """
            The file holds the dataset in columns, with its definitions, claims
            and citations. It is opened with --data; that takes the same time
            whatever its size, because a query reads only what it needs. What it
            reads is held against checksums; 'naru check FILE' reads everything.
            Without a path the partnerships are written.

            EXAMPLES
              naru build mydata -o world.narudb
              naru build cities.csv twinnings.csv -o world.narudb
              naru --data world.narudb 'cities | take 3'
              naru check world.narudb

            EXIT CODES
              0    done
              2    the command line is wrong
              3    the file cannot be written
              5    a dataset doesn't load
            """)

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write, or to replace.", valueName: "file"))
    var output: String

    @Argument(help: ArgumentHelp("Dataset folders and tables.", valueName: "path"))
    var paths: [String] = []

    @OptionGroup(title: "Messages") var messages: MessageOptions

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        guard output.hasSuffix(".narudb") else { throw .snapshotName(output) }
        let dataset = try Shell.dataset(of: paths, reporter)
        dataset.loaded.store.readAll()
        if let damage = dataset.damageDiagnostic { throw ShellFailure(.invalidData, [damage]) }
        do throws(WriteFailure) {
            try SnapshotFile.write(dataset.loaded, to: output)
        } catch {
            throw .unwritable(error.path, reason: error.reason)
        }
        return .success
    }
}
