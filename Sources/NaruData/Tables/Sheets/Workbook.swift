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
        guard !workbook.isStrange else { throw PackageFault.strange(main, path) }
        calendar = SheetCalendar(startsIn1904: workbook.startsIn1904)
        let styles = StyleReceiver()
        if let part = relations.part("styles"), archive.has(part) { try archive.read(part, into: styles) }
        formats = styles.formats
        let shared = SharedTextReceiver()
        if let part = relations.part("sharedStrings"), archive.has(part) {
            try archive.read(part, into: shared)
            guard !shared.isStrange else { throw PackageFault.strange(part, path) }
        }
        texts = shared.texts
        sheets = try Self.parts(of: workbook.sheets, relations, path)
    }

    /// The parts of the sheets that hold cells.
    private static func parts(
        of entries: [SheetEntry], _ relations: RelationReceiver, _ path: String
    ) throws(DatasetError) -> [(entry: SheetEntry, part: String)] {
        var (sheets, seen): ([(entry: SheetEntry, part: String)], Set<String>) = ([], [])
        for entry in entries {
            guard let relation = relations.relations.first(where: { $0.id == entry.relation }),
                ["worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"].contains(relation.kind),
                seen.insert(relation.target.lowercased()).inserted
            else {
                throw PackageFault.damaged(
                    path, Message("it has no cells of the sheet '\(entry.name)'", ko: "'\(entry.name)' 시트의 내용이 없습니다"))
            }
            if relation.kind == "worksheet" { sheets.append((entry, relation.target)) }
        }
        return sheets
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
    func sheet(_ name: String, threads: Int) throws(DatasetError) -> SheetTable? {
        guard let sheet = sheets.first(where: { $0.entry.name == name }) else { return nil }
        let cells = try cells(of: sheet.part, threads)
        guard !cells.isDisordered else {
            throw PackageFault.damaged(
                path, Message("rows or cells of '\(name)' don't stand in order", ko: "'\(name)'의 행이나 칸이 순서대로 있지 않습니다"))
        }
        guard !cells.isStrange else { throw PackageFault.strange(name, path) }
        var grid = cells.grid
        grid.finish()
        guard !grid.isTooSparse else { throw PackageFault.tooSparse(path) }
        guard grid.text.count < Int(UInt32.max) else { throw FileSystem.tooLarge(path) }
        return SheetTable(grid, name: name, path: path)
    }

    private func cells(of part: String, _ threads: Int) throws(DatasetError) -> SheetCells {
        let size = archive.size(of: part)
        // A cell takes more of the sheet's XML than of the text that is made of it.
        let cells = SheetCells(texts, formats, calendar, capacity: min(size, 1 << 31))
        if threads > 1, size > SheetPieces.least {
            let pieces = SheetPieces(cells, threads: threads, file: path)
            try archive.read(part) { pieces.take($0) }
            if let cells = pieces.finished { return cells }
        }
        let receiver = SheetReceiver(cells)
        try archive.read(part, into: receiver)
        receiver.cells.finish()
        return receiver.cells
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
    func file(
        _ header: HeaderChoice?, needsHeader: Bool, _ issues: inout DataIssues
    ) throws(DatasetError) -> TableFile? {
        let merged = MergedCells(grid.merges)
        guard let text = merged.isEmpty ? grid.text : merged.filled(grid.text) else {
            throw PackageFault.refused(
                path,
                Message(
                    "the merged cells of '\(name)' would repeat more than they can hold",
                    ko: "'\(name)'의 병합된 칸을 채우면 내용이 지나치게 늘어납니다"))
        }
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
        case .value:
            Message(
                "\(cells) \(count == 1 ? "holds" : "hold") no value of the kind that the file says and \(count == 1 ? "is" : "are") absent: \(cell)",
                ko: "파일에 적힌 종류의 값이 아닌 칸 \(count)개를 빈 값으로 읽었습니다: \(cell)")
        case .format:
            Message(
                "\(cells) \(count == 1 ? "has" : "have") a number format that the file lacks, so a date there is a number: \(cell)",
                ko: "파일에 없는 표시 형식을 쓰는 칸이 \(count)개 있어, 그 칸의 날짜는 수로 읽습니다: \(cell)")
        case .time:
            Message(
                "of \(cells) the day is read and the time left out: \(cell)",
                ko: "칸 \(count)개에서 날짜만 읽고 시각은 뺐습니다: \(cell)")
        }
    }

    fileprivate var help: [Message] {
        switch self {
        case .formula: [Message("open the file in Excel and save it, which computes them", ko: "엑셀에서 열어 저장하면 값이 계산됩니다")]
        case .error, .noDay, .time, .value, .format: []
        }
    }
}
