import Foundation
import TestSupport
import Testing

/// A package of its own that uses the library, as people would begin one.
@Suite struct ClientTests {
    /// Building takes minutes the first time.
    static let skip = "NARU_SKIP_CLIENT"
    private static let isSkipped = ProcessInfo.processInfo.environment[skip] != nil
    private static let folder = "Examples/swift-client"
    /// Below `.build`, beside what `swift test` itself is using.
    private static let scratch = ".build/swift-client"

    @Test(.disabled(if: isSkipped, "\(skip) is set"))
    func buildsAndRuns() throws {
        let build = try Tool.shell(
            // Its plan would otherwise not see files that were added to Naru.
            "swift build --disable-build-manifest-caching --package-path \(Self.folder) --scratch-path \(Self.scratch)",
            environment: ["HOME": NSHomeDirectory()], seconds: 1_800)
        #expect(build.status == 0, "\(build.output)\(build.errors)")
        #expect(!(build.output + build.errors).contains("warning:"), "\(build.output)\(build.errors)")
        #expect(try compiledTargets() == Self.targets)
        let run = try Tool.shell("\(Self.scratch)/debug/client")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.split(separator: "\n").map(String.init) == (try answerOfTheProgram()))
    }

    /// The page on embedding shows these very files.
    @Test(arguments: [("swift package", "Package.swift"), ("swift program", "Sources/client/main.swift")])
    func isTheOneOfThePage(_ language: String, _ file: String) throws {
        let block = CodeBlock.all.first { $0.path == "Documentation/Embedding.md" && $0.language == language }
        let text = try String(
            contentsOf: Repository.root.appending(path: "\(Self.folder)/\(file)"), encoding: .utf8)
        #expect(block?.text == text)
    }

    /// A program that embeds Naru compiles neither its shell nor what that
    /// needs; the package manager only looks at them when it plans.
    private static let targets: Set<String> = [
        "client", "Naru", "NaruData", "NaruEngine", "NaruPlan", "NaruSemantics", "NaruSyntax", "CNaruDataset",
        "CNaruChecks", "CNaruEncodings", "CSQLite", "CZlib", "CExpat", "RealModule", "_NumericsShims",
    ]

    /// Targets with an object file.
    private func compiledTargets() throws -> Set<String> {
        let found = try Tool.shell("find -L \(Self.scratch)/debug/*.build -name '*.o'").output
        return Set(found.matches(of: /\/debug\/([^\/]+)\.build\//).map { String($0.1) })
    }

    /// The same question, asked of `naru` in the dataset's first language, as
    /// the client prints it.
    private func answerOfTheProgram() throws -> [String] {
        let outcome = try Tool.run(["--lang", "ko", "--format", "tsv", Self.question])
        let rows = outcome.output.split(separator: "\n").dropFirst().map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { $0.isEmpty ? "-" : String($0) }
                .joined(separator: " ")
        }
        #expect(!rows.isEmpty, "\(outcome.errors)")
        return rows
    }

    private static let question = """
        cities | where country.iso = "US" | sort name
               | select name, n: count(agreements), last: max(agreements.signed)
        """
}
