import NaruEngine
import NaruSemantics
import NaruSyntax

/// The texts of a column of links that are no ids of what it leads to.
struct Strangers {
    /// Cells with such a text.
    private(set) var count = 0
    /// The texts, in the order in which they first stand there.
    private(set) var texts: [String] = []
    /// Known markers of no value, which are expected.
    private(set) var markers: Set<String> = []
    private(set) var markerCount = 0
    private var known: Set<String> = []

    /// So many different ones are no slips of the pen.
    static let most = 1000

    mutating func add(_ text: Bytes) {
        let text = String(decoding: text, as: UTF8.self)
        if AbsentMarkers.known.contains(text) {
            markerCount += 1
            markers.insert(text)
            return
        }
        count += 1
        if known.insert(text).inserted { texts.append(text) }
    }

    /// What is no value in the column.
    var absents: [String] { texts + markers.sorted() }

    /// What `absent` of a schema can say.
    var canBeListed: Bool { texts.count <= 20 && !absents.contains { $0.contains(",") || $0.contains("\"") } }

    /// The first few of them.
    var shown: String {
        let few = texts.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
        return texts.count > 5 ? few + ", …" : few
    }
}

/// Finds the columns of a table whose values are among those of a key: all of
/// them, or nearly all where the name of the column says so, too.
struct RelationSearch {
    struct Pointer {
        var table: Int
        var column: Int
        var target: Int
        var key: Int
        /// Cells with a value, markers of no value not counted.
        var count = 0
        /// Cells hold several, with semicolons between them.
        var hasParts = false
        var strangers = Strangers()
        /// What the name of the column says.
        var evidence: Message?
        /// Whole numbers are among others by chance.
        var needsEvidence = false

        func reason(_ target: InferredType) -> Message {
            let known = count - strangers.count
            let values =
                strangers.count > 0
                ? "\(known) of \(count) values are" : count == 1 ? "its value is" : "all \(count) values are"
            let key = "\(target.name).\(target.file.columns[key].text)"
            let place = Message("\(values) in \(key)", ko: "값 \(count)개 가운데 \(known)개가 \(key)에 있음")
            guard needsEvidence || strangers.count > 0, let evidence else { return place }
            return Message("\(place.english), and \(evidence.english)", ko: "\(place.korean), \(evidence.korean)")
        }
    }

    private(set) var found: [Pointer] = []

    init(tables: [InferredType], candidates: [[Int: KeyTexts]], table: Int) {
        let type = tables[table]
        var alive: [Pointer] = []
        for column in type.columns.indices where Self.mayPoint(type.columns[column]) {
            for target in tables.indices {
                for key in candidates[target].keys.sorted() where target != table || key != column {
                    var pointer = Pointer(table: table, column: column, target: target, key: key)
                    pointer.evidence = Self.evidence(pointer, tables)
                    pointer.needsEvidence = type.columns[column].content == .int
                    if pointer.evidence != nil || !pointer.needsEvidence { alive.append(pointer) }
                }
            }
        }
        guard !alive.isEmpty else { return }
        let width = type.file.width
        let absents = type.columns.map { AbsentTexts($0.absents) }
        TableBlocks.forEach(of: type.file, while: { !alive.isEmpty }) { cells, rows, _, bytes in
            for index in alive.indices.reversed() {
                guard let keys = alive[index].keys(candidates) else { continue }
                let column = alive[index].column
                for row in 0..<rows {
                    let cell = cells[row * width + column]
                    guard cell.count > 0 else { continue }
                    type.file.withText(of: cell, bytes) { text in
                        if absents[column].isEmpty || !absents[column].contains(text) { alive[index].take(text, keys) }
                    }
                    guard alive[index].isPossible else {
                        alive.remove(at: index)
                        break
                    }
                }
            }
        }
        found = alive.filter(\.isLink)
    }

    private static func mayPoint(_ column: InferredColumn) -> Bool {
        (column.content == .text || column.content == .int) && !column.isMany
    }

    // MARK: - Evidence

    /// nil where the name of the column says nothing of the table that it may
    /// lead to.
    private static func evidence(_ pointer: Pointer, _ tables: [InferredType]) -> Message? {
        let header = tables[pointer.table].file.columns[pointer.column].text.lowercased()
        let target = tables[pointer.target]
        let key = target.file.columns[pointer.key].text.lowercased()
        if names(header, target) { return Message("its name is that of the table", ko: "이름이 그 표와 같음") }
        if ends.contains(header) { return Message("its name is that of an end of a link", ko: "이름이 링크의 끝을 뜻함") }
        if header == key, header != "id", !InferredType.labelNames.contains(header),
            tables[pointer.table].columns[pointer.column].content == .text
        {
            return Message("it is called the same", ko: "이름이 같음")
        }
        return nil
    }

    private static let ends: Set<String> = [
        "source", "target", "from", "to", "src", "dst", "출발", "도착", "source_id", "target_id", "from_id", "to_id",
    ]

    private static func names(_ header: String, _ target: InferredType) -> Bool {
        let name = target.name.lowercased()
        let names = [name, SchemaInference.singular(name)]
        return names.contains { header == $0 || header == $0 + "_id" || header == $0 + "id" || header == $0 + "번호" }
    }
}

extension RelationSearch.Pointer {
    fileprivate func keys(_ candidates: [[Int: KeyTexts]]) -> KeyTexts? { candidates[target][key] }

    fileprivate mutating func take(_ text: Bytes, _ keys: KeyTexts) {
        if keys.contains(text) {
            count += 1
            return
        }
        let before = strangers.markerCount
        if text.contains(UInt8(ascii: ";")) { takeParts(of: text, keys) } else { strangers.add(text) }
        if strangers.markerCount == before { count += 1 }
    }

    private mutating func takeParts(of text: Bytes, _ keys: KeyTexts) {
        hasParts = true
        for part in text.split(separator: UInt8(ascii: ";")) {
            let start = part.drop { $0 == .blank }
            let end = start.lastIndex { $0 != .blank }.map { start[...$0] } ?? start
            if !keys.contains(Bytes(rebasing: end)) { strangers.add(Bytes(rebasing: end)) }
        }
    }

    /// Whether the column may still turn out to be a link.
    fileprivate var isPossible: Bool {
        guard strangers.count > 0 else { return true }
        return evidence != nil && strangers.texts.count <= Strangers.most && (strangers.count < 64 || isNearlyAll)
    }

    private var isNearlyAll: Bool { strangers.count * 10 < count }

    fileprivate var isLink: Bool { count > 0 && (strangers.count == 0 || isNearlyAll) }
}
