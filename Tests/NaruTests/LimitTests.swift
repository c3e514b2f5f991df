import Foundation
import Naru
import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax
import Synchronization
import Testing

/// A run ends where a limit is reached or somebody cancels, wherever it is.
@Suite struct LimitTests {
    /// Programs that would take very much memory, each in another way.
    static let hoarders = [
        // Rows times rows, gathered by each operator that gathers.
        "stops | join b: stops on b.id != id | sort b.place | select n: b.id",
        "stops | join b: stops on b.id != id | group by b into n: list(it)",
        "stops | join b: stops on b.id != id | distinct b, it",
        "stops | join b: stops on b.id != id | add r: rank(b.place)",
        "stops | join b: stops on b.id != id | select a: id, b: b.id | union (stops | select a: id, b: id)",
        "stops | take 1 | select id | union (stops | join b: stops on b.id != id | select id: b.id)",
        "stops | take 1 | join c: (stops | join b: stops on b.id != id | select a: b.id) on true",
        // Matched by a key that is always the same.
        "stops | join b: stops on b.place = place | sort b.place | select n: b.id",
        // A frame inside a frame, and a nested query for each row, in one expression.
        "stops | add me: id | select n: count(dataset.stops[it.id != me and it.place = \"y\" and length(id) < 2])",
        "stops | select n: count((dataset.stops | join b: stops on b.id != id | sort b.id))",
        "pairs(stops) | sort first.id",
        "stops | expand b: dataset.stops | sort b.id | select n: b.id",
        // Texts that double, stage by stage.
        doubling { "\($0) + \($0)" },
        doubling { "join([\($0), \($0)], \"\")" },
        doubling { "replace(\"ab\", \"a\", \($0))" + " + \($0)" },
        doubling { "concat(dataset.stops[id in [\"s1\", \"s2\"]].place, \($0)) + \($0)" },
        doubling { "upper(\($0)) + lower(\($0))" },
        doubling { "concat(split(\($0), \"c\"), \"\") + \($0)" },
        // Evidence of rows times rows.
        "stops | join b: stops on b.id != id | why",
        "stops | join b: stops on b.id != id | select s: sources(b.place)",
        "stops | join b: stops on b.id != id | with sources | select n: b.id",
    ]

    private static func doubling(_ twice: (String) -> String) -> String {
        (1..<24).reduce("stops | take 1 | select t0: \"abcdefgh\"") { program, stage in
            program + " | add t\(stage): " + twice("t\(stage - 1)")
        } + " | select n: length(t23)"
    }
    /// Reading and checking are part of the work.
    @Test(arguments: [1, 3]) func checkingEndsToo(_ last: Int) throws {
        let asked = Counter()
        var session = try LimitTests.session()
        session.isCancelled = { asked.next() >= last }
        let list = "[" + String(repeating: "1, ", count: 40_000) + "1]"
        let compilation = session.compile(SourceText(name: "query", text: list))
        #expect(compilation.ended == .cancelled)
        #expect(compilation.program == nil)
        #expect(compilation.diagnostics.map(\.code.description) == ["E5001"])
        #expect(asked.count == last)
    }

