import Foundation
import NaruSyntax
import TestSupport
import Testing

@testable import NaruShell

/// Where text and cursor stand on a screen, as a picture.
@Suite struct LayoutTests {
    private static let texts = [
        "도시 | where 이름 ~ \"시흥\"", "도시 | where 이름".decomposedStringWithCanonicalMapping, "a👍b👩‍👩‍👧c", "a\tb\tc",
        "exactly 14 wid", "열여섯열 너비다", "one\ntwo three four five\n", "\u{301}x", "a\u{1B}b\u{7F}",
    ]

    /// What was pasted, is remembered or offered may hold what a terminal obeys.
    @Test func nothingOnTheScreenIsObeyed() {
        let evil = "a\u{1B}]0;x\u{7}\u{9B}2J\u{202E}b\u{200F}\u{2066}\u{7F}"
        var layout = EditLayout(prompt: "naru> ", continuation: " ...> ")
        layout.hint = evil
        layout.below = [[StyledText(text: evil, style: .note), StyledText(text: evil, style: .selected)]]
        let screen = layout.screen(evil, cursor: evil.count, columns: 200, rows: 6)
        let text = screen.rows.joined().map(\.text).joined()
        #expect(screen.rows.count == 2 && !text.unicodeScalars.contains(where: ControlText.isControl))
    }

    @Test func screens() {
        var lines: [String] = []
        for text in Self.texts {
            for cursor in [0, text.count / 2, text.count] {
                let screen = EditLayout(prompt: "naru> ", continuation: " ...> ").screen(
                    text, cursor: cursor, columns: 20, rows: 6)
                lines.append("\(text.debugDescription) at \(cursor): \(screen.cursorRow), \(screen.cursorColumn)")
                for row in screen.rows {
                    let shown = row.map(\.text).joined()
                    #expect(DisplayWidth.of(shown) <= 20)
                    lines.append("│" + shown + String(repeating: " ", count: 20 - DisplayWidth.of(shown)) + "│")
                }
            }
        }
        Golden.expect(lines.joined(separator: "\n") + "\n", in: "shell/layout.txt")
    }
}
