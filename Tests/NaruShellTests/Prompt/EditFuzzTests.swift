import Foundation
import NaruSyntax
import TestSupport
import Testing

/// Random keys on a real terminal: what the program draws is what a model of the
/// text says that shares no code with it, and the cursor stands where it says.
@Suite(.serialized) struct EditFuzzTests {
    private static let pieces = [
        "a", "b", " ", "|", "\"", "시", "흥", "도시", "ㅅ", "한".decomposedStringWithCanonicalMapping, "é",
        "e\u{301}", "\u{301}", "👍", "👩‍👩‍👧", "日", "where ", "@2024", "(", ")", "🇰🇷",
    ]

    private static let keys: [EditModel.Key] = [
        .newLine, .left, .left, .left, .right, .up, .down, .home, .end, .wordLeft, .wordRight, .backspace, .backspace,
        .delete, .cutToLineEnd, .cutWord, .putBack,
    ]

    @Test(arguments: [(80, 24), (40, 8), (23, 12), (16, 5), (11, 24)])
    func screenShowsTheText(_ columns: Int, _ rows: Int) throws {
        try run(columns, rows) { Self.key(&$0) }
    }

    /// Tab opens a list that any other change closes.
    @Test func tabGoesThroughCandidatesAndNothingElse() throws {
        try run(80, 24) { Self.commandKey(&$0) }
    }

    private func run(_ columns: Int, _ rows: Int, key: (inout RandomSource) -> EditModel.Key) throws {
        let seed = RandomSource.seed
        print("EditFuzzTests \(columns)×\(rows): NARU_SEED=\(seed)")
        var random = RandomSource(seed: seed)
        try TemporaryFolder.with { home in
            let pty = try Pty(
                [Tool.path, "--no-init"], columns: columns, rows: rows, home: home.path)
            var session = EditSession(pty, columns: columns, rows: rows)
            try session.expect(EditModel(), after: "the start, seed \(seed)")
            for run in 0..<100 {
                var model = EditModel()
                model.cut = session.cut
                var pressed: [EditModel.Key] = []
                for _ in 0..<random.below(24) + 1 {
                    let key = key(&random)
                    guard model.allows(key) else { continue }
                    model.press(key)
                    pressed.append(key)
                    pty.type(key.bytes)
                    // What follows at once is drawn with it; both must come out right.
                    if random.chance(50) { try session.expect(model, after: "\(pressed), run \(run), seed \(seed)") }
                }
                try session.expect(model, after: "\(pressed), run \(run), seed \(seed)")
                model.press(.cutAll)
                pty.type(EditModel.Key.cutAll.bytes)
                session.cut = model.cut
                try session.expect(model, after: "clearing, run \(run), seed \(seed)")
            }
            pty.type("\u{4}")
            #expect(pty.status() == 0)
        }
    }

    private static func key(_ random: inout RandomSource) -> EditModel.Key {
        if random.chance(55) { return .insert(random.pick(pieces)) }
        if random.chance(8) { return .paste(random.pick(pieces) + "\n" + random.pick(pieces)) }
        return random.pick(keys)
    }

    private static func commandKey(_ random: inout RandomSource) -> EditModel.Key {
        if random.chance(35) { return random.pick([.tab, .tab, .backTab]) }
        if random.chance(60) {
            // No blank: arguments have lists of their own, which the model doesn't know.
            return .insert(random.pick([".", ".", "t", "h", "i", "q", "s", "o", "l", "la", "x", "시", ".t", ".o"]))
        }
        return random.pick([.left, .right, .home, .end, .backspace, .backspace, .delete, .cutWord, .cutAll, .putBack])
    }
}

/// The screen of a program at its prompt, and what should be on it.
struct EditSession {
    private let pty: Pty
    private var screen: ScreenEmulator
    private var fed = 0
    /// What Ctrl-Y puts back.
    var cut: [Unicode.Scalar] = []

    init(_ pty: Pty, columns: Int, rows: Int) {
        self.pty = pty
        screen = ScreenEmulator(columns: columns, rows: rows)
    }

    /// Waits until the screen shows the text with its cursor.
    mutating func expect(_ model: EditModel, after keys: String) throws {
        var difference = "nothing was drawn"
        do {
            try pty.wait(for: keys, seconds: 20) {
                update()
                difference = self.difference(from: model)
                return difference.isEmpty
            }
        } catch {
            Issue.record("after \(keys)\n\(difference)")
            throw error
        }
        #expect(screen.unknown == [])
    }

    /// Drawing ends with the cursor being shown; half a drawing is not looked at.
    private mutating func update() {
        let end = Array("\u{1B}[?25h".utf8)
        guard let last = pty.bytes[fed...].lastRange(of: end) else { return }
        screen.feed(String(decoding: pty.bytes[fed..<last.upperBound], as: UTF8.self))
        fed = last.upperBound
    }

    private func difference(from model: EditModel) -> String {
        let wanted = model.screen(columns: screen.columns, rows: screen.rows)
        let first = screen.cursor.row - wanted.cursor.row
        let rows = wanted.rows.map { row in String(row.reversed().drop { $0 == " " }.reversed()) }
        guard first >= 0, first + rows.count <= screen.rows else { return "the cursor is in row \(screen.cursor.row)" }
        let shown = Array(screen.lines[first..<first + rows.count])
        if shown != rows { return "shown  \(shown)\nwanted \(rows)" }
        let below = screen.lines[(first + rows.count)...].filter { !$0.isEmpty }
        if let candidates = model.menu?.candidates {
            let isListed = below.contains { line in candidates.contains { line.hasPrefix("  " + $0) } }
            guard isListed else { return "no candidates of \(candidates) below, but \(below)" }
        } else if !below.isEmpty {
            return "something stands below: \(below)"
        }
        return screen.cursor.column == wanted.cursor.column
            ? "" : "the cursor is in column \(screen.cursor.column), not \(wanted.cursor.column)"
    }
}

extension Collection where Element: Equatable {
    fileprivate func lastRange(of other: [Element]) -> Range<Index>? {
        var found: Range<Index>?
        var rest = self[startIndex...]
        while let next = rest.firstRange(of: other) {
            found = next
            rest = self[next.upperBound...]
        }
        return found
    }
}
