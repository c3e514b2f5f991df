import Naru
import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax

/// What `naru check` does with one path after another. A path that fails keeps
/// none of the others from being checked.
struct CheckingRun {
    let isStrict: Bool
    /// How datasets are loaded; queries of the rules work with as many threads.
    let options: LoadOptions
    /// The folder of the articles that a dataset quotes.
    let articles: String?
    let today: Int32
    let reporter: Reporter
    /// The first failure's.
    private(set) var status = ExitStatus.success

    init(isStrict: Bool, loading options: LoadOptions, articles: String?, today: Int32, reporter: Reporter) {
        self.isStrict = isStrict
        self.options = options
        self.articles = articles
        self.today = today
        self.reporter = reporter
    }

    mutating func check(_ path: String, against data: [String]) {
        guard InputText.exists(path) else { return fail(.missingPath(path)) }
        if path.hasSuffix(".naru"), !FileTree.isFolder(path) { checkScript(path, data) } else { checkDataset([path]) }
    }

    // MARK: - Scripts

    private mutating func checkScript(_ path: String, _ data: [String]) {
        do throws(ShellFailure) {
            let source = try InputText.file(path)
            let session = Session(
                try Shell.dataset(of: data, options: options, reporter), today: today)
            let compilation = session.compile(source, importing: ImportReader.read)
            reporter.report(compilation.diagnostics, in: source)
            settle(compilation.diagnostics, failure: .invalidProgram)
        } catch {
            fail(error)
        }
    }

    // MARK: - Datasets

    /// Without paths the partnerships.
    mutating func checkDataset(_ paths: [String]) {
        do throws(ShellFailure) {
            let dataset = try Shell.dataset(of: paths, options: options, reporter)
            if dataset.loaded.leftOut != nil { fail(.invalidData) }
            try checkBytes(of: dataset)
            var findings = dataset.loaded.isSnapshot ? dataset.checker.checkPrelude() : []
            findings += PrivacyCheck.findings(in: dataset.loaded)
            var session = Session(dataset, today: today)
            session.threads = options.threads
            session.isCancelled = { Signals.wasInterrupted }
            let rules = try rules(session)
            findings += try quotes(dataset) + rules.findings
            reporter.report(findings, in: nil)
            settle(findings + dataset.loaded.warnings, failure: .invalidData)
            reporter.note(CheckSummary(name: dataset.loaded.name, findings: findings, rules: rules).message)
        } catch {
            fail(error)
        }
    }

    /// Of a snapshot all parts are held against their checksums.
    private func checkBytes(of dataset: Dataset) throws(ShellFailure) {
        dataset.loaded.store.readAll()
        if let damage = dataset.damageDiagnostic { throw ShellFailure(.invalidData, [damage]) }
    }

    private func rules(_ session: Session) throws(ShellFailure) -> DatasetCheck {
        do throws(RunFailure) {
            return try DatasetCheck(session)
        } catch {
            throw ShellFailure(error.status, error.diagnostics)
        }
    }

    private func quotes(_ dataset: Dataset) throws(ShellFailure) -> [Diagnostic] {
        guard let articles else { return [] }
        do throws(DatasetError) {
            return try QuoteCheck(dataset.loaded, articles: articles, allowing: options.allowedOutside).findings
        } catch {
            throw ShellFailure(.inputOutput, error.diagnostics)
        }
    }

    // MARK: - The outcome

    private mutating func settle(_ findings: [Diagnostic], failure: ExitStatus) {
        let fails = findings.contains { $0.severity == .error || (isStrict && $0.severity == .warning) }
        if fails { fail(failure) }
    }

    private mutating func fail(_ failure: ShellFailure) {
        reporter.report(failure)
        fail(failure.status)
    }

    private mutating func fail(_ status: ExitStatus) {
        if self.status == .success { self.status = status }
    }
}

/// The last line about a dataset.
struct CheckSummary {
    let name: String
    let findings: [Diagnostic]
    let rules: DatasetCheck

    var message: Message {
        let count = { (severity: Diagnostic.Severity) in findings.count { $0.severity == severity } }
        let (errors, warnings, notes) = (count(.error), count(.warning), count(.note))
        let rest = rules.inapplicable.map { String($0.source.name.dropLast(".naru".count)) }.joined(separator: ", ")
        return Message(
            "\(name): \(counted(errors, "error")), \(counted(warnings, "warning")), \(counted(notes, "note"))"
                + " by \(counted(rules.applied.count, "rule"))" + (rest.isEmpty ? "" : "; no types here for: \(rest)"),
            ko: "\(name): 규칙 \(rules.applied.count)개로 오류 \(errors), 경고 \(warnings), 알림 \(notes)"
                + (rest.isEmpty ? "" : "; 해당 유형이 없는 규칙: \(rest)"))
    }

    private func counted(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}
