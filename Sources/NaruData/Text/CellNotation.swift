import NaruSyntax

/// How the cells of a column are written.
enum CellNotation {
    /// As in programs.
    case plain
    case number(NumberNotation)
    case date(DateNotation)

    var isPlain: Bool { if case .plain = self { true } else { false } }
}

/// How the dates of a column are written.
enum DateNotation {
    case format(DateFormat)
    /// Any form that leaves nothing open; of two numbers before a year either
    /// may be known to be the day.
    case any(DayOrder?)

    enum DayOrder: Hashable {
        case dayFirst, monthFirst

        /// As a schema names it.
        var pattern: String {
            switch self {
            case .dayFirst: "day first"
            case .monthFirst: "month first"
            }
        }
    }

    init?(pattern: String) {
        if let order = [DayOrder.dayFirst, .monthFirst].first(where: { $0.pattern == pattern }) {
            self = .any(order)
        } else if let format = DateFormat(pattern) {
            self = .format(format)
        } else {
            return nil
        }
    }

    @inline(__always)
    func date(_ text: Bytes) -> PartialDate? {
        switch self {
        case .format(let format): format.date(text)
        case .any(let order): DateText.isoDay(text) ?? WrittenDate(text).date(order)
        }
    }
}

/// A date as a cell has it.
struct WrittenDate {
    let reading: DateReading
    /// Where dots stand between the numbers, people mean the day to be first.
    let hasDots: Bool

    init(_ text: Bytes) {
        reading =
            if let day = DateText.isoDay(text) {
                .date(day, .yearFirst)
            } else if Self.canBeDate(text) {
                DateReading(String(decoding: text, as: UTF8.self))
            } else {
                .unreadable
            }
        hasDots = !text.contains(.slash) && !text.contains(.minus)
    }

    /// Three digits stand together in all forms of dates but `20XX`.
    static func canBeDate(_ text: Bytes) -> Bool {
        guard (4...64).contains(text.count) else { return false }
        var digits = 0
        for byte in text {
            digits = byte.isDigit || byte | 0x20 == UInt8(ascii: "x") ? digits + 1 : 0
            if digits == 3 { return true }
        }
        return false
    }

    func date(_ order: DateNotation.DayOrder?) -> PartialDate? {
        switch reading {
        case .date(let date, let form):
            return form == .dayFirst && order == .monthFirst || form == .monthFirst && order == .dayFirst ? nil : date
        case .ambiguous(let dayFirst, let monthFirst):
            return order == .dayFirst ? dayFirst : order == .monthFirst ? monthFirst : nil
        case .impossible, .unreadable: return nil
        }
    }

    var isAmbiguous: Bool { if case .ambiguous = reading { true } else { false } }

    var form: DateReading.Form? {
        if case .date(_, let form) = reading { form } else { nil }
    }
}

/// The texts of a column that stand for no value.
struct AbsentTexts {
    private let texts: [[UInt8]]
    /// Where they are too many to be compared one by one.
    private let set: Set<[UInt8]>

    private static let few = 32

    init(_ texts: some Sequence<String>) {
        self.texts = texts.map { Array($0.utf8) }
        set = self.texts.count > Self.few ? Set(self.texts) : []
    }

    var isEmpty: Bool { texts.isEmpty }

    @inline(__always)
    func contains(_ text: Bytes) -> Bool {
        if !set.isEmpty { return set.contains(Array(text)) }
        return texts.contains { $0.count == text.count && $0.elementsEqual(text) }
    }
}
