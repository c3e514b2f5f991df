import ArgumentParser
import Naru
import NaruData

/// `naru export`: a dataset as files that it is read from again.
struct ExportCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a dataset out as files to read, edit and pass on.",
        usage: "naru export [--format ties|csv] [PATH...] -o FOLDER",
        discussion: """
            The folder is a dataset: opened with --data it is the same one, with
            its definitions, claims and citations. 'ties' writes schema.ties, the
            files of records and, for types read from tables, a .csv file each.
            'csv' adds a table for every type, claims.csv and citations.csv for
            other programs. What was written is read again and compared. The
            folder has to be new or empty. Without a path the partnerships are
            written.

            EXAMPLES
              naru export -o partnerships
              naru export world.narudb -o world
              naru export --format csv mydata -o tables

            EXIT CODES
              0    done
              2    the command line is wrong
              3    the folder cannot be written
              5    the dataset doesn't load, or cannot be written as it is
            """)

    @Option(help: ArgumentHelp("ties or csv.", valueName: "format"))
    var format = "ties"

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "folder"))
    var output: String

    @Argument(help: ArgumentHelp("Dataset folders, tables and snapshots.", valueName: "path"))
    var paths: [String] = []

    @OptionGroup(title: "Messages") var messages: MessageOptions

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        guard ["ties", "csv"].contains(format) else {
            throw .unknownChoice(format, option: "--format", choices: ["ties", "csv"])
        }
        let dataset = try Shell.dataset(of: paths, reporter)
        do throws(ExportFailure) {
            try DatasetExport.write(dataset.loaded, to: output, withTables: format == "csv")
        } catch {
            switch error {
            case .file(let failure): throw .unwritable(failure.path, reason: failure.reason)
            case .dataset(let failure): throw ShellFailure(.invalidData, failure.diagnostics)
            }
        }
        return .success
    }
}
