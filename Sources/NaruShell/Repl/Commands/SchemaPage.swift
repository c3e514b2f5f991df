import Naru
import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax

/// What a dataset holds, for reading.
struct SchemaPage {
    let checker: Checker
    let store: Store
    let language: Language
    private let guesses: [Guess]

    init(_ session: Session, language: Language) {
        checker = session.checker
        guesses = session.dataset.loaded.guesses
        store = session.dataset.loaded.store
        self.language = language
    }

    private var schema: Schema { checker.catalog.schema }

    /// Every type with its set, its other names and how many there are;
    /// subtypes stand under their type.
    func types() -> [String] {
        let rows = schema.types.dropFirst().map { type in
            let depth = self.depth(of: type)
            let names = [type.plural] + type.aliases
            return [
                String(repeating: "  ", count: depth) + type.name, names.joined(separator: ", "),
                String(store.entities(of: type.id).count),
            ]
        }
        let header = language == .korean ? ["유형", "집합, 다른 이름", "개수"] : ["type", "set, other names", "records"]
        return TextTable.lines([header] + rows)
    }

    private func depth(of type: EntityType) -> Int {
        var depth = -1
        var next = type.parent
        while let parent = next {
            depth += 1
            next = schema[parent].parent
        }
        return max(depth, 0)
    }

    /// The type that a name means: its own, its set's, or one in another language.
    func type(named name: String) -> EntityType? {
        schema.types.first { $0.name == name || $0.plural == name || $0.aliases.contains(name) }
    }

    var typeNames: [String] { schema.types.flatMap { [$0.name, $0.plural] + $0.aliases } }

    var fieldsOfAll: [String] { Array(schema.types.dropFirst().map { fields(of: $0) }.joined(separator: [""])) }

    /// The types that are named, or all of them.
    func lines(of names: [String]) throws(ShellFailure) -> [String] {
        guard !names.isEmpty else { return fieldsOfAll }
        var lines: [String] = []
        for name in names {
            guard let type = type(named: name) else {
                if InputText.exists(name) { throw .schemaOfFile(name) }
                throw .unknownType(name, near: Spelling.nearest(to: name, among: typeNames))
            }
            if !lines.isEmpty { lines.append("") }
            lines += fields(of: type)
        }
        return lines
    }

    /// Fields, links, far sides of links and computed ones of a type.
    func fields(of type: EntityType) -> [String] {
        var lines = [heading(type)]
        let members = checker.members(of: type.id)
        let isInverse = Set(schema.allFields(of: type.id).map { schema[$0] }.filter(\.isInverse).map(\.name))
        let groups: [(Message, (CompletionItem) -> Bool)] = [
            (Message("Fields", ko: "필드"), { $0.kind == .field }),
            (Message("Links", ko: "연결"), { $0.kind == .link && !isInverse.contains($0.name) }),
            (Message("Links from others", ko: "다른 쪽에서 오는 연결"), { $0.kind == .link && isInverse.contains($0.name) }),
            (Message("Computed", ko: "계산되는 것"), { $0.kind == .computed }),
            (Message("Of every record", ko: "모든 기록에"), { $0.kind == .part }),
        ]
        for (title, belongs) in groups {
            let items = members.filter(belongs)
            guard !items.isEmpty else { continue }
            lines += ["", title[language]]
            lines += TextTable.lines(
                items.map { [$0.name, $0.type ?? "", $0.aliases.joined(separator: ", ")] }, indent: "  ")
        }
        return lines + cases(of: type) + found(of: type)
    }

    /// What the tables themselves say, where no schema does.
    private func found(of type: EntityType) -> [String] {
        let rows = guesses.filter { $0.type == type.id }.map { [$0.column, $0.message[language]] }
        guard !rows.isEmpty else { return [] }
        return ["", Message("Found out", ko: "알아낸 것")[language]] + TextTable.lines(rows, indent: "  ")
    }

    private func heading(_ type: EntityType) -> String {
        let names = ([type.plural] + type.aliases).joined(separator: ", ")
        let parent = type.parent.flatMap { $0 == .entity ? nil : schema[$0].name }
        let subtypes = schema.types.filter { $0.parent == type.id }.map(\.name)
        var parts = ["\(type.name) (\(names))"]
        if let parent { parts.append(Message("a \(parent)", ko: "\(parent)의 일종")[language]) }
        if !subtypes.isEmpty, type.id != .entity {
            let list = subtypes.joined(separator: ", ")
            parts.append(Message("kinds: \(list)", ko: "하위 유형: \(list)")[language])
        }
        return parts.joined(separator: " · ")
    }

    /// The values of each enum field.
    private func cases(of type: EntityType) -> [String] {
        var lines: [String] = []
        for field in schema.allFields(of: type.id).map({ schema[$0] }) {
            guard case .enumeration(let id) = field.content else { continue }
            let rows = schema[id].cases.map { [".\($0.name)", $0.englishLabel, $0.aliases.joined(separator: ", ")] }
            lines += ["", Message("Values of \(field.name)", ko: "\(field.name)의 값")[language]]
            lines += TextTable.lines(rows, indent: "  ")
        }
        return lines
    }
}

/// Columns of text without lines, the last one as it is.
enum TextTable {
    static func lines(_ rows: [[String]], indent: String = "") -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.filter { column < $0.count - 1 }.map { DisplayWidth.of($0[column]) }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, text in
                column < row.count - 1 ? SafeText.padded(text, to: widths[column]) : text
            }
            return (indent + cells.joined(separator: "  ")).trimmingEnd
        }
    }
}

extension String {
    fileprivate var trimmingEnd: String { String(reversed().drop { $0 == " " }.reversed()) }

    /// Without white space at either end.
    var trimmingWhitespace: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
