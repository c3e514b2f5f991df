import NaruEngine
import NaruSemantics
import NaruSyntax

/// A type made from a table that no schema describes.
struct InferredType {
    /// The name of the type and of its set.
    let name: String
    let file: TableFile
    let contents: [Field.Content]
    /// Which columns hold several values a row.
    let areMany: [Bool]
    /// The column that is the id: one called `id` whose cells are all different.
    let key: Int?
    /// The column that entities are shown as.
    let label: Int?

    private static let labelNames: Set<String> = ["name", "title", "label", "이름", "명칭", "제목", "성명"]

    init(_ file: TableFile, named name: String, issues: inout DataIssues) {
        self.name = name
        self.file = file
        let columns = ColumnInference.columns(of: file)
        contents = columns.map(\.content)
        areMany = columns.map(\.isMany)
        let idColumn = file.columns.firstIndex { $0.text.lowercased() == "id" }
        key = idColumn.flatMap { Self.isUnique($0, in: file) ? $0 : nil }
        let contents = contents
        label = file.columns.indices.first {
            contents[$0] == .text && !columns[$0].isMany && Self.labelNames.contains(file.columns[$0].text.lowercased())
        }
        warn(idColumn, &issues)
    }

    /// The file's name without its extension, what no identifier may have
    /// turned into `_`.
    static func identifier(fromPath path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return identifier(
            from: file.lastIndex(of: ".").flatMap { $0 > file.startIndex ? String(file[..<$0]) : nil } ?? file)
    }

    static func identifier(from text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.nfc.unicodeScalars {
            result.append(scalar == "_" || scalar.properties.isXIDContinue ? scalar : "_")
        }
        if let first = result.first, first != "_", !first.properties.isXIDStart {
            result.insert("_", at: result.startIndex)
        }
        return result.isEmpty ? "_" : String(result)
    }

    private static func isUnique(_ place: Int, in file: TableFile) -> Bool {
        let seen = TextInterner()
        let width = file.columns.count
        var hasEmpty = false
        let outcome = TableBlocks.forEach(of: file) { cells, rows, _, bytes in
            for row in 0..<rows {
                let cell = cells[row * width + place]
                if cell.count == 0 { hasEmpty = true }
                if cell.hasEscapes {
                    _ = file.form.unescaped(cell, in: bytes).withUnsafeBufferPointer { seen.intern($0) }
                } else {
                    _ = seen.intern(Bytes(rebasing: bytes[cell.span.start..<cell.span.end]))
                }
            }
        }
        return !hasEmpty && seen.distinctCount == outcome.rows
    }

    private func warn(_ idColumn: Int?, _ issues: inout DataIssues) {
        if let idColumn, key == nil {
            issues.warning(
                DataCode.idNotUnique,
                Message(
                    "the column 'id' is empty or the same in some rows, so the row's number is the id",
                    ko: "'id' 열에 비거나 겹치는 값이 있어 행 번호를 식별자로 씁니다"),
                at: file.columns[idColumn].span, in: file.source)
        }
    }

    /// The field of each column but the key. A column called like something
    /// built in hides it, as the innermost of two names always does.
    func fields(of type: TypeID, from first: Int) -> [(field: Field, column: Int)] {
        let places = file.columns.indices.filter { $0 != key }
        return places.enumerated().map { offset, place in
            let field = Field(
                id: FieldID(first + offset), owner: type, name: file.columns[place].text, content: contents[place],
                isMany: areMany[place], isLabel: place == label)
            return (field, place)
        }
    }
}
