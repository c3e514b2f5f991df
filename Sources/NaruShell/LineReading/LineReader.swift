/// Reads lines from a terminal.
protocol LineReader: AnyObject {
    /// The next line without its end; nil at the end of the input.
    func read(prompt: String) -> String?
}
