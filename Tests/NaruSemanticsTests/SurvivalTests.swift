import Foundation
import NaruSemantics
import NaruSyntax
import Testing

/// Whatever the program, the checker answers; and it answers the same twice.
struct SurvivalTests {
    @Test func brokenProgramsEndInDiagnostics() throws {
        var random = Linear(state: 7)
        let programs = try GoldenFile.all().filter { $0.url.lastPathComponent != "quantities.txt" }
            .flatMap(\.cases).map(\.program)
        for program in programs {
            for _ in 0..<6 {
                let text = Self.mutated(program, &random)
                let first = GoldenTests.outcome(text, .english)
                #expect(first == GoldenTests.outcome(text, .english), "\(text)")
            }
        }
    }

    @Test func longChainsOfDefinitionsEndInAnError() {
        let chain = (1...2000).map { "let a\($0) = a\($0 - 1) + 1" }.joined(separator: "\n")
        #expect(GoldenTests.outcome("let a0 = 1\n\(chain)\na2000", .english).contains("E2090"))
        let backwards = (1...2000).reversed().map { "let a\($0) = a\($0 - 1) + 1" }.joined(separator: "\n")
        #expect(GoldenTests.outcome("\(backwards)\nlet a0 = 1\na2000", .english).contains("E2090"))
    }

    /// The program with a few of its words dropped, doubled or exchanged.
    private static func mutated(_ program: String, _ random: inout Linear) -> String {
        var words = program.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        for _ in 0..<2 where words.count > 1 {
            let position = random.below(words.count)
            switch random.below(3) {
            case 0: words.remove(at: position)
            case 1: words.insert(words[position], at: position)
            default: words.swapAt(position, random.below(words.count))
            }
        }
        return words.joined(separator: " ")
    }

    private struct Linear {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: state >> 33) % bound
        }
    }
}
