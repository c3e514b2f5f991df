import NaruEngine
import NaruSyntax

/// A sheet as the workbook lists it.
struct SheetEntry {
    var name: String
    /// Where its relation to a part is named.
    var relation: String
    var isHidden: Bool
}

/// Takes `workbook.xml`: the sheets and the calendar.
final class WorkbookReceiver: XMLReceiver {
    private(set) var sheets: [SheetEntry] = []
    private(set) var startsIn1904 = false
    private var isInSheets = false
    /// Whether something else stands among the sheets, perhaps a misspelt one.
    private(set) var isStrange = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "sheets": isInSheets = true
        case "workbookPr": startsIn1904 = attributes.isTrue("date1904")
        case "sheet":
            sheets.append(
                SheetEntry(
                    name: attributes.text("name") ?? "", relation: attributes.text("id") ?? "",
                    isHidden: attributes.text("state").map { $0 != "visible" } ?? false))
        default: if isInSheets { isStrange = true }
        }
    }

    func end(_ name: XMLName) { if name == "sheets" { isInSheets = false } }
    func text(_ bytes: Bytes) {}
}

/// Takes a part that says where others are.
final class RelationReceiver: XMLReceiver {
    struct Relation {
        var id: String
        var target: String
        /// The last word of its type: `worksheet`, `styles`.
        var kind: String
    }

    private(set) var relations: [Relation] = []
    /// The folder of the part whose relations they are.
    private let folder: String

    init(folder: String) { self.folder = folder }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard name == "Relationship", attributes.text("TargetMode") != "External" else { return }
        let kind = attributes.text("Type")?.split(separator: "/").last.map(String.init) ?? ""
        relations.append(
            Relation(
                id: attributes.text("Id") ?? "", target: resolved(attributes.text("Target") ?? ""), kind: kind))
    }

    func end(_ name: XMLName) {}
    func text(_ bytes: Bytes) {}

    private func resolved(_ target: String) -> String {
        var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }
}

/// Takes `styles.xml`: the number format of each style.
final class StyleReceiver: XMLReceiver {
    private(set) var formats: [CellFormat] = []
    private var custom: [Int: CellFormat] = [:]
    private var isInCells = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "numFmt":
            guard let id = attributes.text("numFmtId").flatMap({ Int($0) }) else { return }
            custom[id] = CellFormat(code: attributes.text("formatCode") ?? "")
        case "cellXfs": isInCells = true
        case "xf" where isInCells:
            let id = attributes.text("numFmtId").flatMap { Int($0) } ?? 0
            formats.append(custom[id] ?? CellFormat(builtIn: id))
        default: break
        }
    }

    func end(_ name: XMLName) { if name == "cellXfs" { isInCells = false } }
    func text(_ bytes: Bytes) {}
}

/// The texts that cells share, ready to be written as JSON.
struct SharedTexts {
    fileprivate(set) var json: [UInt8] = []
    fileprivate var ends: [UInt32] = []

    var count: Int { ends.count }

    /// With its quotation marks; empty for a text that has no characters.
    func append(_ place: Int, to result: inout [UInt8]) {
        result.append(contentsOf: json[range(place)])
    }

    func isEmpty(_ place: Int) -> Bool { range(place).isEmpty }

    private func range(_ place: Int) -> Range<Int> {
        (place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])
    }
}

/// Takes `sharedStrings.xml`.
final class SharedTextReceiver: XMLReceiver {
    private(set) var texts = SharedTexts()
    private var text = XMLCellText()
    private var isInItem = false
    /// Whether something else stands among the texts, which are counted.
    private(set) var isStrange = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "si" {
            text.clear()
            isInItem = true
        } else if isInItem {
            text.start(name)
        } else if name == "extLst" {
            // What other programs add.
            isInItem = true
        } else if name != "sst" {
            isStrange = true
        }
    }

    func end(_ name: XMLName) {
        text.end(name)
        if name == "si" || name == "extLst" { isInItem = false }
        guard name == "si" else { return }
        text.appendJSON(to: &texts.json)
        texts.ends.append(UInt32(clamping: texts.json.count))
    }

    func text(_ bytes: Bytes) { text.append(bytes) }
}

/// The characters of a text in a workbook, of all its runs; the readings of
/// Chinese characters are none of them.
struct XMLCellText {
    private(set) var bytes: [UInt8] = []
    private var isInText = false
    private var isInReading = false

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    mutating func start(_ name: XMLName) {
        switch name {
        case "t": isInText = !isInReading
        case "rPh": isInReading = true
        default: break
        }
    }

    mutating func end(_ name: XMLName) {
        switch name {
        case "t": isInText = false
        case "rPh": isInReading = false
        default: break
        }
    }

    mutating func append(_ more: Bytes) { if isInText { bytes.append(contentsOf: more) } }

    func appendJSON(to result: inout [UInt8]) { Self.appendJSON(bytes, to: &result) }

    /// Nothing where there are no characters. `_x000D_` is a character that XML
    /// cannot hold.
    static func appendJSON(_ bytes: [UInt8], to result: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        var plain = bytes
        if plain.contains(UInt8(ascii: "_")) { plain = unescaped(plain) }
        plain.withUnsafeBufferPointer { JSONTokens.append(quoted: $0, to: &result) }
    }

    private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var place = 0
        while place < bytes.count {
            if let unit = unit(bytes, place), unit > 0, let scalar = Unicode.Scalar(unit) {
                result += Array(String(Character(scalar)).utf8)
                place += 7
            } else {
                result.append(bytes[place])
                place += 1
            }
        }
        return result
    }

    private static func unit(_ bytes: [UInt8], _ place: Int) -> UInt16? {
        guard place + 7 <= bytes.count, bytes[place] == UInt8(ascii: "_"), bytes[place + 1] == UInt8(ascii: "x"),
            bytes[place + 6] == UInt8(ascii: "_")
        else { return nil }
        return UInt16(String(decoding: bytes[place + 2..<place + 6], as: UTF8.self), radix: 16)
    }
}
