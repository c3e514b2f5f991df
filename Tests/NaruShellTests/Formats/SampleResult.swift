import NaruEngine
import NaruShell
import NaruSyntax

/// A result with every kind of value and the texts that tables stumble over.
enum SampleResult {
    static let columns = [
        OutputColumn(name: "name", type: "text", isLabel: true),
        OutputColumn(name: "n", type: "int", isNumeric: true),
        OutputColumn(name: "amount", type: "quantity", isNumeric: true),
        OutputColumn(name: "signed", type: "date", isIndivisible: true),
        OutputColumn(name: "place", type: "city"),
        OutputColumn(name: "partners", type: "city*"),
        OutputColumn(name: "kind", type: "enum"),
        OutputColumn(name: "more", type: "record"),
    ]

    static let rows: [[Value]] = [
        [
            localized("업무협약", "Agreement, \"signed\""), .int(14),
            quantity(100_000_000_000, "KRW"), date("2023-10"), siheung, .list([siheung, sanDiego]),
            .enumeration(name: "mou", english: "memorandum of understanding", aliases: ["업무협약"]),
            .record([
                RecordValue(name: "at", value: .geo(latitude: 37.38, longitude: 126.8)),
                RecordValue(name: "left", value: .absent),
            ]),
        ],
        [
            .text("\u{1109}\u{1175}\u{1112}\u{1173}\u{11BC} (NFD) 👨‍👩‍👧 e\u{301}\ttab\nline\u{1B}[31m\u{202E}"),
            .int(-1_234_567),
            quantity(730_000, "person", .over), date("2024-XX-13"), .absent, .list([]),
            .enumeration(name: "sister", english: "", aliases: []),
            .record([
                RecordValue(name: "at", value: .absent),
                RecordValue(name: "left", value: .duration(Duration(months: 14, days: 3))),
            ]),
        ],
        [
            .text(""), .decimal(ExactDecimal(mantissa: 12_345_678_901_234_567_890_123, scale: 4)),
            .quantity(Quantity(amount: decimal(3), upper: decimal(4), unit: "city", qualifier: .range)),
            .period(partial("2024-05-13"), partial("2024-05-19")), sanDiego, .absent, .absent, .bool(true),
        ],
        [
            .text(" a|b*c "), .float(2.5), quantity(0, "m2", .atMost), .days(first: 19_358, last: 19_722),
            .absent, .list([.text("a; b"), .absent]), .absent, .numbers(lower: .int(3), upper: .int(4)),
        ],
    ]

    static let siheung = entity("siheung", localized("시흥시", "Siheung"))
    static let sanDiego = entity("san-diego", localized("샌디에이고", "San Diego"))

    static func localized(_ korean: String, _ english: String) -> Value {
        .localized([LocalizedText(language: "ko", text: korean), LocalizedText(language: "en", text: english)])
    }

    static func entity(_ id: String, _ label: Value) -> Value {
        .entity(EntityValue(type: "city", id: id, label: label))
    }

    static func decimal(_ number: Int64) -> ExactDecimal { ExactDecimal(number) }

    static func quantity(_ amount: Int64, _ unit: String, _ qualifier: Quantity.Qualifier = .exact) -> Value {
        .quantity(Quantity(amount: decimal(amount), unit: unit, qualifier: qualifier))
    }

    static func partial(_ text: String) -> PartialDate { PartialDate(text) ?? PartialDate(day: 0) }

    static func date(_ text: String) -> Value { .date(partial(text)) }
}
