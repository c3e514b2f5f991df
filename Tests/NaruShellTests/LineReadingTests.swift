import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Statements line by line, on a terminal: with libedit, and without cursor keys.
@Suite(.serialized) struct LineReadingTests {
    @Test(arguments: ["xterm", "dumb"])
    func statementsRunWhenComplete(_ terminal: String) throws {
        let screen = try PseudoTerminal(["--quiet", "--format", "csv"], terminal: terminal)
        try screen.wait(for: "naru> ")
        screen.type("count(\n")
        try screen.wait(for: "...> ")
        screen.type("[10, 20]) + 40\n")
        try screen.wait(for: "42")
        screen.type("let n = 7\nnope\n")
        try screen.wait(for: "E2001")
        screen.type("let n = 70\nn * 11\n")
        try screen.wait(for: "770")
        #expect(try screen.end() == 0)
    }

    @Test func hangulCanBeTyped() throws {
        let screen = try PseudoTerminal(["--quiet", "--format", "csv"], terminal: "xterm")
        try screen.wait(for: "naru> ")
        screen.type("length(\"시흥시와울산시\") * 111\n")
        try screen.wait(for: "777")
        #expect(try screen.end() == 0)
    }
}

/// The program on a terminal of its own.
private final class PseudoTerminal {
    struct Timeout: Error { var seen: String }

    private let child: Child
    private let master: Int32
    private var seen = ""

    init(_ arguments: [String], terminal: String) throws {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, nil, nil, &size) == 0 else { throw POSIXError(.ENOTTY) }
        self.master = master
        defer { close(slave) }
        child = try Child(
            [Tool.path] + arguments,
            environment: ["LANG": "C.UTF-8", "NO_COLOR": "1", "TERM": terminal, "PATH": "/usr/bin:/bin"],
            descriptors: [slave, slave, slave])
    }

    deinit { close(master) }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// Reads until a text has come that was not there before.
    func wait(for text: String, seconds: Double = 20) throws {
        let deadline = Date(timeIntervalSinceNow: seconds)
        while !seen.contains(text) {
            guard Date() < deadline else { throw Timeout(seen: seen) }
            var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 200) > 0 else { continue }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = read(master, &bytes, bytes.count)
            if count > 0 { seen += String(decoding: bytes[..<count], as: UTF8.self) }
        }
        seen = seen.range(of: text).map { String(seen[$0.upperBound...]) } ?? ""
    }

    /// Ctrl-D on an empty line, again after a fresh prompt where the terminal
    /// was between two readings and took the first for something else.
    func end() throws -> Int32 {
        try wait(for: "naru> ")
        var next = Date()
        var keys = ["\u{4}", "\n"]
        return child.status(seconds: 30) {
            guard Date() >= next else { return }
            type(keys[0])
            keys.reverse()
            next = Date(timeIntervalSinceNow: 0.5)
        }
    }
}
