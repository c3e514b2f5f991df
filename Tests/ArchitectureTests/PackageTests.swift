import Foundation
import TestSupport
import Testing

/// `Package.swift` is the table of contents: targets in pipeline order.
@Suite struct PackageTests {
    @Test func targetsStandInPipelineOrder() throws {
        let text = try String(contentsOf: Repository.root.appending(path: "Package.swift"), encoding: .utf8)
        let names = [
            "NaruSyntax", "NaruSemantics", "NaruPlan", "NaruEngine", "NaruData", "Naru", "NaruC", "NaruPictures",
            "NaruShell",
            "NaruTool",
        ]
        let places = names.compactMap { name in
            text.range(of: #"arget\(\s*name: "\#(name)""#, options: .regularExpression)?.lowerBound
        }
        #expect(places.count == names.count)
        #expect(places == places.sorted())
    }

    @Test func editorAndArgumentParserAreTheShellsAlone() throws {
        let text = try String(contentsOf: Repository.root.appending(path: "Package.swift"), encoding: .utf8)
        let targets = text.components(separatedBy: "arget(").dropFirst()
        let users = targets.filter { $0.contains("\"CLibEdit\"") && !$0.contains("name: \"CLibEdit\"") }
        #expect(users.count == 1)
        #expect(users.allSatisfy { $0.contains("name: \"NaruShell\"") && $0.contains("ArgumentParser") })
    }
}
