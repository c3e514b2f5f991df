import Testing

@testable import NaruSyntax

@Suite struct DateReadingTests {
    /// What is read, as it is shown.
    @Test(arguments: [
        ("1989-10-25", "1989-10-25"), ("1989-10", "1989-10"), ("1989", "1989"), ("1989~", "1989~"),
        ("2023-Q4", "2023-Q4"), ("2024-XX-13", "2024-XX-13"), (" 1989-10-25 ", "1989-10-25"),
        ("1989.10.25.", "1989-10-25"), ("1989.10.25", "1989-10-25"), ("1989. 10. 25.", "1989-10-25"),
        ("1989. 10.", "1989-10"), ("1989.10", "1989-10"), ("1989.1.5", "1989-01-05"), ("1989/10/25", "1989-10-25"),
        ("1989/10", "1989-10"), ("1989-1-5", "1989-01-05"),
        ("2019년 5월", "2019-05"), ("2019년5월3일", "2019-05-03"), ("2019년 5월 3일", "2019-05-03"), ("2019년", "2019"),
        ("2023년 4분기", "2023-Q4"),
        ("October 25, 1989", "1989-10-25"), ("Oct 1989", "1989-10"), ("Oct. 25, 1989", "1989-10-25"),
        ("25 October 1989", "1989-10-25"), ("october 1989", "1989-10"), ("October, 1989", "1989-10"),
        ("25-Oct-1989", "1989-10-25"), ("May 5th, 2021", "2021-05-05"), ("Sept 3, 2021", "2021-09-03"),
        ("1989-00-00", "1989"), ("1989-10-00", "1989-10"), ("1985-04-XX", "1985-04"), ("1985-XX-XX", "1985"),
        ("1985-XX", "1985"), ("201X", "2010..2019"), ("201X~", "2010..2019~"), ("20XX", "2000..2099"),
        ("1984/2004", "1984..2004"), ("2023-05/2024-02", "2023-05..2024-02"), ("2023-05..2024-02", "2023-05..2024-02"),
        ("1985/..", "1985-01-01.."), ("1985~/..", "1985-01-01..~"), ("1984?/2004~", "1984..2004%"),
        ("../1985", "..1985-12-31"), ("1985-01-01..", "1985-01-01.."),
        ("2024-01-17T09:00:00Z", "2024-01-17"), ("2024-01-17T23:30+09:00", "2024-01-17"),
        ("2024-01-17 09:00", "2024-01-17"), ("2024-01-17T09:00:00.123456-0530", "2024-01-17"),
        ("2024-01-17T09+09", "2024-01-17"),
        ("25/10/1989", "1989-10-25"), ("10/25/1989", "1989-10-25"), ("25.10.1989", "1989-10-25"),
        ("25.10.1989.", "1989-10-25"), ("25-10-1989", "1989-10-25"), ("05/05/1989", "1989-05-05"),
    ])
    func reads(_ text: String, _ shown: String) throws {
        let date = try #require(DateReading(text).date)
        #expect(date.description == shown)
        // What is shown reads as the same date.
        #expect(DateReading(date.description).date == date)
    }

    @Test(arguments: ["03/04/1989", "3.4.1989", "12-11-2020"])
    func doesNotGuessWhichIsTheMonth(_ text: String) throws {
        guard case .ambiguous(let dayFirst, let monthFirst) = DateReading(text) else {
            Issue.record("\(text): \(DateReading(text))")
            return
        }
        #expect(dayFirst != monthFirst)
    }

    @Test(arguments: [
        ("1989-02-30", DateReading.Form.yearFirst), ("1989-13", .yearFirst), ("0000-01-01", .yearFirst),
        ("1989.2.30.", .yearFirst), ("31/02/1989", .dayFirst), ("02/31/1989", .monthFirst), ("2019년 13월", .korean),
        ("2019년 5분기", .korean), ("February 30, 1989", .english), ("2024-02-30T10:00Z", .timed),
        ("2004/1984", .yearFirst),
    ])
    func knowsDaysThatDoNotExist(_ text: String, _ form: DateReading.Form) {
        #expect(DateReading(text) == .impossible(form))
    }

    @Test(arguments: [
        "", " ", "X", "XXXX", "1XXX", "20231031", "89-10-25", "'89.10.25", "1989-10-25-1", "1989.10/25", "10/1989/25",
        "October", "Octember 1989", "Oc 1989", "October 25", "1989 Oct", "2019년 월", "5월 3일", "2024-01-17T",
        "2024-01-17T9:00", "2024-01-17T25:00", "2024-01-17T09:00+9", "2024-01-17T09:61", "32806", "..", "/..", "1985/x",
        "25/10/89", "미상", "around 1989", "1989-10-25?!", String(repeating: "1", count: 100),
    ])
    func otherTexts(_ text: String) { #expect(DateReading(text) == .unreadable) }

    @Test func everyDayIsReadInEveryForm() throws {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        for number in Int32(10_000)...10_800 {
            let (date, day) = (PartialDate(day: number), CivilDate(day: number))
            let forms = [
                date.description, "\(day.year).\(day.month).\(day.day).", "\(day.year). \(day.month). \(day.day).",
                "\(day.year)년 \(day.month)월 \(day.day)일", "\(months[day.month - 1]) \(day.day), \(day.year)",
                "\(day.day) \(months[day.month - 1].prefix(3)) \(day.year)", "\(date)T00:00:00+09:00",
            ]
            for form in forms { #expect(DateReading(form).date == date, "\(form)") }
        }
    }
}
