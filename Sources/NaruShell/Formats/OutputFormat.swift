/// The formats of `--format`.
package enum OutputFormat: String, CaseIterable, Sendable {
    case box, table, line, csv, tsv, json, ndjson, markdown, html, bar, value

    /// All names, for help.
    package static var list: String { allCases.map(\.rawValue).joined(separator: " ") }

    /// Formats for people end with a line about what they show.
    package var isHuman: Bool {
        switch self {
        case .box, .table, .line, .markdown, .html, .bar: true
        case .csv, .tsv, .json, .ndjson, .value: false
        }
    }

    /// Whether the writer needs all rows before it writes the first.
    package var keepsRows: Bool { self == .box || self == .table || self == .bar }

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
        }
    }

    /// The format that a file's name asks for.
    package init?(fileName: String) {
        let name = fileName.lowercased()
        switch name.split(separator: ".").last {
        case "csv": self = .csv
        case "tsv": self = .tsv
        case "json": self = .json
        case "ndjson", "jsonl": self = .ndjson
        case "md": self = .markdown
        case "html", "htm": self = .html
        default: return nil
        }
    }
}
