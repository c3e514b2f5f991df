package import Naru
package import NaruEngine
import NaruSyntax

/// A table of HTML to paste into a page or a mail: no document around it, no
/// style of its own. Classes tell numbers and absent values; `lang` tells
/// readers aloud, and fonts, what language a text is in.
package struct HTMLWriter: ResultWriter {
    private let columns: [OutputColumn]
    private let options: FormatOptions
    private let human: HumanText

    package init(columns: [OutputColumn], options: FormatOptions) {
        self.columns = columns
        self.options = options
        human = HumanText(language: options.language, absent: options.absent ?? "–")
    }

    private var language: String { options.language.rawValue }

    /// In a file that a browser opens, nothing may ask for anything else. A page
    /// that a table is pasted into keeps its own policy: browsers look for one
    /// in the head only.
    private static let policy =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"

    package func begin(_ out: inout String) {
        if options.isFirst { out += Self.policy }
        out += "<table class=\"naru\"\(attribute("lang", language))>\n"
        if options.showsHeader {
            out += "<thead>\n<tr>" + columns.map(header).joined() + "</tr>\n</thead>\n"
        }
        out += "<tbody>\n"
    }

    package func write(_ rows: ArraySlice<[NaruEngine.Value]>, _ out: inout String) {
        for row in rows {
            out += "<tr>"
            for (column, value) in zip(columns, row) { out += cell(value, isNumeric: column.isNumeric) }
            out += "</tr>\n"
        }
    }

    package func end(_ end: ResultEnd, _ out: inout String) {
        out += "</tbody>\n"
        // A browser breaks lines by itself.
        var unbroken = options
        unbroken.width = nil
        let lines = Footer(options: unbroken).lines(end)
        if !lines.isEmpty {
            let text = lines.map(HTMLWriter.escaped).joined(separator: "<br/>")
            out += "<tfoot>\n<tr><td colspan=\"\(max(columns.count, 1))\">\(text)</td></tr>\n"
            out += "</tfoot>\n"
        }
        out += "</table>\n"
    }

    private func header(_ column: OutputColumn) -> String {
        let name = HTMLWriter.escaped(SafeText.escaped(column.title))
        let type = HTMLWriter.escaped(column.type)
        return "<th scope=\"col\"\(column.isNumeric ? " class=\"number\"" : "")>\(name) <small>\(type)</small></th>"
    }

    private func cell(_ value: NaruEngine.Value, isNumeric: Bool) -> String {
        let text = SafeText.escapedLines(human.unescaped(value)).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map { HTMLWriter.escaped(String($0)) }.joined(separator: "<br/>")
        if value == .absent { return "<td class=\"\(isNumeric ? "number " : "")absent\">\(text)</td>" }
        return "<td\(isNumeric ? " class=\"number\"" : "")\(attribute("lang", otherLanguage(of: value)))>\(text)</td>"
    }

    /// The language of a text that there is not in the table's.
    private func otherLanguage(of value: NaruEngine.Value) -> String? {
        switch value {
        case .entity(let entity): return otherLanguage(of: entity.label)
        case .localized(let texts):
            let shown = texts.first { $0.language == language } ?? texts.first
            return shown.flatMap { $0.language == language ? nil : $0.language }
        default: return nil
        }
    }

    private func attribute(_ name: String, _ value: String?) -> String {
        value.map { " \(name)=\"\(HTMLWriter.escaped($0))\"" } ?? ""
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
