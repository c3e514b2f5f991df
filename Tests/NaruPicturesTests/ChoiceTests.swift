import NaruEngine
import NaruSemantics
import NaruSyntax
import Testing

@testable import NaruPictures

/// What is drawn follows from the columns.
@Suite struct ChoiceTests {
    private static func kind(_ columns: [FigureColumn]) throws -> ChartKind {
        switch try ChartChoice(columns) {
        case .bars: .bars
        case .line: .line
        case .timeline: .timeline
        case .scatter: .scatter
        case .network: .network
        }
    }

    @Test func typesChoose() throws {
        let (name, n, date) = (Sample.name, Sample.count, Sample.date)
        #expect(try Self.kind([name, n]) == .bars)
        #expect(try Self.kind([n, Sample.kind]) == .bars)
        #expect(try Self.kind([date, n]) == .line)
        #expect(try Self.kind([name, date, n]) == .line)
        #expect(try Self.kind([name, date]) == .timeline)
        #expect(try Self.kind([n, Sample.amount]) == .scatter)
        let (from, to) = (Sample.column("from", .text), Sample.column("to", .text))
        #expect(try Self.kind([from, to, n]) == .network)
        let entity = Sample.column("it", .entity([TypeID(0)]))
        #expect(try Self.kind([entity, entity]) == .network)
        #expect(try Self.kind([entity, entity, n]) == .bars)
        #expect(try Self.kind([Sample.column("year", .int), n]) == .line)
    }

    @Test func namesOfEventsAreNoKinds() throws {
        guard case .timeline(let columns) = try ChartChoice([Sample.kind, Sample.name, Sample.date]) else {
            Issue.record("no timeline")
            return
        }
        #expect(columns.name == 1 && columns.lane == 0)
    }

    @Test(arguments: ChartKind.allCases) func everyKindSaysWhatItNeeds(_ kind: ChartKind) {
        let lists = Sample.column("partners", .text, .many)
        do throws(PictureProblem) {
            _ = try ChartChoice([lists], kind: kind)
            Issue.record("drawn")
        } catch {
            #expect(error.code == .pictureColumns)
            #expect(error.message.english.contains(kind.needs.english))
            #expect(error.help.first?.korean.contains("partners") == true)
        }
    }

    @Test func severalUnitsAreRefused() throws {
        let dollars = Value.quantity(.init(amount: .init(3), unit: "USD"))
        let rows: [[Value]] = [[.text("a"), Sample.won(1)], [.text("b"), dollars]]
        #expect(throws: PictureProblem.self) { try Sample.svg([Sample.name, Sample.amount], rows) }
        #expect(throws: PictureProblem.self) {
            try Sample.svg([Sample.date, Sample.amount], rows.map { [Sample.date("2024"), $0[1]] })
        }
    }

    /// Another unit beside the first isn't drawn, and the caption says so.
    @Test func anotherUnitIsTold() throws {
        let svg = try Sample.svg([Sample.name, Sample.count, Sample.amount], [[.text("a"), .int(2), Sample.won(1)]])
        #expect(svg.contains("not drawn, in another unit: amount (KRW)"))
    }
}
