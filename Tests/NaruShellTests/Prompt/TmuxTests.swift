import Foundation
import TestSupport
import Testing

/// A few screens through a real terminal program, on a socket of its own.
@Suite(.serialized) struct TmuxTests {
    private static let program = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/opt/homebrew/bin/tmux"].first(
        where: FileManager.default.isExecutableFile)

    @Test(.enabled(if: program != nil, "tmux is not installed; `apt-get install tmux` or `brew install tmux`"))
    func hangulLinesUpAndASmallerWindowIsRedrawn() throws {
        try withScreen { screen in
            try screen.wait { $0.contains("naru>") }
            try screen.type("'도시 | where 이름 ~ \"시흥\" | select 이름, iso' ")
            try screen.wait { $0.contains("select 이름, iso") }
            try screen.tmux("resize-window -x 30 -y 20")
            // Nothing of the wider drawing may be left over.
            try screen.wait { text in
                text.components(separatedBy: "naru>").count == 2
                    && text.replacingOccurrences(of: "\n", with: "").contains("select 이름, iso")
            }
            try screen.tmux("resize-window -x 60 -y 20")
            try screen.press("Enter")
            try screen.wait { $0.contains("│ 시흥시 │") && $0.contains("│ 이름   │") }
        }
    }

    @Test(.enabled(if: program != nil, "tmux is not installed; `apt-get install tmux` or `brew install tmux`"))
    func candidatesAreListedAndWiped() throws {
        try withScreen { screen in
            try screen.wait { $0.contains("naru>") }
            try screen.type("'.schema cit'")
            try screen.press("Tab")
            try screen.wait { $0.contains("  city") && $0.contains("  citation") }
            try screen.press("C-u")
            try screen.wait { !$0.contains("citation") }
            try screen.press("C-d")
            try screen.wait { $0.contains("left with 0") }
        }
    }

    private func withScreen(_ body: (TmuxScreen) throws -> Void) throws {
        try TemporaryFolder.with { home in
            let screen = TmuxScreen(program: Self.program ?? "tmux", socket: home.appending(path: "socket").path)
            defer { _ = try? screen.tmux("kill-server") }
            let environment = "HOME='\(home.path)' NO_COLOR=1 LANG=C.UTF-8 TERM=xterm-256color PAGER=cat"
            try screen.tmux(
                "-f /dev/null new-session -d -x 60 -y 20 \"env \(environment) '\(Tool.path)' --no-init --lang ko; echo left with \\$?; cat\""
            )
            try body(screen)
        }
    }
}

private struct TmuxScreen {
    let program: String
    let socket: String

    @discardableResult func tmux(_ command: String) throws -> String {
        try Tool.shell("'\(program)' -S '\(socket)' \(command)").output
    }

    func type(_ text: String) throws { try tmux("send-keys -l \(text)") }
    func press(_ key: String) throws { try tmux("send-keys \(key)") }

    func wait(seconds: Double = 30, _ holds: (String) -> Bool) throws {
        let deadline = Date(timeIntervalSinceNow: seconds)
        while true {
            let text = try tmux("capture-pane -p")
            if holds(text) { return }
            guard Date() < deadline else { throw Pty.Timeout(wanted: "a screen", seen: text) }
        }
    }
}
