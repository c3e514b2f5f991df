import ArgumentParser
import Naru
import NaruData
import NaruEngine

/// `naru build`: a dataset as one file that opens at once.
struct BuildCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: "build")

    @Option(name: .shortAndLong) var output: String

    @OptionGroup var tables: TableArguments

    @Argument var paths: [String] = []

    @OptionGroup var messages: MessageOptions

    func perform(_ reporter: Reporter) throws(ShellFailure) -> ExitStatus {
        guard output.hasSuffix(".narudb") else { throw .snapshotName(output) }
        let options = Settings.loadOptions(
            isLenient: false, threads: nil, try tables.given.options(), tables.given.allowedOutside)
        let dataset = try Shell.dataset(of: paths, options: options, reporter)
        dataset.loaded.store.readAll()
        if let damage = dataset.damageDiagnostic { throw ShellFailure(.invalidData, [damage]) }
        do throws(WriteFailure) {
            try SnapshotFile.write(dataset.loaded, to: output)
        } catch {
            throw .unwritable(error)
        }
        return .success
    }
}
