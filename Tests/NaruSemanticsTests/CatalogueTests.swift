import NaruSemantics
import NaruSyntax
import Testing

struct CatalogueTests {
    /// Each code has a case that shows it. A few are the parser's to catch
    /// first, one needs a quantity, one a dataset without dates, one a table
    /// without a schema, and one the values of a field.
    @Test func everyCodeHasAGoldenCase() throws {
        let shown = try GoldenFile.all().flatMap(\.cases).map(\.expected).joined()
        let elsewhere: Set<CheckCode> = [.misleadingQuantifier, .noDatedSource, .orderedTexts, .unknownText]
        for code in CheckCode.allCases where !elsewhere.contains(code) {
            #expect(shown.contains("[\(code.rawValue)]"), "\(code.rawValue) \(code)")
        }
    }

    @Test func codesAreUnique() {
        #expect(Set(CheckCode.allCases.map(\.rawValue)).count == CheckCode.allCases.count)
    }

    @Test func functionsAreListedOnceAndReadable() {
        let names = FunctionSignature.all.map(\.name)
        #expect(Set(names).count == names.count)
        for signature in FunctionSignature.all {
            #expect(!signature.summary.english.isEmpty && !signature.summary.korean.isEmpty)
            let example = SourceText(name: signature.name, text: signature.example)
            #expect(Parser.parse(example).diagnostics.isEmpty, "\(signature.example)")
        }
    }

    /// Every scalar function, aggregate and measure can be called.
    @Test func everyFunctionHasASignature() {
        let names = Set(FunctionSignature.all.map(\.name))
        let expected =
            Function.allCases.map(\.rawValue) + Aggregate.allCases.map(\.rawValue)
            + NodeMeasure.allCases.map(\.rawValue)
        for name in expected { #expect(names.contains(name), "\(name)") }
    }
}
