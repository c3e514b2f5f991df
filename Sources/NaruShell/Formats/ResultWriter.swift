package import Naru
package import NaruEngine
import NaruPictures
package import NaruSyntax

/// Writes one result as text, a batch at a time. Writers do no output
/// themselves: they append to `out`, which whoever calls them empties.
package protocol ResultWriter {
    mutating func begin(_ out: inout String)
    mutating func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String)
    mutating func end(_ end: ResultEnd, _ out: inout String)
    /// Why the rows that have come cannot be shown in this format; asked before
    /// the end.
    func refusal(at span: Span?) -> Diagnostic?
}

extension ResultWriter {
    package func refusal(at span: Span?) -> Diagnostic? { nil }
}

/// How results are to be shown, whatever the format.
package struct FormatOptions: Sendable {
    /// The language of names, units and footers.
    package var language = Language.english
    /// What can be typed to see more.
    package var guide = Guide.commandLine(data: [])
    package var showsHeader = true
    /// What stands for an absent value, where the user has said so.
    package var absent: String?
    /// How wide a box may be; nil for as wide as it needs.
    package var width: Int?
    package var usesColor = false
    /// Whether texts that a spreadsheet would compute are marked as texts.
    package var guardsFormulas = false
    /// Whether a result is the first of its output.
    package var isFirst = true
    /// Whether to leave out footers.
    package var isQuiet = false
    /// Where sheets go, in the format for them.
    var workbook: WorkbookFile?
    /// Which pictures are drawn, and how.
    var picture = PictureSettings()

    package init() {}
}

/// The formats of `--format`.
package enum OutputFormat: String, CaseIterable, Sendable {
    case box, table, line, csv, tsv, json, ndjson, markdown, html, bar, value
    /// Pictures.
    case svg, png
    /// Files of other tools that draw.
    case graphml, gexf, dot, geojson, kml, mermaid
    /// Of files alone.
    case xlsx

    /// Those that show every result.
    package static let allCases: [OutputFormat] = [
        .box, .table, .line, .csv, .tsv, .json, .ndjson, .markdown, .html, .bar, .value,
    ]

    static let pictures: [OutputFormat] = [.svg, .png]

    static let exchanges = ExchangeFormat.allCases.compactMap { OutputFormat(rawValue: $0.rawValue) }

    /// What `--format` takes.
    static let choices = (allCases + pictures + exchanges).map(\.rawValue)

    /// What the prompt writes to the terminal.
    static let textChoices = (allCases + [.svg] + exchanges).map(\.rawValue)

    var isPicture: Bool { self == .svg || self == .png }

    /// Whether columns decide if a result can be written, and a file holds one.
    var holdsOneResult: Bool { isPicture || exchange != nil }

    /// What other tools that draw call it.
    var exchange: ExchangeFormat? { ExchangeFormat(rawValue: rawValue) }

    /// The endings of files that say how they are written.
    package static let endings =
        ".csv .tsv .json .ndjson .md .html .xlsx .svg .png .graphml .gexf .dot .geojson .kml .mmd"

    /// All names, for help.
    package static var list: String { choices.joined(separator: " ") }

    /// Formats for people end with a line about what they show.
    package var isHuman: Bool {
        switch self {
        case .box, .table, .line, .markdown, .html, .bar: true
        case .csv, .tsv, .json, .ndjson, .value, .svg, .png, .xlsx, .graphml, .gexf, .dot, .geojson, .kml,
            .mermaid:
            false
        }
    }

    /// Whether the writer needs all rows before it writes the first.
    package var keepsRows: Bool { self == .box || self == .table || self == .bar || holdsOneResult }

    /// With these, errors are JSON as well.
    package var isJSON: Bool { self == .json || self == .ndjson }

    /// Whether results that follow each other need an empty line between them.
    package var separatesResults: Bool { isHuman || self == .csv || self == .tsv }

    package func writer(_ columns: [OutputColumn], _ options: FormatOptions) -> any ResultWriter {
        switch self {
        case .box: BoxWriter(columns: columns, options: options)
        case .table: TableWriter(columns: columns, options: options)
        case .line: LineWriter(columns: columns, options: options)
        case .csv: CSVWriter(columns: columns, options: options)
        case .tsv: TSVWriter(columns: columns, options: options)
        case .json: JSONWriter(columns: columns, options: options)
        case .ndjson: NDJSONWriter(columns: columns, options: options)
        case .markdown: MarkdownWriter(columns: columns, options: options)
        case .html: HTMLWriter(columns: columns, options: options)
        case .bar: BarWriter(columns: columns, options: options)
        case .value: ValueWriter(options: options)
        case .svg, .png: PictureWriter(options: options)
        case .graphml, .gexf, .dot, .geojson, .kml, .mermaid: ExchangeWriter(options: options)
        case .xlsx: WorkbookWriter(columns: columns, options: options)
        }
    }

    /// The format that a file's name asks for.
    package init?(fileName: String) {
        let ending = fileName.lowercased().split(separator: ".").last ?? ""
        if let format = ExchangeFormat.allCases.first(where: { $0.endings.contains(String(ending)) }) {
            self.init(rawValue: format.rawValue)
            return
        }
        switch ending {
        case "csv": self = .csv
        case "tsv": self = .tsv
        case "json": self = .json
        case "ndjson", "jsonl": self = .ndjson
        case "md": self = .markdown
        case "html", "htm": self = .html
        case "svg": self = .svg
        case "png": self = .png
        case "xlsx": self = .xlsx
        default: return nil
        }
    }
}
