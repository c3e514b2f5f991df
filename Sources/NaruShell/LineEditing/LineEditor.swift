import CLibEdit
import NaruIDE

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads statements of one or more lines on a terminal. libedit keeps the text
/// and knows the keys (`~/.editrc` too); what is seen is drawn here, because
/// libedit alone gets Hangul, colours and several lines wrong.
final class LineEditor {
    let assistant: any LineAssistant
    let history: History
    let usesColor: Bool
    private(set) var editor: OpaquePointer?
    private let nowhere: UnsafeMutablePointer<FILE>
    private let terminal = Terminal.writesToTerminal ? OutputSink.standardOutput : .standardError
    private let keys: KeyInput
    private var painter: EditPainter
    private var initial: [Unicode.Scalar] = []

    var layout = EditLayout()
    /// What ended the line, once something did.
    var result: LineResult?
    /// Text that was cut, for Ctrl-Y.
    var cut: [Unicode.Scalar] = []
    var browsing: History.Browsing?
    var completing: CompletionCycle?
    /// Set by the first hint that came too late; from then on only Tab asks.
    var hintsAreSlow = false
    /// What libedit points to as long as it lives.
    var keptNames: [UnsafeMutablePointer<wchar_t>] = []

    /// nil where there is no terminal that can be drawn on.
    init?(assistant: any LineAssistant, history: History, usesColor: Bool) {
        LocaleEncoding.useUTF8()
        guard let nowhere = fopen("/dev/null", "w") else { return nil }
        self.nowhere = nowhere
        self.assistant = assistant
        self.history = history
        self.usesColor = usesColor
        keys = KeyInput(wakeUp: SignalPipe.reader)
        painter = EditPainter(usesColor: usesColor)
        let owner = Unmanaged.passUnretained(self).toOpaque()
        let onError: Int32 = Terminal.writesToTerminal ? 0 : 1
        guard let editor = naru_editor_make(onError, nowhere, owner, { $0.flatMap(LineEditor.of)?.readKey($1) ?? 0 })
        else {
            fclose(nowhere)
            return nil
        }
        self.editor = editor
        el_source(editor, nil)
        bindKeys()
    }

    deinit {
        if let editor { el_end(editor) }
        for name in keptNames { name.deallocate() }
        fclose(nowhere)
    }