    @Test func programsNeedMemoryToo() throws {
        let list = "[" + String(repeating: "1, ", count: 40_000) + "1]"
        let compilation = try LimitTests.session(Limits(memory: .megabytes(4))).compile(
            SourceText(name: "query", text: list))
        #expect(compilation.ended == .limit)
        #expect(
            try LimitTests.session(Limits(memory: .megabytes(400))).compile(
                SourceText(name: "query", text: list)
            ).program != nil)
    }

    /// A text that would be too long is not made.
    @Test func textsAreLimited() throws {
        let (text, part) = (String(repeating: "a", count: 1_000), String(repeating: "b", count: 100_000))
        let failure = LimitTests.failure(of: "length(replace(\"\(text)\", \"a\", \"\(part)\"))")
        #expect(failure?.diagnostics.map(\.message.english) == ["the query makes a text of more than 16 MB"])
        #expect(LimitTests.failure(of: "length(replace(\"\(text)\", \"c\", \"\(part)\"))") == nil)
    }

    /// For each outer row there are as many rows of which nobody knows, and never
    /// those of all outer rows at once.
    @Test(arguments: ["top 2 by place", "sort place | take 2"])
    func possibleRowsAreHeldForFewOuterRows(_ stages: String) throws {
        let program = "stops | add me: opened | select n: count((dataset.stops | where opened = me | \(stages)))"
        let failure = LimitTests.failure(of: program, limits: Limits(memory: .megabytes(12)))
        #expect(failure == nil)
    }

    /// Rows that nobody sees are counted, and not made.
    @Test func rowsBehindThoseThatAreWantedAreCounted() throws {
        let session = try LimitTests.session()
        let compilation = session.compile(SourceText(name: "query", text: "stops | select id"))
        let query = try #require(compilation.program?.queries.first)
        let made = Counter()
        let summary = try session.run(query, of: compilation, given: [:], wanted: 10) { rows in
            for _ in rows { _ = made.next() }
            return true
        }
        #expect(made.count == 10)
        #expect(summary.rows == 1500)
    }

    static func session(_ limits: Limits = Limits()) throws -> Session {
        Session(try stops.get(), today: 0, limits: limits)
    }

    /// Programs that would take very long, and hold little.
    static let runaways = [
        "stops | join b: stops on true | join c: stops on true | where c.id = \"none\"",
        "stops | join b: stops on b.place = place | join c: stops on c.place = b.place | where c.id = \"none\"",
        "stops | expand b: dataset.stops | expand c: dataset.stops | where c.id = \"none\"",
    ]

    @Test(arguments: hoarders)
    func memoryIsLimited(_ program: String) throws {
        let failure = try #require(LimitTests.failure(of: program, limits: Limits(memory: .kilobytes(1_500))))
        #expect(failure.reason == .limit)
        let diagnostic = try #require(failure.diagnostics.first)
        #expect(diagnostic.code.description == "E5002")
        #expect(diagnostic.message.english == "the query needs more memory than its limit of 1.5 MB")
        #expect(diagnostic.label?.english.contains("rows handled") == true)
    }

    /// A program that is cancelled at some question runs on to no other.
    @Test(arguments: hoarders + runaways, [1, 2, 9])
    func cancellingEndsTheRunAtOnce(_ program: String, _ last: Int) throws {
        let asked = Counter()
        let failure = LimitTests.failure(of: program) { $0.isCancelled = { asked.next() >= last } }
        #expect(failure?.reason == .cancelled)
        #expect(asked.count == last)
    }

    @Test(arguments: runaways)
    func timeIsLimited(_ program: String) throws {
        let failure = try #require(
            LimitTests.failure(of: program, limits: Limits(time: .seconds(100))) {
                $0.stopwatch = {
                    let asked = Counter()
                    return { .seconds(asked.next()) }
                }
            })
        #expect(failure.reason == .limit)
        #expect(failure.diagnostics.map(\.message.english) == ["the query took longer than its limit of 100.0 seconds"])
    }

    @Test func rowsAreLimited() throws {
        let failure = LimitTests.failure(of: "stops | select id", limits: Limits(rows: 10))
        #expect(failure?.diagnostics.map(\.message.korean) == ["결과가 한도 10행을 넘었습니다"])
        #expect(LimitTests.failure(of: "stops | select id | take 10", limits: Limits(rows: 10)) == nil)
    }

    /// Given back when an operator is done, so that one after another may use it.
    @Test func memoryIsGivenBack() throws {
        let sorted = String(repeating: " | sort id | sort place desc", count: 40)
        #expect(LimitTests.failure(of: "stops" + sorted, limits: Limits(memory: .kilobytes(1_500))) == nil)
    }

    // MARK: Running

    final class Counter: Sendable {
        private let number = Atomic<Int>(0)
        var count: Int { number.load(ordering: .relaxed) }
        func next() -> Int { number.add(1, ordering: .relaxed).newValue }
    }

    private static let stops: Result<Dataset, DatasetError> = {
        let table = FileManager.default.temporaryDirectory.appending(path: "stops-\(UUID().uuidString)/stops.csv")
        let rows = (0..<1500).map { "s\($0),here,\($0 % 3 == 0 ? "" : "2024-0\($0 % 9 + 1)")" }
        try? FileManager.default.createDirectory(
            at: table.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? (["id,place,opened"] + rows).joined(separator: "\n").write(to: table, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: table.deletingLastPathComponent()) }
        return Result { () throws(DatasetError) in try Dataset(contentsOf: [table.path]) }
    }()

    /// nil for a program that runs to its end; one that does not check is a failure too.
    static func failure(
        of program: String, limits: Limits = Limits(), _ prepare: (inout Session) -> Void = { _ in }
    ) -> RunFailure? {
        do throws(DatasetError) {
            var session = Session(try stops.get(), today: 0, limits: limits)
            prepare(&session)
            let compilation = session.compile(SourceText(name: "query", text: program))
            guard let query = compilation.program?.queries.first else {
                return RunFailure(reason: .failed, diagnostics: compilation.diagnostics)
            }
            do throws(RunFailure) {
                _ = try session.run(query, of: compilation, parameters: [:]) { _ in true }
                return nil
            } catch {
                return error
            }
        } catch {
            return RunFailure(reason: .failed, diagnostics: error.diagnostics)
        }
    }
}
