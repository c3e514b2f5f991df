import Naru
import NaruData
import NaruSyntax

/// What `naru fmt` does with one path after another. A path that fails keeps
/// none of the others from being formatted.
struct FormattingRun {
    var checks: Bool
    var writesOutput: Bool
    var reporter: Reporter
    let sink = OutputSink.standardOutput
    /// The first failure's; a change that `--check` found comes behind any.
    private(set) var status = ExitStatus.success

    init(checks: Bool, writesOutput: Bool, reporter: Reporter) {
        self.checks = checks
        self.writesOutput = writesOutput
        self.reporter = reporter
    }

    mutating func format(_ path: String) {
        do throws(ShellFailure) {
            if path == "-" { return try format(InputText.standardInput(), path: nil) }
            guard InputText.exists(path) else { throw .missingPath(path) }
            guard FileTree.isFolder(path) else { return try format(InputText.file(path), path: path) }
            for file in try FileTree.files(under: path, endings: [".naru", ".ties"]) { format(file) }
        } catch {
            reporter.report(error)
            fail(error.status)
        }
    }

    private mutating func format(_ source: SourceText, path: String?) throws(ShellFailure) {
        if source.name.hasSuffix(".ties") { return try finish(source, data(source), path) }
        switch Formatter.format(source) {
        case .formatted(let text): try finish(source, text, path)
        case .refused(let diagnostics):
            // Without a dataset only the text itself can tell what fits.
            var vetting = SuggestionVetting(diagnostics, of: source) { Parser.parse($0).diagnostics }
            reporter.report(vetting.vetted(diagnostics, in: source), in: source)
            fail(.invalidProgram)
        case .unfaithful: throw .unfaithfulFormat(source.name)
        }
    }

    private func data(_ source: SourceText) throws(ShellFailure) -> String {
        let text: String?
        do throws(DatasetError) {
            text = try TiesFormatter.format(source)
        } catch {
            throw ShellFailure(.invalidData, error.diagnostics)
        }
        guard let text else { throw .unfaithfulFormat(source.name) }
        return text
    }

    private mutating func finish(_ source: SourceText, _ text: String, _ path: String?) throws(ShellFailure) {
        let changes = !source.utf8.elementsEqual(text.utf8)
        if checks {
            guard changes else { return }
            try sink.show(source.name + "\n", .plain)
            if status == .success { status = .failed }
        } else if let path, !writesOutput {
            if changes { try replace(path, with: text) }
        } else {
            try sink.show(text, .plain)
        }
    }

    private func replace(_ path: String, with text: String) throws(ShellFailure) {
        do throws(WriteFailure) {
            var draft = try FileDraft(of: path)
            try draft.append(Array(text.utf8))
            try draft.finish()
        } catch {
            throw .unwritable(error)
        }
    }

    private mutating func fail(_ status: ExitStatus) {
        if self.status == .success || self.status == .failed { self.status = status }
    }
}

extension ShellFailure {
    static func missingPath(_ path: String) -> ShellFailure {
        ShellFailure(
            .inputOutput, .fileMissing, Message("no such file or folder: \(path)", ko: "파일이나 폴더가 없습니다: \(path)"),
            help: [Message("paths are relative to the folder you are in", ko: "경로는 지금 있는 폴더에서 시작합니다")])
    }

    /// The formatter's own mistake, noticed before anything was written.
    static func unfaithfulFormat(_ name: String) -> ShellFailure {
        ShellFailure(
            .failed, .unfaithfulFormat,
            Message(
                "\(name) was left alone: its canonical layout would not read the same",
                ko: "\(name): 정리하면 뜻이 달라지므로 그대로 두었습니다"),
            help: [Message("this is a mistake in Naru; please report it with the file", ko: "나루의 잘못입니다. 파일과 함께 알려 주세요")]
        )
    }
}
