import Foundation
import TestSupport

/// Tables of a Markdown file.
enum MarkdownTable {
    /// What stands between backquotes in the last column of every table whose
    /// last column has this heading.
    static func rows(of path: String, underHeading heading: String) -> [String] {
        let text = (try? String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)) ?? ""
        var found: [String] = []
        var isInside = false
        for line in text.components(separatedBy: "\n") {
            guard line.hasPrefix("|"), let cell = lastCell(line) else {
                isInside = false
                continue
            }
            if cell == heading {
                isInside = true
            } else if isInside, cell.hasPrefix("`"), cell.hasSuffix("`"), cell.count > 2 {
                found.append(String(cell.dropFirst().dropLast()))
            }
        }
        return found
    }

    /// A bar within a cell is written `\|`.
    private static func lastCell(_ line: String) -> String? {
        line.replacingOccurrences(of: "\\|", with: "\u{1}").split(separator: "|").last.map {
            $0.replacingOccurrences(of: "\u{1}", with: "|").trimmingCharacters(in: .whitespaces)
        }
    }
}
