import Foundation

/// The records of a dataset, as they are written.
struct World: Sendable {
    struct Record: Sendable {
        var type: String
        var id: String
        /// Values by field; of a text in languages by field and language.
        var cells: [String: [String]] = [:]
    }

    var records: [Record] = []

    func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    }

    var files: [(name: String, text: String)] {
        [("schema.ties", WorldSchema.text), ("records.ties", ties), ("trips.csv", table)]
    }

    private var ties: String {
        var text = ""
        for record in records where record.type != "trip" {
            text += "\(record.type) \(record.id)\n"
            for (field, values) in record.cells.sorted(by: { $0.key < $1.key }) where !values.isEmpty {
                let name = field.split(separator: ".").first.map(String.init) ?? field
                let kind = WorldSchema.field(name, of: record.type)?.kind.element
                let shown = kind == .text || kind == .words ? values.map(World.quoted) : values
                text += "  \(field.replacingOccurrences(of: ".", with: " ")) \(shown.joined(separator: ", "))\n"
            }
        }
        return text
    }

    private var table: String {
        let fields = (WorldSchema.fields["trip"] ?? []).filter { $0.inverseOf == nil }.map(\.name)
        var text = fields.joined(separator: ",") + "\n"
        for record in records where record.type == "trip" {
            text += fields.map { World.cell(record.cells[$0]?.first ?? "") }.joined(separator: ",") + "\n"
        }
        return text
    }

    static func quoted(_ text: String) -> String {
        let escaped = text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
        return "\"\(escaped.replacingOccurrences(of: "\n", with: "\\n"))\""
    }

    private static func cell(_ text: String) -> String {
        let isPlain = !text.contains { ",\"\n".contains($0) } && text.first != " " && text.last != " "
        return isPlain ? text : "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\""
    }

    /// Worlds with one record or one value less.
    var smaller: [World] {
        var result: [World] = []
        for place in records.indices {
            var copy = self
            copy.remove(at: place)
            result.append(copy)
        }
        for (place, record) in records.enumerated() {
            for (field, values) in record.cells.sorted(by: { $0.key < $1.key }) {
                if WorldSchema.field(field, of: record.type)?.isRequired ?? false { continue }
                var copy = self
                copy.records[place].cells[field] = values.count > 1 ? values.dropLast() : nil
                result.append(copy)
            }
        }
        return result
    }

    /// Links to it go too; of a trip the ids behind it are its row's no more,
    /// which is well, since the query is asked anew.
    private mutating func remove(at place: Int) {
        let gone = records.remove(at: place)
        guard gone.type != "trip" else { return renumber() }
        for place in records.indices {
            for (field, values) in records[place].cells where values.contains(gone.id) {
                guard let kind = WorldSchema.field(field, of: records[place].type)?.kind else { continue }
                if case .entity = kind.element { records[place].cells[field] = values.filter { $0 != gone.id } }
            }
        }
    }

    private mutating func renumber() {
        var number = 0
        for place in records.indices where records[place].type == "trip" {
            number += 1
            records[place].id = "\(number)"
        }
    }
}
