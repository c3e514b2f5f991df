import Naru
import NaruEngine
import NaruSyntax

/// Writes a result as a sheet of a workbook, and what it rests on as another
/// where its rows have sources.
struct WorkbookWriter: ResultWriter {
    private let columns: [OutputColumn]
    private let options: FormatOptions
    private let plain: PlainText
    private let human: HumanText
    private var sheet: WorkbookSheet?
    private var sources: WorkbookSources?
    private var problem: Message?

    init(columns: [OutputColumn], options: FormatOptions) {
        self.columns = columns
        self.options = options
        plain = PlainText(language: options.language.rawValue)
        human = HumanText(language: options.language, absent: "")
        sources = columns.firstIndex { $0.name == "sources" && ($0.type.hasPrefix("source") || $0.type == "text*") }
            .map { WorkbookSources(column: $0) }
    }

    mutating func begin(_ out: inout String) {
        guard columns.count <= WorkbookFile.mostColumns else {
            problem = Message("a sheet holds 16,384 columns", ko: "시트 하나에는 16,384열까지 들어갑니다")
            return
        }
        sheet = options.workbook?.addSheet(options.language == .korean ? "결과" : "Result")
        let names = columns.map(\.name)
        if options.showsHeader { sheet?.writeHeader(names) }
    }

    mutating func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) {
        for row in rows {
            guard let sheet, problem == nil else { return }
            guard Int(sheet.row) < WorkbookFile.mostRows else {
                problem = Message("a sheet holds 1,048,576 rows", ko: "시트 하나에는 1,048,576행까지 들어갑니다")
                return
            }
            for (column, value) in row.enumerated() { write(value, column) }
            sources?.note(row)
            self.sheet?.endRow()
        }
    }

    mutating func end(_ end: ResultEnd, _ out: inout String) {
        sheet?.end()
        sources?.write(into: options.workbook, options.language, plain)
    }

    func refusal(at span: Span?) -> Diagnostic? {
        guard let problem else { return nil }
        return Diagnostic(
            .unwritableSheet, .error, problem, at: span,
            help: [Message("write it as .csv, or take fewer", ko: ".csv로 쓰거나 더 적게 고르세요")])
    }

    private mutating func write(_ value: NaruEngine.Value, _ column: Int) {
        switch value {
        case .absent: if let absent = options.absent { write(text: absent, column) }
        case .bool(let flag): sheet?.write(flag: flag, column)
        case .int(let number) where abs(Double(number)) < Self.exact:
            sheet?.write(number: Double(number), column, shown: String(number))
        case .decimal(let number): write(number, number.description, column)
        case .float(let number) where number.isFinite:
            sheet?.write(number: number, column, shown: number.plainText)
        case .date(let date):
            if let serial = Self.serial(date) {
                sheet?.write(number: Double(serial), column, shown: "0000-00-00", format: "yyyy-mm-dd")
            } else if let text = plain.text(value) {
                write(text: text, column)
            }
        case .quantity(let quantity) where quantity.qualifier == .exact:
            let unit = UnitWording(language: options.language).word(quantity.unit)
            write(
                quantity.amount, human.text(value), column,
                format: "#,##0.###### \"\(unit.filter { $0 != "\"" })\"")
        case .quantity: write(text: human.text(value), column)
        default: if let text = plain.text(value) { write(text: text, column) }
        }
    }

    /// Numbers of a sheet have about 15 digits.
    private static let exact = 1e15

    private mutating func write(_ number: ExactDecimal, _ text: String, _ column: Int, format: String? = nil) {
        let digits = number.description
        // A fraction loses what a sheet would not keep; a whole number with more
        // digits is an id, and a text.
        let counted = digits.contains(".") ? digits.prefix { $0 != "." } : digits[...]
        if counted.count(where: \.isNumber) <= 15, let value = Double(digits) {
            let whole = number.normalized.scale == 0 ? format?.replacing(".######", with: "") : format
            sheet?.write(number: value, column, shown: text, format: whole)
        } else {
            write(text: text, column)
        }
    }

    private mutating func write(text: String, _ column: Int) {
        guard text.utf16.count <= WorkbookFile.mostCharacters else {
            problem = Message("a cell holds at most 32,767 characters", ko: "칸 하나에는 32,767자까지 들어갑니다")
            return
        }
        sheet?.write(text: text, column)
    }

    /// The number of a day that is known; sheets begin with 1900 and are wrong
    /// about its February.
    private static func serial(_ date: NaruSyntax.PartialDate) -> Int? {
        guard date.precision == .day, date.qualifier == [], date.first == date.last else { return nil }
        let serial = Int(date.first) + 25569
        return (61...2_958_465).contains(serial) ? serial : nil
    }
}

/// The sources of a result's rows, in the order of their first use.
struct WorkbookSources {
    private let column: Int
    /// Records of sources, or files and lines as texts.
    private var order: [NaruEngine.Value] = []
    private var rows: [NaruEngine.Value: Int] = [:]

    init(column: Int) { self.column = column }

    mutating func note(_ row: [NaruEngine.Value]) {
        guard row.indices.contains(column), case .list(let items) = row[column] else { return }
        for source in items {
            if rows[source] == nil { order.append(source) }
            rows[source, default: 0] += 1
        }
    }

    func write(into workbook: WorkbookFile?, _ language: Language, _ plain: PlainText) {
        let isKorean = language == .korean
        guard var sheet = workbook?.addSheet(isKorean ? "출처" : "Sources") else { return }
        sheet.writeHeader(isKorean ? ["식별자", "출처", "행 수"] : ["id", "source", "rows"])
        for source in order {
            let text = plain.text(source) ?? ""
            if case .entity(let record) = source { sheet.write(text: record.id, 0) }
            sheet.write(text: text, 1)
            let count = rows[source] ?? 0
            sheet.write(number: Double(count), 2, shown: String(count))
            sheet.endRow()
        }
        sheet.end()
    }
}
