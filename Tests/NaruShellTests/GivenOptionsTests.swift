import ArgumentParser
import Testing

@testable import NaruShell

/// The common ways in mean what the argument parser makes of them.
@Suite struct GivenOptionsTests {
    @Test(arguments: [
        [], ["cities"], ["-c", "cities", "-c", "agreements"], ["-f", "a.naru", "-c", "cities"],
        ["--format", "json", "cities"], ["cities", "--format", "csv", "--format", "json"],
        ["--data", "a.csv", "--data", "b.csv", "-q", "a"], ["report.naru"], ["--check", "report.naru"],
        ["--command", "cities", "--quiet"], ["--file", "x.naru"], ["--lang", "ko", "cities"],
        ["--threads", "2", "--timeout", "3", "--max-memory", "1GB", "cities", "-o", "x.csv", "--output", "y.csv"],
    ])
    func readAsTheParserDoes(_ arguments: [String]) throws {
        let given = try #require(GivenOptions(common: arguments))
        #expect(given == (try NaruCommand.parse(arguments).given))
    }

    /// What is rare or wrong is the parser's, and its words are what people read.
    @Test(arguments: [
        ["-c"], ["--format"], ["-f", "-"], ["-"], ["--format=json", "cities"], ["--lang=ko", "cities"],
        ["report.naru", "--city", "x"], ["cities", "agreements"], ["--help"], ["-3 + 4"], ["--", "cities"],
        ["-qc", "cities"], ["--data", "--format", "json"],
    ])
    func leavesTheRest(_ arguments: [String]) { #expect(GivenOptions(common: arguments) == nil) }

    @Test(arguments: [["fmt", "a.naru"], ["fmt", "--check", "a.naru", "b.ties"], ["fmt", "a.naru", "--stdout"]])
    func formatsAsTheParserDoes(_ arguments: [String]) throws {
        let given = try #require(FmtOptions(common: arguments))
        #expect(given == (try FmtCommand.parse(Array(arguments.dropFirst())).given))
    }

    @Test(arguments: [
        ["fmt"], ["fmt", "--check"], ["fmt", "--help"], ["fmt", "-q", "a.naru"], ["fmt", "--lang", "ko", "a.naru"],
        ["check", "a"],
    ])
    func leavesTheRestOfFormatting(_ arguments: [String]) { #expect(FmtOptions(common: arguments) == nil) }
}
