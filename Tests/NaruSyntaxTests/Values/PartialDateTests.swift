import Testing

@testable import NaruSyntax

@Suite struct PartialDateTests {
    @Test(arguments: [
        "2023", "2023-Q4", "2023-10", "2023-10-31", "2024-XX-13", "2024-02-29", "0001-01-01", "9999-12-31", "2023?",
        "2023-10~",
        "2023-10-31%", "2023-05..2024-02", "2023-05-02..2024-02-01", "2023..2024",
    ])
    func isShownAsRecorded(_ text: String) throws {
        #expect(try #require(PartialDate(text)).description == text)
    }

    @Test(arguments: [
        ("2023", 19358, 19722), ("2023-Q4", 19631, 19722), ("2023-10", 19631, 19661), ("2023-10-31", 19661, 19661),
        ("1970-01-01", 0, 0), ("1969-12-31", -1, -1), ("2024-XX-13", 19735, 20070), ("2024-02", 19754, 19782),
    ])
    func bounds(_ text: String, _ first: Int32, _ last: Int32) throws {
        let date = try #require(PartialDate(text))
        #expect((date.first, date.last) == (first, last))
    }

    @Test(arguments: [
        ("2023-02-30", "month 2 of 2023 has 28 days"), ("2023-13", "there is no month 13"),
        ("2023-Q5", "the quarters are Q1, Q2, Q3 and Q4"),
        ("2023-1", "months and days have two digits"), ("0000", "there is no year 0"),
        ("2023-01-32", "no month has a day 32"),
        ("2023-XX-32", "no month has a day 32"), ("2100-02-29", "month 2 of 2100 has 28 days"),
    ])
    func datesThatDoNotExist(_ text: String, _ reason: String) {
        #expect(PartialDate(text) == nil)
        #expect(PartialDate.reason(whyNot: text)?.english == reason)
    }

    @Test(arguments: [
        "", "23", "2023-", "2023-10-31-1", "20231031", "2023/10", "2024..2023", "..", "-2023", "２０２３", "2023-1a",
        "2023??",
    ])
    func otherTexts(_ text: String) { #expect(PartialDate(text) == nil) }

    @Test func everyDayOfFourCenturiesComesBack() {
        let lost = (-146_097...0).first { (day: Int32) in
            let date = CivilDate(day: day)
            return date.number != day || CivilDate(year: date.year, month: date.month, day: date.day) != date
        }
        #expect(lost == nil)
    }
}
