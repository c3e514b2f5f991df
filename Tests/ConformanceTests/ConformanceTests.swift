import Foundation
import NaruPlan
import Testing

/// The language's definition in cases: `Tests/Conformance/**/*.test`.
@Suite struct ConformanceTests {
    static let files = Repository.files(under: Repository.conformance, extension: "test")
    static let cases = files.flatMap { (try? ConformanceCase.read($0).cases) ?? [] }
    static let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"

    @Test(.enabled(if: !isRecording), arguments: cases)
    func gives(_ test: ConformanceCase) {
        #expect(CaseRunner().outcome(of: test) == test.expected, "\(test.program)")
    }

    @Test(.enabled(if: !isRecording), arguments: allRules.map(\.name))
    func givesTheSameWithout(rule: String) {
        let runner = CaseRunner(disabledRules: [rule])
        for test in Self.cases {
            #expect(runner.outcome(of: test) == test.expected, "\(test.id) without rule \(rule)")
        }
    }

    /// Two rows a batch, so that small cases have many of them.
    @Test(.enabled(if: !isRecording), arguments: [1, 2, 7]) func givesTheSameOn(threads: Int) {
        let runner = CaseRunner(threads: threads, batchSize: 2)
        for test in Self.cases {
            #expect(runner.outcome(of: test) == test.expected, "\(test.id) on \(threads) threads")
        }
    }

    @Test(.enabled(if: !isRecording)) func givesTheSameFromSnapshots() {
        let runner = CaseRunner(datasets: .snapshots)
        for test in Self.cases {
            #expect(runner.outcome(of: test) == test.expected, "\(test.id) from a snapshot")
        }
    }

    @Test func identifiersAreUnique() {
        let repeated = Dictionary(grouping: Self.cases, by: \.id).filter { $1.count > 1 }.keys
        #expect(repeated.isEmpty)
        #expect(!Self.cases.isEmpty)
    }

    /// Rewrites every expected part; a recording run never counts as passed.
    @Test(.enabled(if: isRecording))
    func record() throws {
        for file in Self.files {
            let (preamble, cases) = try ConformanceCase.read(file)
            let texts = cases.map { $0.text(expecting: CaseRunner().outcome(of: $0)) }
            let head =
                preamble.isEmpty ? "" : preamble.joined(separator: "\n").trimmingCharacters(in: .newlines) + "\n\n"
            try (head + texts.joined(separator: "\n\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
        }
        Issue.record("recorded \(Self.cases.count) cases; look at the difference, then run without RECORD_SNAPSHOTS")
    }
}
