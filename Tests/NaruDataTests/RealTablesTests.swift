import NaruData
import NaruEngine
import NaruSemantics
import Testing

/// The two real networks, where they lie beside the repository.
struct RealTablesTests {
    @Test(.enabled(if: SharedData.exists)) func sisterCities() throws {
        let dataset = try DatasetLoader.load(paths: [SharedData.folder + "/eu-sister-cities.tsv"])
        let type = try #require(dataset.catalog.schema.declaredTypes.last)
        #expect(type.name == "eu_sister_cities")
        #expect(dataset.store.range(of: type.id).count == 13081)
        let schema = dataset.catalog.schema
        let contents = type.fields.map { schema[$0].content }
        #expect(
            contents == [
                .text, .text, .decimal, .decimal, .int, .text, .decimal, .decimal, .decimal, .text, .int, .text,
            ])
    }
}
