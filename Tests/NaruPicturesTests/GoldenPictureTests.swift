import NaruEngine
import NaruSemantics
import NaruSyntax
import TestSupport
import Testing

@testable import NaruPictures

/// Pictures as golden files: open them in a browser.
@Suite struct GoldenPictureTests {
    private static let partners: [[Value]] = [
        [.text("시흥시"), .int(12)], [.text("울산시"), .int(30)], [.text("부산시"), .absent], [.text("대전시"), .int(7)],
    ]

    @Test func uprightBars() throws {
        expect(try Sample.svg([Sample.name, Sample.count], Self.partners) { $0.title = "Partners of cities" }, "bars")
    }

    @Test func barsOfLongNamesLieAndKoreanNumbersHaveWords() throws {
        let rows: [[Value]] = [
            [.text("서울바이오허브와 양강생명과학기술성이 함께 만드는 바이오 창업기업 교류와 협력의 자리"), Sample.won(120_000_000_000)],
            [.text("청년창업사관학교 운영"), Sample.won(30_000_000_000, .range, upTo: 70_000_000_000)],
            [.text("<script>alert(\"&\")</script>"), Sample.won(5_000_000_000, .over)],
            [.text("투자유치"), Sample.won(9_000_000_000, .atMost)],
        ]
        expect(try Sample.svg([Sample.name, Sample.amount], rows) { $0.language = .korean }, "bars.quantities.ko")
    }

    @Test func barsBelowZero() throws {
        let rows: [[Value]] = [
            [.text("a rise"), .int(1_200_000)], [.text("a fall"), .int(-800_000)], [.text("nothing"), .int(0)],
        ]
        expect(try Sample.svg([Sample.name, Sample.count], rows), "bars.signs")
    }

    @Test func stackedBars() throws {
        let rows: [[Value]] = [
            [.text("Korea"), .bool(true), .int(5)], [.text("Korea"), .bool(false), .int(3)],
            [.text("China"), .bool(false), .int(4)],
        ]
        expect(try Sample.svg([Sample.name, Sample.kind, Sample.count], rows), "bars.stacked")
    }

    @Test func groupedBars() throws {
        let more = Sample.column("m", .int)
        let rows: [[Value]] = [[.text("x"), .int(5), .int(3)], [.text("y"), .int(1), .absent]]
        expect(try Sample.svg([Sample.name, Sample.count, more], rows), "bars.grouped")
    }

    @Test func lineWithDatesKnownInPart() throws {
        let rows: [[Value]] = [
            [Sample.date("2021"), .int(4)], [Sample.date("2022-03-01"), .int(6)], [Sample.date("2022-10"), .absent],
            [Sample.date("2023-05-05"), .int(9)], [Sample.date("2024-01~"), .int(2)],
        ]
        expect(try Sample.svg([Sample.date, Sample.count], rows), "line")
    }

    @Test func linesOfGroups() throws {
        let year = Sample.column("year", .int)
        let rows: [[Value]] = [2021, 2022, 2023].flatMap { year -> [[Value]] in
            [[.int(year), .bool(true), .int(year - 2019)], [.int(year), .bool(false), .int(2026 - year)]]
        }
        expect(try Sample.svg([year, Sample.kind, Sample.count], rows), "line.groups")
    }

    @Test func timeline() throws {
        let term = Sample.column("term", .period)
        func period(_ start: String, _ end: String?) throws -> Value {
            let open = PartialDate(
                first: PartialDate.distantFuture, last: PartialDate.distantFuture, precision: .day)
            return .period(
                try #require(PartialDate(start)), try end.map { try #require(PartialDate($0)) } ?? open)
        }
        let rows: [[Value]] = [
            [.text("office"), .bool(true), try period("2019-04-01", "2022-06-30")],
            [.text("known to the year"), .bool(false), try period("2020", "2023")],
            [.text("goes on"), .bool(true), try period("2022-07-01", nil)], [.text("no date"), .bool(true), .absent],
        ]
        expect(try Sample.svg([Sample.name, Sample.kind, term], rows), "timeline")
    }

    @Test func timelineOfOneDay() throws {
        expect(
            try Sample.svg([Sample.name, Sample.date], [[.text("only"), Sample.date("2024-03-05")]]), "timeline.one")
    }

    @Test func scatterPlot() throws {
        let more = Sample.column("m", .decimal)
        let rows: [[Value]] = (0..<6).map { [.text("point \($0)"), .int($0 * 3), .float(Double($0 * $0) / 4)] }
        expect(try Sample.svg([Sample.name, Sample.count, more], rows, kind: .scatter), "scatter")
    }

    @Test func emptyResult() throws {
        expect(try Sample.svg([Sample.name, Sample.count], []) { $0.title = "Nothing" }, "empty")
    }

    @Test func onDarkGround() throws {
        expect(try Sample.svg([Sample.name, Sample.count], Self.partners) { $0.theme = .dark }, "bars.dark")
    }

    private func expect(_ svg: String, _ name: String) {
        Golden.expect(svg, in: "pictures/\(name).svg")
        let picture = DrawnPicture(svg)
        #expect(picture.isWellFormed && picture.overlaps.isEmpty && picture.outside.isEmpty, "\(name)")
    }
}
