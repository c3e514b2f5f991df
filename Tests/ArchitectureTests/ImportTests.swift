import Testing

/// Dependencies go one way: Syntax ← Semantics ← Plan ← Engine ← Data ← Naru ← Pictures
/// ← Shell; C stands on Naru as pictures do;
/// IDE sees Syntax and Semantics alone.
@Suite struct ImportTests {
    private static let system: Set<String> = ["Glibc", "Musl", "Darwin", "Synchronization"]
    private static let foundation: Set<String> = ["FoundationEssentials", "Foundation"]

    /// What a target may not import although it stands before it.
    private static let withheld: [String: Set<String>] = [
        "NaruIDE": ["NaruPlan", "NaruEngine", "NaruData", "Naru", "NaruC"], "NaruShell": ["NaruC"],
        "NaruPictures": ["NaruPlan", "NaruData", "NaruC", "NaruIDE"],
        "NaruTool": ["NaruC"],
    ]

    /// Targets in pipeline order, and the modules each may import besides the
    /// targets before it.
    private static let pipeline: [(target: String, others: Set<String>)] = [
        ("NaruSyntax", []),
        // Programs of several threads share what is found of a schema and a prelude.
        ("NaruSemantics", ["Glibc", "Musl", "Darwin"]),
        ("NaruPlan", []),
        // For memory and numbers; what reads or writes is tested below.
        ("NaruEngine", system.union(["RealModule"])),
        ("NaruData", system.union(["CNaruDataset", "CNaruEncodings", "CSQLite", "CZlib", "CExpat"])),
        ("Naru", system.union(foundation).union(["Dispatch", "CNaruChecks"])),
        ("NaruC", system.union(["CNaru"])),
        ("NaruIDE", []),
        ("NaruPictures", []),
        (
            "NaruShell",
            system.union(foundation).union(["CNaruExplanations", "CLibEdit", "CXLSXWriter", "ArgumentParser"])
        ),
        ("NaruTool", system),
    ]

    private static let allowed: [String: Set<String>] = {
        var result: [String: Set<String>] = [:]
        var earlier: Set<String> = []
        for (target, others) in pipeline {
            result[target] = earlier.union(others).subtracting(withheld[target] ?? [])
            earlier.insert(target)
        }
        return result
    }()

    @Test func everySourceIsSeen() {
        #expect(Set(SourceFile.all.map(\.target)) == Set(Self.pipeline.map(\.target)))
    }

    @Test(arguments: SourceFile.all)
    func importsOnlyWhatStandsBeforeIt(_ file: SourceFile) {
        let allowed = Self.allowed[file.target] ?? []
        let surplus = file.imports.filter { !allowed.contains($0) }
        #expect(surplus.isEmpty, "\(file.path) imports \(surplus.joined(separator: ", "))")
    }

    /// Where Foundation has its essential part apart, the whole of it would make
    /// the program three times as large.
    @Test(arguments: SourceFile.all.filter { $0.imports.contains("Foundation") })
    func onlyTheEssentialPartOfFoundation(_ file: SourceFile) {
        let imports = file.lines.indices.filter { file.lines[$0].hasSuffix("import Foundation") }
        for line in imports {
            let guarded =
                line >= 3 && file.lines[line - 1] == "#else"
                && file.lines[line - 2].hasSuffix("import FoundationEssentials")
                && file.lines[line - 3] == "#if canImport(FoundationEssentials)"
            #expect(guarded, "\(file.path):\(line + 1) imports Foundation where FoundationEssentials may do")
        }
    }

    @Test(arguments: [" print(\"", "readLine(", "fopen(", "getenv(", "FileHandle", "isatty(", "CommandLine."])
    func whatComputesNeitherReadsNorWrites(_ call: String) {
        let pure = SourceFile.all.filter {
            ["NaruSyntax", "NaruSemantics", "NaruPlan", "NaruEngine", "NaruPictures"].contains($0.target)
        }
        #expect(pure.flatMap { $0.places(of: call) } == [])
    }
}
