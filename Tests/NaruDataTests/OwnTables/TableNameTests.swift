import Testing

@testable import NaruData

/// What a set is called whose file has versions.
struct TableNameTests {
    @Test(arguments: [
        ("a/2024년 결연현황(최종).csv", "결연현황"), ("결연현황_20241231.csv", "결연현황"), ("cities (1).csv", "cities"),
        ("2024년 12월 기준 결연현황.csv", "결연현황"), ("결연현황 2024년.csv", "결연현황"), ("cities_v2.csv", "cities"),
        ("cities final.csv", "cities"), ("20240101_cities.tsv", "cities"), ("2024.csv", "_2024"),
        ("sales-2024.csv", "sales_2024"), ("cities.csv", "cities"), ("(최종).csv", "_최종_"), ("e.csv", "e"),
    ])
    func isCleaned(_ path: String, _ name: String) { #expect(TableName.cleaned(path) == name) }
}
