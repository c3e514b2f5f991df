import ArgumentParser
import Foundation
import NaruSyntax
import TestSupport
import Testing

@testable import NaruShell

/// Help, the manual and completions are made from one page for each command.
@Suite struct CommandPageTests {
    static let pages: [CommandPage] = [.main] + Subcommands.all.map { $0.page }

    /// Options that are declared, without help and version, which the parser adds.
    private static func declared(_ command: Any) -> [String] {
        Mirror(reflecting: command).children.flatMap { child -> [String] in
            if child.label == "_messages" { return declared(MessageOptions()) }
            if child.label == "_tables" { return declared(TableArguments()) }
            return child.label.map { [String($0.dropFirst())] } ?? []
        }
    }

    /// Arguments without which a command is none.
    private static let required = [
        "fmt": ["x"], "completions": ["bash"], "build": ["-o", "x.narudb"], "export": ["-o", "x"],
        "schema": ["infer", "x"],
    ]

    /// Each option of a page is known to the parser, and there are as many.
    @Test func pagesAreWhatIsParsed() throws {
        let commands: [(any ParsableCommand.Type, CommandPage)] =
            [(NaruCommand.self, .main)] + Subcommands.all.map { ($0, $0.page) }
        for (type, page) in commands {
            let options = page.options.filter { !["--help", "--version"].contains($0.names.last) }
            for option in options where !option.names.isEmpty {
                for name in option.names {
                    let required = Self.required[page.word] ?? []
                    let arguments = [name] + (option.value == nil ? [] : ["1"]) + required
                    #expect(throws: Never.self, "\(page.word) \(arguments)") { _ = try type.parse(arguments) }
                }
            }
            let command = try type.parse(Self.required[page.word] ?? [])
            let count = Self.declared(command).count
            let hidden = page.word == "naru" ? 1 : 0
            #expect(count - hidden == options.count, "\(page.word): \(Self.declared(command))")
        }
    }

    @Test(arguments: pages.map(\.call))
    func bothLanguagesSayEverything(_ call: String) throws {
        let page = try #require(Self.pages.first { $0.call == call })
        let messages =
            [page.summary] + page.paragraphs + page.sections.map(\.title) + page.options.map(\.help)
            + page.statuses.map(\.text)
        for message in messages {
            let isListOfNames = message.english == message.korean
            #expect(!message.english.isEmpty)
            #expect(isListOfNames || message.korean.contains { ("가"..."힣").contains($0) }, "\(message.english)")
        }
        #expect(!page.examples.isEmpty && !page.statuses.isEmpty)
        for language in Language.allCases {
            let text = HelpPage(language: language).text(page)
            #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 80 }, "\(text)")
            for option in page.options { #expect(text.contains(option.heading(language))) }
        }
    }

    @Test func helpIsInTheLanguageAskedFor() throws {
        let korean = try Tool.run(["--lang", "ko", "--help"])
        #expect(korean.status == 0 && korean.output.contains("사용법") && korean.output.contains("종료 코드"))
        let locale = try Tool.run(["fmt", "--help"], environment: ["LANG": "ko_KR.UTF-8"])
        #expect(locale.output.contains("표준 모양"))
        #expect(try Tool.run(["check", "--help"]).output.contains("naru check mydata --strict"))
        #expect(try Tool.run(["--version"]).output.hasPrefix("naru "))
    }

    @Test func usageErrorsAreInKoreanToo() throws {
        let missing = try Tool.run(["--lang", "ko", "--timeout"])
        #expect(missing.status == 2 && missing.errors.contains("값이 필요합니다"), "\(missing.errors)")
        let negative = try Tool.run(["--max-rows", "-1", "cities"])
        #expect(negative.status == 2 && negative.errors.contains("--max-rows needs a whole number, not '-1'"))
    }

    // MARK: Shells

    private func offers(of line: [String]) throws -> [String] {
        let words = line.map { "'\($0)'" }.joined(separator: " ")
        let outcome = try Tool.shell(
            """
            source <(naru completions bash)
            COMP_WORDS=(\(words)); COMP_CWORD=\(line.count - 1); _naru; printf '%s\\n' "${COMPREPLY[@]}"
            """)
        #expect(outcome.errors.isEmpty, "\(outcome.errors)")
        return outcome.output.split(separator: "\n").map(String.init)
    }

    @Test func bashOffersWhatFits() throws {
        #expect(try offers(of: ["naru", "com"]) == ["completions"])
        #expect(try offers(of: ["naru", "--max"]) == ["--max-rows", "--max-memory"])
        #expect(try offers(of: ["naru", "--format", "js"]) == ["json"])
        #expect(try offers(of: ["naru", "-f", "LICEN"]) == ["LICENSE"])
        #expect(try offers(of: ["naru", "check", "--s"]) == ["--strict"])
        #expect(try offers(of: ["naru", "check", "--articles", "Docu"]) == ["Documentation"])
        #expect(try offers(of: ["naru", "completions", "f"]) == ["fish"])
        #expect(try offers(of: ["naru", "fmt", "--lang", ""]) == ["en", "ko"])
        #expect(try offers(of: ["naru", "explain", ""]) == [])
    }

    @Test(.enabled(if: Self.has("fish"), "fish is not installed"))
    func fishOffersWhatFits() throws {
        func offers(_ line: String) throws -> String {
            let outcome = try Tool.shell(
                "naru completions fish > \"$T\"; fish -N -c \"source $T; complete -C '\(line)'\"; rm \"$T\"",
                environment: ["T": "/tmp/naru-\(UUID().uuidString).fish", "HOME": "/nonexistent"])
            return outcome.output
        }
        #expect(try offers("naru --format js").hasPrefix("json"))
        #expect(try offers("naru check --str").contains("--strict\tWarnings fail too."))
        #expect(try offers("naru comp").contains("completions"))
    }

    @Test(.enabled(if: Self.has("zsh"), "zsh is not installed"))
    func zshReadsItsCompletions() throws {
        let outcome = try Tool.shell(
            """
            D=$(mktemp -d); naru completions zsh > "$D/_naru"
            zsh -f -c "fpath=($D \\$fpath); autoload -Uz compinit; compinit -u -d $D/dump; zsh -n $D/_naru && whence -w _naru && echo \\${_comps[naru]}"
            rm -r "$D"
            """)
        #expect(outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(outcome.output == "_naru: function\n_naru\n")
    }

    @Test func completionsOfAnUnknownShell() throws {
        let outcome = try Tool.run(["completions", "tcsh"])
        #expect(outcome.status == 2 && outcome.errors.contains("there are: bash, zsh, fish"))
    }

    @Test(arguments: Language.allCases)
    func manualNamesEveryOption(_ language: Language) throws {
        let text = try Tool.run(["manual", "--lang", language.rawValue]).output
        for page in Self.pages {
            for name in page.options.flatMap(\.names) {
                #expect(text.contains(name.replacingOccurrences(of: "-", with: "\\-")), "\(name)")
            }
        }
        #expect(text.hasPrefix(".TH NARU 1 "))
        #expect(text.split(separator: "\n").allSatisfy { !$0.hasPrefix("'") })
    }

    private static func has(_ program: String) -> Bool {
        (try? Tool.shell("command -v \(program)").status == 0) ?? false
    }
}
