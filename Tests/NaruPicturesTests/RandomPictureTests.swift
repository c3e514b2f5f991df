import NaruEngine
import NaruSemantics
import NaruSyntax
import TestSupport
import Testing

@testable import NaruPictures

/// Whatever a result holds, its picture is one that can be read.
@Suite struct RandomPictureTests {
    @Test func everyPictureHolds() throws {
        let seed = RandomSource.seed
        print("seed \(seed)")
        var random = RandomSource(seed: seed)
        for round in 0..<300 {
            let (columns, rows) = Self.result(&random)
            let kind = random.chance(40) ? random.pick(ChartKind.allCases) : nil
            var options = PictureOptions()
            options.language = random.pick(Language.allCases)
            options.width = random.pick([320, 800, 1200])
            options.title = random.chance(30) ? Self.text(&random) : nil
            guard let picture = try? Picture(columns, of: nil, kind: kind) else { continue }
            let svg: String
            do throws(PictureProblem) {
                svg = try picture.svg(rows, Sample.end(rows.count), options)
                #expect(try picture.svg(rows, Sample.end(rows.count), options) == svg)
            } catch {
                #expect(error.code == .pictureUnits)
                continue
            }
            let drawn = DrawnPicture(svg)
            let comment = Comment("seed \(seed), round \(round)\n\(svg.prefix(3000))")
            #expect(drawn.isWellFormed, comment)
            #expect(drawn.overlaps == [], comment)
            #expect(drawn.outside == [], comment)
            #expect(!drawn.title.isEmpty, comment)
            #expect(Set(drawn.elements).isSubset(of: Self.elements), comment)
            #expect(drawn.attributes.isDisjoint(with: ["href", "xlink:href", "src", "onload", "onclick"]), comment)
        }
    }

    private static let elements: Set<String> = [
        "svg", "title", "desc", "style", "defs", "pattern", "rect", "path", "circle", "text", "g",
    ]

    private static func result(_ random: inout RandomSource) -> ([FigureColumn], [[Value]]) {
        let types: [Type] = [.text, .int, .decimal, .float, .quantity, .date, .period, .bool]
        let columns = (0..<(1 + random.below(4))).map { Sample.column("c\($0)", random.pick(types)) }
        let sameUnit = random.chance(80)
        let size = random.pick([0, 1, 2, 7, 13, 60, 450])
        let pool = random.chance(50) ? (0..<4).map { _ in text(&random) } : []
        let words = columns.map(\.type)
        let rows = (0..<size).map { _ in
            words.map { type -> Value in
                guard !random.chance(8) else { return .absent }
                return type == "text" && !pool.isEmpty ? .text(random.pick(pool)) : value(type, sameUnit, &random)
            }
        }
        return (columns, rows)
    }

    private static func value(_ type: String, _ sameUnit: Bool, _ random: inout RandomSource) -> Value {
        switch type {
        case "text": return .text(text(&random))
        case "int": return .int(Int64(random.below(2000)) - 600)
        case "decimal": return .decimal(ExactDecimal(mantissa: Int128(random.below(100_000)) - 30_000, scale: 3))
        case "float":
            return .float(
                random.pick([
                    0, .leastNonzeroMagnitude, -1e300, .greatestFiniteMagnitude, 0.5, 3e9, Double(random.below(99)),
                ]))
        case "quantity":
            let amount = ExactDecimal(Int64(random.below(1_000_000)) * 1000)
            let qualifiers: [Quantity.Qualifier] = [.exact, .about, .over, .atLeast, .atMost, .under]
            return .quantity(
                Quantity(
                    amount: amount, unit: sameUnit ? "KRW" : random.pick(["KRW", "USD"]),
                    qualifier: random.pick(qualifiers)))
        case "date": return .date(date(&random))
        case "period":
            let start = date(&random)
            let far = PartialDate(first: .max, last: .max, precision: .day)
            return .period(start, random.chance(20) ? far : PartialDate(day: start.last + Int32(random.below(900))))
        default: return .bool(random.chance(50))
        }
    }

    private static func date(_ random: inout RandomSource) -> PartialDate {
        let year = random.pick([1392, 1999, 2019, 2023, 2024])
        let text = random.pick([
            "\(year)", "\(year)-Q3", "\(year)-0\(1 + random.below(9))", "\(year)-05-1\(random.below(9))~",
        ])
        return PartialDate(text) ?? PartialDate(day: 0)
    }

    private static func text(_ random: inout RandomSource) -> String {
        let parts = [
            "시흥시", "서울특별시", "Málaga", "<b>&\"'", "\u{202E}abc", "a\tb\n", "\u{0}\u{7}", "👨‍👩‍👧", " ", "2023-10-31",
            "1,000억", "\u{FFFE}", "W", "iii", "مدينة", String(repeating: "가나다 ", count: 400), "]]>",
            String(repeating: "x", count: 10_000),
        ]
        return (0..<(1 + random.below(3))).map { _ in
            random.chance(5) ? random.pick(parts) : random.pick(Array(parts.prefix(14)))
        }.joined(separator: random.pick(["", " "]))
    }
}
