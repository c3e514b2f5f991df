import Foundation
import TestSupport
import Testing

/// The programs of `Examples/c`, `Examples/python` and `Examples/shell` and
/// those of Embedding.md, built and run as their readers would.
@Suite(.serialized) struct EmbeddingTests {
    private static func folder(_ name: String) -> URL { Repository.root.appending(path: name) }

    /// Does one thing after the other in an empty folder.
    private func run(_ lines: String..., sources: [String] = []) throws -> Tool.Outcome {
        let installation = try Installation.shared.get()
        return try Scratch.with { scratch in
            for source in sources {
                let file = Self.folder(source)
                try FileManager.default.copyItem(at: file, to: scratch.appending(path: file.lastPathComponent))
            }
            return try installation.shell(lines.joined(separator: " && "), folder: scratch)
        }
    }

    private static let american = """
        보스턴: 0 (-)
        로스앤젤레스: 0 (-)
        샌디에이고: 2 (2023-10-31)
        샌프란시스코: 0 (-)
        시애틀: 3 (2024-09-03)

        """

    @Test(
        .enabled(if: Programs.installing, "needs a C compiler, binutils and pkg-config"),
        arguments: ["naru", "naru-static"])
    func programInCRuns(_ library: String) throws {
        let outcome = try run(
            "cc -std=c99 -Wall -Wextra -pedantic -Werror agreements.c $(pkg-config --cflags --libs \(library)) -o agreements",
            "./agreements US", sources: ["Examples/c/agreements.c"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == Self.american)
    }

    @Test(.enabled(if: Programs.installing && Programs.are("c++"), "needs a C++ compiler"))
    func headerIsCPlusPlusToo() throws {
        let outcome = try run(
            "c++ -Wall -Wextra -Werror -fsyntax-only $(pkg-config --cflags naru) -x c++ header.cpp",
            sources: ["Tests/Scripts/header.cpp"])
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test(.enabled(if: Programs.installing, "needs a C compiler, binutils and pkg-config"))
    func mistakesEndAProgramInC() throws {
        let outcome = try run(
            "cc agreements.c $(pkg-config --cflags --libs naru) -o agreements", "./agreements $'\\xff'",
            sources: ["Examples/c/agreements.c"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.hasPrefix("error[E5406]: naru_bind_text: the value of 'country' is not UTF-8"))
    }

    @Test(.enabled(if: Programs.installing && Programs.are("valgrind"), "needs valgrind"))
    func valgrindFindsNothing() throws {
        let outcome = try run(
            "cc every-function.c $(pkg-config --cflags --libs naru-static) -o every-function 2>/dev/null",
            "valgrind -q --suppressions=valgrind.supp --leak-check=full --show-leak-kinds=definite,indirect "
                + "--errors-for-leak-kinds=definite,indirect --error-exitcode=9 ./every-function",
            sources: ["Tests/Scripts/every-function.c", "Tests/Scripts/valgrind.supp"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == "done\n")
    }

    @Test(.enabled(if: Programs.installing, "needs a C compiler, binutils and pkg-config"))
    func sanitizerFindsNothing() throws {
        let outcome = try run(
            "clang -g -fsanitize=address every-function.c $(pkg-config --cflags --libs naru-static) "
                + "-o every-function 2>/dev/null", "./every-function",
            sources: ["Tests/Scripts/every-function.c"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == "done\n")
    }

    /// `make memcheck` does a million.
    @Test(.enabled(if: Programs.installing, "needs a C compiler, binutils and pkg-config"))
    func roundsHoldNoMemory() throws {
        let outcome = try run(
            "cc rounds.c $(pkg-config --cflags --libs naru) -o rounds", "./rounds 2000",
            sources: ["Tests/Scripts/rounds.c"])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test(.enabled(if: Programs.installing && Programs.are("python3"), "needs Python"))
    func programInPythonRuns() throws {
        let sources = ["Examples/python/naru.py", "Examples/python/partners.py"]
        let outcome = try run("python3 partners.py", sources: sources)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            outcome.output == """
                2023-10-31 경제발전 및 우호 협력 증진을 위한 업무협약 · 샌디에이고
                    “지난 10월 31일 서울대학교 시흥캠퍼스에서” (시흥시, 미국 샌디에이고시와 경제발전ㆍ우호 증진 본격화, 2023-11-01)
                    “상호교류 증대를 위한 우호 협력 업무협약을 체결했다” (시흥시, 미국 샌디에이고시와 경제발전ㆍ우호 증진 본격화, 2023-11-01)
                    “지난해 10월 31일 서울대학교 시흥캠퍼스에서” (임병택 시흥시장, 미국에서 바이오클러스터 투자 유치 추진, 2024-05-13)
                    “우호 협력 협약을 체결한 바 있다” (임병택 시흥시장, 미국에서 바이오클러스터 투자 유치 추진, 2024-05-13)

                """)
        let wrong = try run("python3 partners.py Nowhere", sources: sources)
        #expect(wrong.status == 1)
        #expect(wrong.errors.hasPrefix("error[E4004]: parameter 'city': nothing is called 'Nowhere'"))
    }

    @Test(.enabled(if: Programs.installing && Programs.are("python3"), "needs Python"))
    func ctrlCEndsWhatPythonWaitsFor() throws {
        let outcome = try run(
            "python3 interrupt.py", sources: ["Examples/python/naru.py", "Tests/Scripts/interrupt.py"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output == "open\nstep\n13\n")
    }

    @Test(arguments: [
        ("./ties.naru -P city=Seoul", 0, "signed,kind,title,with\n2019-05,friendship,Friendship agreement,Chongqing\n"),
        ("./ties.naru -P since=soon", 2, ""), ("bash watch.sh soon", 2, ""), ("bash watch.sh 1990", 0, ""),
    ])
    func scriptsRun(_ line: String, _ status: Int32, _ output: String) throws {
        let outcome = try Tool.shell(line, folder: Self.folder("Examples/shell"))
        #expect(outcome.status == status, "\(outcome.errors)")
        #expect(outcome.output == output)
    }

    @Test func watchTellsWhatIsOverdue() throws {
        let outcome = try Tool.shell("bash watch.sh 2031-01-01", folder: Self.folder("Examples/shell"))
        #expect(outcome.status == 1)
        #expect(!outcome.output.isEmpty && outcome.errors.isEmpty)
    }

    @Test(.enabled(if: Programs.are("jq"), "needs jq"))
    func pipelineRuns() throws {
        let outcome = try Tool.shell("bash newest.sh US", folder: Self.folder("Examples/shell"))
        #expect(outcome.output == "2024-09-04\tSeattle (3)\n2024-01-17\tSan Diego (2)\n")
    }

    // MARK: Embedding.md

    private static let blocks = CodeBlock.all.filter { $0.path == "Documentation/Embedding.md" }
    private static let programs = blocks.filter { ["c", "python"].contains($0.language) }
    private static let lines = blocks.filter { $0.language == "sh" && $0.answer?.language == "text" }

    @Test(
        .enabled(if: Programs.installing && Programs.are("python3"), "needs a C compiler and Python"),
        arguments: programs)
    func programOfThePageRuns(_ block: CodeBlock) throws {
        let installation = try Installation.shared.get()
        let outcome = try Scratch.with { scratch in
            try Data(block.text.utf8).write(to: scratch.appending(path: block.language == "c" ? "page.c" : "page.py"))
            try FileManager.default.copyItem(
                at: Self.folder("Examples/python/naru.py"), to: scratch.appending(path: "naru.py"))
            return try installation.shell(
                block.language == "c"
                    ? "cc page.c $(pkg-config --cflags --libs naru) -o page && ./page" : "python3 page.py",
                folder: scratch)
        }
        #expect(outcome.status == 0, "\(block.testDescription)\n\(outcome.errors)")
        #expect(outcome.output == block.answer?.text, "\(block.testDescription)")
    }

    @Test(.enabled(if: Programs.are("jq"), "needs jq"), arguments: lines)
    func lineOfThePageRuns(_ block: CodeBlock) throws {
        let outcome = try Tool.shell(block.text, folder: Self.folder("Examples/shell"))
        #expect(outcome.output == block.answer?.text, "\(block.testDescription)\n\(outcome.errors)")
    }

    @Test func thePageHasPrograms() {
        #expect(Set(Self.programs.map(\.language)) == ["c", "python"])
        #expect(!Self.lines.isEmpty)
    }
}
