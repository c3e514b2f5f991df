import NaruEngine
import NaruSyntax

/// Which columns of a result a bar chart shows.
struct BarColumns {
    var label: Int
    var number: Int

    /// The first column that names its rows and the first of numbers. Where
    /// nothing but numbers comes, as in a count for each year, the first ones
    /// are the names.
    init?(_ columns: [OutputColumn]) {
        let numbers = columns.indices.filter { columns[$0].isNumeric }
        if let label = columns.firstIndex(where: \.isLabel), let number = numbers.first {
            self.init(label: label, number: number)
        } else if numbers.count >= 2 {
            self.init(label: numbers[0], number: numbers[1])
        } else {
            return nil
        }
    }

    private init(label: Int, number: Int) {
        self.label = label
        self.number = number
    }

    /// What columns without names or without numbers are told.
    static func refusal(of columns: [OutputColumn], at span: Span?) -> Diagnostic? {
        guard BarColumns(columns) == nil else { return nil }
        let lacksNumbers = !columns.contains(where: \.isNumeric)
        let message =
            lacksNumbers
            ? Message("a bar chart needs a column of numbers", ko: "막대그래프에는 수가 있는 열이 필요합니다")
            : Message("a bar chart needs a column that names its bars", ko: "막대그래프에는 막대의 이름이 될 열이 필요합니다")
        let help =
            lacksNumbers
            ? Message(
                "count something: `… | group by country into n: count()`",
                ko: "무엇인가를 세어 보세요: `… | group by country into n: count()`")
            : Message(
                "select one next to the number: `… | select label, n`", ko: "수와 함께 이름을 고르세요: `… | select label, n`")
        let other = Message("every other format shows these columns", ko: "다른 형식은 모두 이 열들을 보여 줍니다")
        return Diagnostic(.barColumns, .error, message, at: span, help: [help, other])
    }

    /// Amounts in several units have no common length.
    static func refusal(ofUnits units: [String], in column: String, at span: Span?) -> Diagnostic? {
        guard units.count > 1 else { return nil }
        let list = units.prefix(4).joined(separator: ", ") + (units.count > 4 ? ", …" : "")
        let (first, second) = (units[0], units[1])
        return Diagnostic(
            .barUnits, .error,
            Message("bars in different units have no common length: \(list)", ko: "단위가 다르면 막대의 길이를 견줄 수 없습니다: \(list)"),
            at: span,
            help: [
                Message(
                    "keep one unit: `… | where \(column).unit = \"\(first)\"`",
                    ko: "한 단위만 남기세요: `… | where \(column).unit = \"\(first)\"`"),
                Message(
                    "or convert at a rate: `convert(\(column), 1 \(second), … \(first))`",
                    ko: "또는 환율로 바꾸세요: `convert(\(column), 1 \(second), … \(first))`"),
            ])
    }
}

extension DiagnosticCode {
    static let barColumns = DiagnosticCode("E5220")
    static let barUnits = DiagnosticCode("E5221")
}
