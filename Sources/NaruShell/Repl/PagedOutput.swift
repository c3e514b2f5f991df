import NaruSyntax

/// Text for the terminal that goes through a pager as soon as it is longer
/// than the screen.
final class PagedOutput {
    private let sink: OutputSink
    private let command: String
    private let size: (columns: Int, rows: Int)
    private var pending = ""
    private var rows = 0
    private var column = 0
    private var pager: Pager?
    private var cannotPage = false

    init(_ sink: OutputSink, command: String, size: (columns: Int, rows: Int)) {
        self.sink = sink
        self.command = command
        self.size = size
    }

    func write(_ text: String) throws(ShellFailure) {
        if let pager {
            pager.write(text)
            // In case the program turns out not to be there.
            if pending.utf8.count < 1 << 20 { pending += text }
            return
        }
        guard !cannotPage else { return try sink.write(text) }
        pending += text
        count(text)
        // The prompt needs a row too.
        guard rows >= size.rows - 1 else { return }
        pager = Pager(command)
        guard let pager else {
            cannotPage = true
            try sink.write(pending)
            return
        }
        pager.write(pending)
    }

    /// Whether the pager is on the screen, so that nothing else should be.
    var isPaging: Bool { pager != nil }

    func finish() throws(ShellFailure) {
        let ran = pager?.finish()
        pager = nil
        if ran != true, !cannotPage { try sink.write(pending) }
        pending = ""
        try sink.flush()
    }

    private func count(_ text: String) {
        var isEscape = false
        for character in text {
            if isEscape {
                isEscape = !character.isLetter
            } else if character == "\u{1B}" {
                isEscape = true
            } else if character.isNewline {
                rows += 1
                column = 0
            } else {
                column += DisplayWidth.of(character)
                if column > size.columns {
                    rows += 1
                    column = DisplayWidth.of(character)
                }
            }
        }
    }
}
