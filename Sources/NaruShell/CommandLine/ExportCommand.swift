import ArgumentParser
import Naru
import NaruData

/// `naru export`: a dataset as files that it is read from again.
struct ExportCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: "export")

    @Option var format = "ties"

    @Option(name: .shortAndLong) var output: String

    @OptionGroup var tables: TableArguments

    @Argument var paths: [String] = []

    @OptionGroup var messages: MessageOptions

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        guard ["ties", "csv"].contains(format) else {
            throw .unknownChoice(format, option: "--format", choices: ["ties", "csv"])
        }
        let options = Settings.loadOptions(
            isLenient: false, threads: nil, try tables.given.options(), tables.given.allowedOutside)
        let dataset = try Shell.dataset(of: paths, options: options, reporter)
        do throws(ExportFailure) {
            try DatasetExport.write(dataset.loaded, to: output, withTables: format == "csv")
        } catch {
            switch error {
            case .file(let failure): throw .unwritable(failure)
            case .dataset(let failure): throw ShellFailure(.invalidData, failure.diagnostics)
            }
        }
        return .success
    }
}
