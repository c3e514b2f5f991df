import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax
import Testing

struct BundledDatasetTests {
    @Test func loads() throws {
        do throws(DatasetError) {
            let dataset = try DatasetLoader.bundled()
            #expect(dataset.store.ids.count > 300)
            let types = dataset.catalog.schema.types
            let city = types.first { $0.name == "city" }?.id ?? .entity
            #expect(dataset.catalog.entities(named: "샌디에이고", in: city).map(\.id) == ["san-diego"])
            #expect(dataset.catalog.entity(id: "siheung", in: city)?.label == "시흥시")
        } catch {
            for diagnostic in error.diagnostics { Issue.record("\(describe(diagnostic))") }
        }
    }
}

func describe(_ diagnostic: Diagnostic) -> String {
    var place = "-"
    if let source = diagnostic.source, let span = diagnostic.span {
        var line = 1
        for byte in source.utf8[..<span.start] where byte == 10 { line += 1 }
        place = "\(source.name):\(line)"
    }
    return "\(diagnostic.code) \(place) \(diagnostic.message.english)"
}
