import NaruEngine
import NaruSyntax

/// A workbook of Excel and its like: Office Open XML in a ZIP archive.
struct Workbook {
    private let archive: ZipArchive
    private let path: String
    /// The sheets that hold cells and those that are hidden, in their order.
    private let sheets: [(entry: SheetEntry, part: String)]
    private let formats: [CellFormat]
    private let texts: SharedTexts
    private let calendar: SheetCalendar

    init(_ bytes: [UInt8], _ path: String) throws(DatasetError) {
        self.path = path
        try ForeignFile.check(bytes, path)
        archive = try ZipArchive(bytes, path)
        let main = try Self.main(of: archive)
        let folder = main.split(separator: "/").dropLast().joined(separator: "/")
        let file = main.split(separator: "/").last.map(String.init) ?? main
        let relations = RelationReceiver(folder: folder)
        try archive.read((folder.isEmpty ? "" : folder + "/") + "_rels/\(file).rels", into: relations)
        let workbook = WorkbookReceiver()
        try archive.read(main, into: workbook)
        calendar = SheetCalendar(startsIn1904: workbook.startsIn1904)
        let styles = StyleReceiver()
        if let part = relations.part("styles"), archive.has(part) { try archive.read(part, into: styles) }
        formats = styles.formats
        texts = SharedTexts()
        if let part = relations.part("sharedStrings"), archive.has(part) { try archive.read(part, into: texts) }
        sheets = workbook.sheets.compactMap { entry in
            relations.relations.first { $0.id == entry.relation && $0.kind == "worksheet" }.map { (entry, $0.target) }
        }
    }

    /// The part that lists the sheets.
    private static func main(of archive: ZipArchive) throws(DatasetError) -> String {
        let relations = RelationReceiver(folder: "")
        if archive.has("_rels/.rels") { try archive.read("_rels/.rels", into: relations) }
        guard let main = relations.part("officeDocument"), archive.has(main), main.hasSuffix(".xml"),
            !main.hasSuffix("document.xml"), !main.hasSuffix("presentation.xml")
        else { throw ForeignFile.noWorkbook(archive.path) }
        return main
    }

    /// The names of the sheets that are shown.
    var visible: [String] { sheets.filter { !$0.entry.isHidden }.map(\.entry.name) }
    var hidden: [String] { sheets.filter(\.entry.isHidden).map(\.entry.name) }
    var names: [String] { sheets.map(\.entry.name) }

    /// What a sheet holds.
    func sheet(_ name: String) throws(DatasetError) -> SheetTable? {
        guard let sheet = sheets.first(where: { $0.entry.name == name }) else { return nil }
        // A cell takes more of the sheet's XML than of the text that is made of it.
        let receiver = SheetReceiver(texts, formats, calendar, capacity: min(archive.size(of: sheet.part), 1 << 31))
        try archive.read(sheet.part, into: receiver)
        let grid = receiver.finished
        guard !receiver.isDisordered else {
            throw PackageFault.damaged(
                path, Message("rows or cells of '\(name)' don't stand in order", ko: "'\(name)'의 행이나 칸이 순서대로 있지 않습니다"))
        }
        guard !grid.isTooSparse, grid.text.count < Int(UInt32.max) else { throw FileSystem.tooLarge(path) }
        return SheetTable(grid, name: name, path: path)
    }
}

extension RelationReceiver {
    func part(_ kind: String) -> String? { relations.first { $0.kind == kind }?.target }
}

/// Makes the table of a sheet.
struct SheetTable {
    private let grid: SheetGrid
    private let name: String
    private let path: String

    init(_ grid: SheetGrid, name: String, path: String) {
        self.grid = grid
        self.name = name
        self.path = path
    }

    var isEmpty: Bool { grid.window.isEmpty }

    /// nil after a report.
    func file(_ header: HeaderChoice?, needsHeader: Bool, _ issues: inout DataIssues) -> TableFile? {
        let merged = MergedCells(grid.merges)
        let text = merged.isEmpty ? grid.text : merged.filled(grid.text)
        let source = SourceText(name: "\(path), \(name)", utf8: text, isSheet: true)
        let file = TableFile(
            sheet: source, window: grid.window, merges: grid.merges, header: header, needsHeader: needsHeader,
            issues: &issues)
        guard var file else { return nil }
        for (place, column) in grid.window.enumerated() {
            if let unit = grid.columns[column].unit, !grid.columns[column].hasOthers { file.units[place] = unit }
        }
        noteLosses(&issues)
        return file
    }

    private func noteLosses(_ issues: inout DataIssues) {
        for loss in SheetGrid.Loss.allCases where grid.losses[loss.rawValue].count > 0 {
            let lost = grid.losses[loss.rawValue]
            let cell = "\(path), \(name)!\(SourceText.letters(ofColumn: lost.column + 1))\(lost.row)"
            issues.note(DataCode.absentCells, loss.message(lost.count, cell), help: loss.help)
        }
    }
}

extension SheetGrid.Loss {
    /// `cell` is the first of so many.
    fileprivate func message(_ count: Int, _ cell: String) -> Message {
        let cells = count == 1 ? "1 cell" : "\(count) cells"
        return switch self {
        case .error:
            Message(
                "\(cells) with an error such as #N/A \(count == 1 ? "is" : "are") absent: \(cell)",
                ko: "#N/A 같은 오류가 있는 칸 \(count)개를 빈 값으로 읽었습니다: \(cell)")
        case .formula:
            Message(
                "\(cells) with a formula \(count == 1 ? "has" : "have") no computed value and \(count == 1 ? "is" : "are") absent: \(cell)",
                ko: "수식의 계산된 값이 없는 칸 \(count)개를 빈 값으로 읽었습니다: \(cell)")
        case .noDay:
            Message(
                "\(cells) shown as a date \(count == 1 ? "holds" : "hold") no day that exists and \(count == 1 ? "is" : "are") absent: \(cell)",
                ko: "날짜로 표시하지만 있는 날이 아닌 칸 \(count)개를 빈 값으로 읽었습니다: \(cell)")
        case .time:
            Message(
                "of \(cells) the day is read and the time left out: \(cell)",
                ko: "칸 \(count)개에서 날짜만 읽고 시각은 뺐습니다: \(cell)")
        }
    }

    fileprivate var help: [Message] {
        switch self {
        case .formula: [Message("open the file in Excel and save it, which computes them", ko: "엑셀에서 열어 저장하면 값이 계산됩니다")]
        case .error, .noDay, .time: []
        }
    }
}
