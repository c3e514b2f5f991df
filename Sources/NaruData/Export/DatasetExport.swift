import NaruEngine
import NaruSemantics
import NaruSyntax

/// Why a dataset was not written out.
package enum ExportFailure: Error {
    case file(WriteFailure)
    /// What was written would not be, or is not, the same dataset.
    case dataset(DatasetError)
}

/// Writes a dataset into a folder, and makes sure that it is read from there.
package enum DatasetExport {
    package static func write(
        _ dataset: LoadedDataset, to folder: String, withTables: Bool = false
    ) throws(ExportFailure) {
        let files = try files(dataset, withTables)
        do throws(WriteFailure) {
            try files.write(to: folder)
        } catch {
            throw .file(error)
        }
        try compare(dataset, with: folder)
    }

    private static func files(_ dataset: LoadedDataset, _ withTables: Bool) throws(ExportFailure) -> DatasetFiles {
        do throws(DatasetError) {
            var files = try DatasetFiles(dataset)
            if withTables { files.addTablesOfRecords(dataset) }
            return files
        } catch {
            throw .dataset(error)
        }
    }

    private static func compare(_ dataset: LoadedDataset, with folder: String) throws(ExportFailure) {
        do throws(DatasetError) {
            let copy = try DatasetLoader.load(paths: [folder])
            guard let difference = DatasetComparison(dataset, copy).difference else { return }
            throw DatasetError.unfaithfulExport(folder, difference)
        } catch {
            throw .dataset(error)
        }
    }
}

extension DatasetError {
    static func unwritableSchema(_ name: String) -> DatasetError {
        DatasetError(
            DataCode.unfaithfulExport,
            Message(
                "'\(name)' has a column or type whose name schema.ties cannot declare",
                ko: "'\(name)'에 schema.ties로 선언할 수 없는 이름의 열이나 유형이 있습니다"),
            help: [
                Message(
                    "rename columns called id, label, type or claims, and those with backquotes",
                    ko: "id, label, type, claims라는 열과 역따옴표가 든 열의 이름을 바꾸세요")
            ])
    }

    fileprivate static func unfaithfulExport(_ folder: String, _ part: String) -> DatasetError {
        DatasetError(
            DataCode.unfaithfulExport,
            Message(
                "what was written to '\(folder)' reads back differently in \(part)",
                ko: "'\(folder)'에 쓴 것을 다시 읽으니 \(part)이(가) 다릅니다"),
            help: [
                Message(
                    "a snapshot keeps it as it is: naru build PATH -o FILE.narudb",
                    ko: "스냅숏은 그대로 담습니다: naru build 경로 -o 파일.narudb")
            ])
    }
}

/// Whether two datasets hold the same records with the same values and claims.
package struct DatasetComparison {
    private let first: Store
    private let second: Store

    package init(_ first: LoadedDataset, _ second: LoadedDataset) {
        self.first = first.store
        self.second = second.store
    }

    /// The first thing that differs, in words such as `city.name`; nil for none.
    package var difference: String? {
        guard first.entityCount == second.entityCount else { return "records" }
        for entity in 0..<Int32(first.entityCount) where first.id(of: entity) != second.id(of: entity) { return "ids" }
        guard first.claimCount == second.claimCount, first.citationCount == second.citationCount else {
            return "claims"
        }
        for type in first.schema.declaredTypes {
            guard let other = second.schema.declaredTypes.first(where: { $0.name == type.name }) else {
                return type.name
            }
            for id in type.fields where !first.schema[id].isInverse && first.schema.claims?.role(of: id) == nil {
                let field = first.schema[id]
                guard let match = other.fields.first(where: { second.schema[$0].name == field.name }),
                    values(of: field, first) == values(of: second.schema[match], second)
                else { return "\(type.name).\(field.name)" }
            }
        }
        return nil
    }

    /// Row by row, language by language.
    private func values(of field: Field, _ store: Store) -> [[String]] {
        let column = store.column(of: field.id)
        let cells = CellText(store: store)
        if case .localized(let languages) = column.payload {
            return languages.flatMap { texts in (0..<texts.count).map { cells.texts(of: field, texts, row: $0) } }
        }
        return (0..<column.count).map { cells.texts(of: field, column, row: $0) }
    }
}
