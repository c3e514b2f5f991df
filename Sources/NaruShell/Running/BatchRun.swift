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
        runner.expect(sources)
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
        case .file(let path): try InputText.file(path)
        case .standardInput: try InputText.standardInput()
        }
    }
}
