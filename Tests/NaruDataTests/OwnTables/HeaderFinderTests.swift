import Testing

@testable import NaruData

/// Which row names the columns.
struct HeaderFinderTests {
    private func finding(_ rows: [[String]]) -> HeaderFinder.Finding { HeaderFinder(rows: rows).finding }

    @Test func theFirstRowOfTexts() {
        #expect(finding([["name", "n"], ["a", "1"]]) == .init(header: 0))
        #expect(finding([["name"], ["a"], ["b"]]) == .init(header: 0))
        #expect(finding([["name", "n"]]) == .init(header: 0))
    }

    @Test func titlesAbove() {
        let rows = [["Sister cities", "", ""], ["", "", ""], ["no", "city", "country"], ["1", "Nara", "Japan"]]
        #expect(finding(rows) == .init(header: 2, titles: [0, 1]))
        #expect(
            finding([["Sister cities"], ["city", "country"], ["Nara", "Japan"]]) == .init(header: 1, titles: [0]))
        #expect(finding([["# exported"], ["city", "n"], ["Nara", "1"]]) == .init(header: 1, titles: [0]))
    }

    @Test func aHeaderMayLackNames() {
        #expect(finding([["", "value"], ["0", "1"], ["1", "5"]]) == .init(header: 0))
        #expect(finding([["#", "city"], ["1", "Nara"]]) == .init(header: 0))
    }

    @Test func rowsThatLookAlike() {
        #expect(finding([["1", "2"], ["3", "4"]]) == .init(header: nil))
        #expect(finding([["Q201391", "Kohtla"], ["Q1081996", "Brou"]]) == .init(header: nil))
        #expect(finding([["Nara", "1998-07-01"], ["Toledo", "1972-09-11"]]) == .init(header: nil))
        #expect(finding([["Nara", "Japan"], ["Xi'an", "China"], ["Toyota", "Japan"]]) == .init(header: nil))
    }

    @Test func yearsMayName() {
        #expect(finding([["city", "2019", "2020"], ["Nara", "3", "4"]]) == .init(header: 0))
    }

    @Test func namesOfGroupsStandAboveThoseOfTheirColumns() {
        let rows = [["Sister cities", "", ""], ["city", "people", ""], ["", "2019", "2020"], ["Nara", "3", "4"]]
        let finder = HeaderFinder(rows: rows, groups: [0: [0..<3], 1: [1..<3]])
        #expect(finder.finding == .init(header: 1, titles: [0], isDouble: true))
        // The row below says something of the other columns, so it is data.
        let data = [["no", "city", ""], ["1", "Japan", "Nara"], ["2", "Spain", "Toledo"]]
        #expect(HeaderFinder(rows: data, groups: [0: [1..<3]]).finding == .init(header: 0))
    }

    @Test func aTitleAboveRowsThatNothingNames() {
        let rows = [["Sister cities", "", ""], ["1", "Nara", "19"], ["2", "Toledo", "30"]]
        #expect(finding(rows) == .init(header: nil, titles: [0]))
    }

    @Test func aSchemaNeedsOne() {
        #expect(HeaderFinder(rows: [["1", "2"], ["3", "4"]], allowsNone: false).finding == .init(header: 0))
    }
}
