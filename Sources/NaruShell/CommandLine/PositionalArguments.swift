/// What stands on the command line outside of options: a query, or a script
/// and the values of its parameters (`report.naru --city 부산`).
struct PositionalArguments {
    private(set) var input: Input?
    private(set) var parameters: [String: String] = [:]

    init(_ arguments: [String]) throws(ShellFailure) {
        let options = NaruCommand.optionNames
        guard let first = arguments.first(where: { $0 != "--" }) else { return }
        // A query may begin with a sign, as in `-3 + 4`, but has no letter behind it.
        if first.hasPrefix("-"), first.dropFirst().first?.isLetter == true || first.hasPrefix("--") {
            throw .unexpectedArgument(first, options: options)
        }
        let input = PositionalArguments.input(first)
        self.input = input
        var rest = arguments.drop { $0 == "--" }.dropFirst()
        while let argument = rest.popFirst() {
            guard case .file = input, argument.hasPrefix("--"), argument.count > 2 else {
                if Subcommands.names.contains(first) { throw .misplacedSubcommand(first, before: argument) }
                throw .unexpectedArgument(argument, options: options)
            }
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
                throw .unexpectedArgument(argument, options: options)
            }
            parameters[String(parts[0])] = value
        }
    }

    static func input(_ text: String) -> Input {
        if text == "-" { return .standardInput }
        return isScript(text) ? .file(text) : .query(text)
    }

    /// Named `….naru`, or the path of something that exists.
    private static func isScript(_ text: String) -> Bool {
        let looksLikePath = !text.contains { " |\"\n()[]".contains($0) }
        if text.hasSuffix(".naru") { return looksLikePath || InputText.exists(text) }
        return text.contains("/") && looksLikePath && InputText.exists(text)
    }
}