    static func of(_ editor: OpaquePointer) -> LineEditor? {
        naru_editor_owner(editor).map { Unmanaged<LineEditor>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The next statement. `initial` stands in the input already.
    func read(prompt: String, continuation: String, initial: String = "") -> LineResult {
        guard let editor else { return .end }
        layout = EditLayout(prompt: prompt, continuation: continuation)
        result = nil
        browsing = nil
        completing = nil
        painter.forget()
        SignalPipe.install()
        defer { SignalPipe.uninstall() }
        self.initial = Array(initial.unicodeScalars)
        el_resize(editor)
        EditedTerminal.keep()
        defer { EditedTerminal.forget() }
        send(LineEditor.pasteOn)
        var count: Int32 = 0
        _ = el_wgets(editor, &count)
        // Ctrl-D and a closed terminal end libedit's reading without a word.
        let result = result ?? .end
        finish(result)
        return result
    }

    /// A paste comes between two marks, so that it never runs by itself.
    private static let pasteOn = "\u{1B}[?2004h"
    private static let pasteOff = "\u{1B}[?2004l"

    private func send(_ text: String) { try? terminal.writeAll(text) }

    private func finish(_ result: LineResult) {
        defer { send(LineEditor.pasteOff) }
        layout.hint = ""
        layout.below = []
        if case .text(let text) = result {
            draw(EditText(text), leaving: true)
        } else {
            var text = text
            if result == .interrupted { text = EditText(scalars: text.scalars + "^C".unicodeScalars, cursor: .max) }
            draw(text, leaving: true)
        }
    }

    // MARK: Keys

    private func readKey(_ key: UnsafeMutablePointer<wchar_t>?) -> Int32 {
        putInitial()
        leaveModes()
        while true {
            if Signals.wasInterrupted {
                result = .interrupted
                return 0
            }
            if !keys.hasMore { redraw() }
            switch keys.next() {
            case .key(let scalar):
                Signals.forgetPress()
                key?.pointee = wchar_t(truncatingIfNeeded: scalar.value)
                return 1
            case .signal: handleSignals()
            case .end: return 0
            }
        }
    }

    /// libedit empties its line when it begins to read, so what stands in it
    /// from the start is put in before the first key.
    private func putInitial() {
        guard !initial.isEmpty else { return }
        insert(initial)
        initial = []
    }

    /// A key for what asks for keys of its own: searching, pasting.
    func nextKey() -> Unicode.Scalar? {
        while true {
            if Signals.wasInterrupted { return nil }
            switch keys.next() {
            case .key(let scalar):
                Signals.forgetPress()
                return scalar
            case .signal: handleSignals()
            case .end: return nil
            }
        }
    }

    /// A key that is still to do what it does.
    func pushBack(_ key: Unicode.Scalar) {
        guard let editor else { return }
        el_wpush(editor, WideText.encode([key]))
    }

    var hasMoreKeys: Bool { keys.hasMore }

    private func handleSignals() {
        let signals = SignalPipe.take()
        if signals & SignalPipe.suspend != 0 { suspend() }
        if signals & (SignalPipe.resize | SignalPipe.resume) != 0, let editor {
            el_resize(editor)
            painter.resized(to: Terminal.size.columns)
            redraw()
        }
    }

    /// Ctrl-Z: the terminal is given back as it was found.
    private func suspend() {
        guard let editor else { return }
        layout.hint = ""
        draw(text, leaving: true)
        send(LineEditor.pasteOff)
        naru_editor_prepare_terminal(editor, 0)
        SignalPipe.stop()
        naru_editor_prepare_terminal(editor, 1)
        send(LineEditor.pasteOn)
        painter.forget()
        redraw()
    }

    // MARK: Text

    /// What libedit holds now.
    var text: EditText {
        guard let editor, let line = el_wline(editor)?.pointee, let start = line.buffer, let end = line.lastchar,
            let cursor = line.cursor
        else { return EditText() }
        let scalars = WideText.decode(UnsafeBufferPointer(start: start, count: start.distance(to: end)))
        return EditText(scalars: scalars, cursor: start.distance(to: cursor))
    }

    func move(to place: Int) {
        guard let editor else { return }
        naru_editor_move(editor, place)
    }

    func insert(_ scalars: [Unicode.Scalar]) {
        guard let editor, !scalars.isEmpty else { return }
        el_winsertstr(editor, WideText.encode(scalars))
    }

    /// Deletes a stretch of the text; the cursor ends where it began.
    func delete(_ range: Range<Int>) {
        guard let editor, !range.isEmpty else { return }
        move(to: range.upperBound)
        el_deletestr(editor, Int32(range.count))
    }

    func replaceAll(with new: String) {
        delete(0..<text.scalars.count)
        insert(Array(new.unicodeScalars))
    }

    // MARK: Screen

    /// Going through candidates or the history goes on only from what it left.
    /// libedit puts typed characters in by itself, and keys of `~/.editrc` do
    /// what they like, so the text tells and no key has to.
    func leaveModes() {
        let text = text
        if completing?.left != text { completing = nil }
        if browsing?.left != text { browsing = nil }
    }

    func redraw() {
        let text = text
        if completing == nil { layout.below = [] }
        layout.hint = completing == nil ? hint(for: text) : ""
        draw(text, leaving: false)
    }

    func draw(_ text: EditText, leaving: Bool) {
        let size = Terminal.size
        let screen = layout.screen(
            text.text, cursor: text.cursorInCharacters, columns: size.columns, rows: size.rows)
        try? terminal.writeAll(leaving ? painter.leave(screen) : painter.paint(screen))
    }

    func clearScreen() {
        painter.forget()
        try? terminal.writeAll("\u{1B}[H\u{1B}[2J")
    }
}
