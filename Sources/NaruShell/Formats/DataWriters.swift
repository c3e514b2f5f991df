package import Naru
package import NaruEngine
import NaruSyntax

/// RFC 4180 with line feeds. An absent value is an empty field, an empty text
/// is `""`.
package struct CSVWriter: ResultWriter {
    private let columns: [OutputColumn]
    private let options: FormatOptions
    private let separator: UInt8
    private let plain: PlainText

    package init(columns: [OutputColumn], options: FormatOptions, separator: UInt8 = UInt8(ascii: ",")) {
        self.columns = columns
        self.options = options
        self.separator = separator
        plain = PlainText(language: options.language.rawValue)
    }

    package func begin(_ out: inout String) {
        if options.showsHeader { line(columns.map { guarded($0.name) }, &out) }
    }

    package func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) {
        for row in rows { line(row.map(cell), &out) }
    }

    private func cell(_ value: NaruEngine.Value) -> String? {
        switch value {
        case .int, .decimal, .float, .bool, .date: plain.text(value)
        default: plain.text(value).map(guarded)
        }
    }

    /// A spreadsheet takes a cell that begins so for a formula, which may ask
    /// other machines and start programs; an apostrophe says that it is a text.
    private func guarded(_ text: String) -> String {
        guard options.guardsFormulas, let first = text.unicodeScalars.first,
            "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
        else { return text }
        return "'" + text
    }

    package func end(_ end: ResultEnd, _ out: inout String) {}

    private func line(_ cells: [String?], _ out: inout String) {
        var isFirst = true
        for cell in cells {
            if !isFirst { out.unicodeScalars.append(Unicode.Scalar(separator)) }
            isFirst = false
            if let cell { append(cell, &out) } else { out += options.absent ?? "" }
        }
        out += "\n"
    }

    private func append(_ text: String, _ out: inout String) {
        // A text that looks like an absent value is quoted to tell them apart.
        guard text.isEmpty || text == options.absent || needsQuotes(text) else {
            out += text
            return
        }
        out += "\""
        // A mark is a byte of its own in UTF-8, so what stands between two is whole.
        var isFirst = true
        for part in text.utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false) {
            if !isFirst { out += "\"\"" }
            isFirst = false
            out += Substring(part)
        }
        out += "\""
    }

    private func needsQuotes(_ text: String) -> Bool {
        text.utf8.contains { byte in
            byte == separator || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        }
    }
}

/// As CSV, with tabs.
package struct TSVWriter: ResultWriter {
    private let rows: CSVWriter

    package init(columns: [OutputColumn], options: FormatOptions) {
        rows = CSVWriter(columns: columns, options: options, separator: UInt8(ascii: "\t"))
    }

    package func begin(_ out: inout String) { rows.begin(&out) }
    package func write(_ batch: ArraySlice<[NaruEngine.Value]>, _ out: inout String) { rows.write(batch, &out) }
    package func end(_ end: ResultEnd, _ out: inout String) {}
}

/// One array of objects, an object a line.
package struct JSONWriter: ResultWriter {
    private let names: [String]
    private let json: ValueJSON
    private var array = JSONArray()

    package init(columns: [OutputColumn], options: FormatOptions) {
        names = columns.map(\.name)
        json = ValueJSON(language: options.language.rawValue)
    }

    package func begin(_ out: inout String) { array.begin(&out) }

    package mutating func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) {
        for row in rows {
            array.append(json.object(zip(names, row).map { ($0, json.text($1)) }), to: &out)
        }
    }

    package func end(_ end: ResultEnd, _ out: inout String) { array.end(&out) }
}

/// An object a line.
package struct NDJSONWriter: ResultWriter {
    private let names: [String]
    private let json: ValueJSON

    package init(columns: [OutputColumn], options: FormatOptions) {
        names = columns.map(\.name)
        json = ValueJSON(language: options.language.rawValue)
    }

    package func begin(_ out: inout String) {}

    package func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) {
        for row in rows {
            out += json.object(zip(names, row).map { ($0, json.text($1)) })
            out += "\n"
        }
    }

    package func end(_ end: ResultEnd, _ out: inout String) {}
}
