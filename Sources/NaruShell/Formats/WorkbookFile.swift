import CXLSXWriter
import NaruData
import NaruSyntax

/// A workbook that results are written into, a sheet each. It takes its place
/// when all is written.
final class WorkbookFile: @unchecked Sendable {
    // Results are written one after another, by one thread.
    private let library: naru_xlsxwriter
    private let path: String
    private var draft: FileDraft?
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private let bold: UnsafeMutablePointer<lxw_format>?
    private var formats: [String: UnsafeMutablePointer<lxw_format>] = [:]
    private var names: Set<String> = []

    /// Of a sheet, the header included.
    static let mostRows = 1_048_576
    static let mostColumns = 16_384
    /// Of a cell.
    static let mostCharacters = 32_767

    private static let loaded: naru_xlsxwriter? = withUnsafeTemporaryAllocation(of: naru_xlsxwriter.self, capacity: 1) {
        guard let place = $0.baseAddress, naru_xlsxwriter_load(place) != 0 else { return nil }
        return place.pointee
    }

    init(_ path: String) throws(ShellFailure) {
        guard let library = Self.loaded else { throw .missingWriter(path) }
        do throws(WriteFailure) {
            let draft = try FileDraft(of: path)
            // Rows go to the disk as they come.
            var options = lxw_workbook_options()
            options.constant_memory = 1
            workbook = library.create(draft.place, &options)
            self.draft = consume draft
        } catch {
            throw .unwritable(error)
        }
        self.library = library
        self.path = path
        bold = library.add_format(workbook)
        library.set_bold(bold)
    }

    /// Leaves the old file where it is.
    func discard() {
        if let workbook { _ = library.close(workbook) }
        workbook = nil
        draft = nil
    }

    deinit { if let workbook { _ = library.close(workbook) } }

    /// `name` gets a number where it is taken.
    func addSheet(_ name: String) -> WorkbookSheet? {
        var unique = name
        var number = 1
        while !names.insert(unique).inserted {
            number += 1
            unique = "\(name) \(number)"
        }
        guard let sheet = library.add_sheet(workbook, unique) else { return nil }
        return WorkbookSheet(library, sheet, self)
    }

    var header: UnsafeMutablePointer<lxw_format>? { bold }

    /// The style of cells whose numbers are shown so.
    func style(_ format: String) -> UnsafeMutablePointer<lxw_format>? {
        if let known = formats[format] { return known }
        let style = library.add_format(workbook)
        library.set_number_format(style, format)
        formats[format] = style
        return style
    }

    func finish() throws(ShellFailure) {
        guard let workbook else { return }
        if names.isEmpty { _ = addSheet("1") }
        self.workbook = nil
        let status = library.close(workbook)
        guard status == LXW_NO_ERROR else {
            let reason = library.error_text(status).map { String(cString: $0) } ?? "error \(status.rawValue)"
            throw .unwritable(path, reason: reason)
        }
        do throws(WriteFailure) {
            if let draft = draft.take() { try draft.finish() }
        } catch {
            throw .unwritable(error)
        }
    }
}

/// A sheet that is written from the top down.
struct WorkbookSheet {
    private let library: naru_xlsxwriter
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let file: WorkbookFile
    private(set) var row: UInt32 = 0
    private var widths: [Int] = []

    private static let widthRange = 6...60

    init(_ library: naru_xlsxwriter, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ file: WorkbookFile) {
        self.library = library
        self.sheet = sheet
        self.file = file
    }

    mutating func writeHeader(_ names: [String]) {
        for (column, name) in names.enumerated() { write(text: name, column, file.header) }
        library.freeze_panes(sheet, 1, 0)
        row += 1
    }

    mutating func endRow() { row += 1 }

    mutating func write(text: String, _ column: Int, _ style: UnsafeMutablePointer<lxw_format>? = nil) {
        _ = library.write_text(sheet, row, UInt16(truncatingIfNeeded: column), text, style)
        widen(column, text)
    }

    mutating func write(number: Double, _ column: Int, shown text: String, format: String? = nil) {
        let style = format.flatMap(file.style)
        _ = library.write_number(sheet, row, UInt16(truncatingIfNeeded: column), number, style)
        widen(column, text)
    }

    mutating func write(flag: Bool, _ column: Int) {
        _ = library.write_boolean(sheet, row, UInt16(truncatingIfNeeded: column), flag ? 1 : 0, nil)
        widen(column, "FALSE")
    }

    private mutating func widen(_ column: Int, _ text: String) {
        while widths.count <= column { widths.append(0) }
        guard widths[column] < Self.widthRange.upperBound else { return }
        let line = text.prefix { !$0.isNewline }.prefix(Self.widthRange.upperBound)
        widths[column] = max(widths[column], DisplayWidth.of(line))
    }

    /// Once all rows are there the columns get their widths.
    func end() {
        for (column, width) in widths.enumerated() {
            let shown = min(max(width, Self.widthRange.lowerBound), Self.widthRange.upperBound) + 2
            let place = UInt16(truncatingIfNeeded: column)
            _ = library.set_column(sheet, place, place, Double(shown), nil)
        }
    }
}
