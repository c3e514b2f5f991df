import NaruEngine
import NaruSemantics
import NaruSyntax

/// A type made from a table that no schema describes.
struct InferredType {
    /// The name of the type and of its set.
    let name: String
    let plural: String
    let file: TableFile
    let columns: [InferredColumn]
    /// The column that is the id: the one that the file declares, or one called
    /// `id` whose cells are all different.
    let key: Int?
    /// The texts of the id.
    let keyTexts: KeyTexts?
    /// The column that entities are shown as.
    let label: Int?

    static let labelNames: Set<String> = ["name", "title", "label", "이름", "명칭", "제목", "성명"]

    init(_ file: TableFile, named name: String, _ options: LoadOptions, issues: inout DataIssues) {
        self.name = name
        plural = name
        let columns = InferredColumn.all(of: file, options, &issues)
        self.columns = columns
        var file = file
        file.fillsDown = columns.indices.filter { columns[$0].fillsDown }
        self.file = file
        let idColumn = file.columns.firstIndex { $0.text.lowercased() == "id" }
        keyTexts = (file.declaredKey ?? idColumn).flatMap { UniqueColumns.texts(file, [$0])[$0] }
        key = file.declaredKey ?? (keyTexts == nil ? nil : idColumn)
        label = file.columns.indices.first {
            columns[$0].content == .text && !columns[$0].isMany
                && Self.labelNames.contains(file.columns[$0].text.lowercased())
        }
        warn(idColumn, &issues)
    }

    /// The nodes of a graph, which a column names.
    init(nodes file: TableFile) {
        (name, plural) = (NodeTable.name, NodeTable.plural)
        self.file = file
        columns = [InferredColumn()]
        (key, label, keyTexts) = (0, 0, nil)
    }

    /// A name in which what no identifier may have is `_`.
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
}
