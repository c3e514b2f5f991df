import NaruEngine
import NaruSemantics
import NaruSyntax

/// What a column of a table without a schema is, and why.
struct InferredColumn {
    var content = Field.Content.text
    var isMany = false
    var notation = CellNotation.plain
    /// Texts that stand for no value here.
    var absents: [String] = []
    /// Empty cells repeat the value above, as merged cells are written out.
    var fillsDown = false
    /// Arrays and objects of JSON are texts as they are written.
    var isRaw = false
    /// Cells of the form that most have, where others keep the column a text.
    var majority: Field.Majority?

    /// The columns of a file; what was decided against what they look like is told.
    static func all(of file: TableFile, _ options: LoadOptions, _ issues: inout DataIssues) -> [InferredColumn] {
        let tallies = ColumnInference.columns(of: file, options)
        var columns = tallies.indices.map { place in
            var column = InferredColumn(tallies[place], hasUnit: file.units[place] != nil, options)
            column.settle(tallies[place], place, in: file, options, &issues)
            return column
        }
        for place in 0..<MergedColumns(tallies, columns, file).count {
            columns[place].fillsDown = true
            issues.tableNote(
                Message(
                    "'\(file.columns[place].text)' stands once for several rows: its empty cells have the value above",
                    ko: "'\(file.columns[place].text)' 열은 여러 행에 한 번씩 쓰여 있어 빈 칸을 위의 값으로 채웠습니다"),
                at: file.columns[place].span, in: file.source)
        }
        return columns
    }

    init() {}

    private init(_ tally: CellTally, hasUnit: Bool, _ options: LoadOptions) {
        let finding = tally.finding
        isRaw = tally.isRaw
        (content, notation, isMany) = (finding.content, finding.notation, tally.isMany && !isRaw)
        if hasUnit, !isMany, content == .int || content == .decimal {
            // A text among amounts has no unit of its own.
            content = tally.quotedNumbers == 0 ? .quantity : .text
        }
        absents = options.tables.absents
        if content != .text { absents += tally.markers.sorted() }
    }

    private mutating func settle(
        _ tally: CellTally, _ place: Int, in file: TableFile, _ options: LoadOptions, _ issues: inout DataIssues
    ) {
        let name = file.columns[place].text
        let span = file.hasHeader ? file.columns[place].span : nil
        if isRaw {
            issues.note(
                DataCode.notRead,
                Message(
                    "column '\(name)' of '\(file.source.name)' holds arrays of objects or arrays, which are kept as JSON texts",
                    ko: "'\(file.source.name)'의 '\(name)' 열에는 객체나 배열의 배열이 있어 JSON 글로 둡니다"))
            return
        }
        if tally.finding.mayLoseTexts, let (one, other) = EqualCells(file: file, place: place, content: content).pair {
            (content, notation, absents) = (.text, .plain, options.tables.absents)
            issues.warning(
                DataCode.keptAsText,
                Message(
                    "\(name): '\(one)' and '\(other)' would be the same number; kept as text",
                    ko: "\(name): '\(one)'와(과) '\(other)'이(가) 같은 수가 되므로 글로 두었습니다"),
                at: span, in: file.source, help: [Self.wayOut(name)])
            return
        }
        if content == .text, let most = tally.majority {
            let all = tally.filled + tally.markerCount
            majority = Field.Majority(count: most.count, of: all, areDates: most.areDates)
            issues.warning(
                DataCode.keptAsText,
                Message(
                    "\(name): \(most.count.grouped) of \(all.grouped) cells are \(most.areDates ? "dates" : "numbers"); kept as text",
                    ko:
                        "\(name): \(all.grouped)칸 가운데 \(most.count.grouped)칸이 \(most.areDates ? "날짜" : "수")입니다. 글로 두었습니다"
                ),
                at: span, in: file.source,
                help: [
                    Message(
                        "if the others stand for no value: --absent \"TEXT,TEXT\"",
                        ko: "나머지가 값이 없다는 뜻이면: --absent \"글,글\"")
                ])
        }
        if content == .text, tally.isAmbiguousDay {
            issues.warning(
                DataCode.keptAsText,
                Message(
                    "\(name): nothing tells the day from the month; kept as text",
                    ko: "\(name): 일과 월을 구별할 수 없어 글로 두었습니다"),
                at: span, in: file.source,
                help: [
                    Message(
                        "a schema does: '\(name)' date format \"day first\"",
                        ko: "스키마에 '\(name)' date format \"day first\"처럼 쓰세요")
                ])
        }
        tellMarkers(tally, name, span, file, &issues)
        tellTexts(tally, name, span, file, &issues)
        if case .date = notation, tally.timed > 0 {
            issues.timesLeftOut(tally.timed, of: name, at: span, in: file.source)
        }
    }

    private func tellMarkers(
        _ tally: CellTally, _ name: String, _ span: Span?, _ file: TableFile, _ issues: inout DataIssues
    ) {
        guard content != .text, tally.markerCount > 0 else { return }
        let list = tally.markers.sorted().map { "'\($0)'" }.joined(separator: ", ")
        let cells = tally.markerCount == 1 ? "1 cell is" : "\(tally.markerCount.grouped) cells are"
        issues.tableNote(
            Message(
                "\(name): \(cells) \(list) and read as absent",
                ko: "\(name): \(tally.markerCount.grouped)칸이 \(list)(이)어서 값이 없는 것으로 읽었습니다"),
            at: span, in: file.source,
            help: [
                Message(
                    "read so where all else is of one type: \(AbsentMarkers.list)",
                    ko: "나머지가 한 유형일 때 이렇게 읽는 글: \(AbsentMarkers.list)")
            ])
    }

    private func tellTexts(
        _ tally: CellTally, _ name: String, _ span: Span?, _ file: TableFile, _ issues: inout DataIssues
    ) {
        guard content == .int || content == .decimal || content == .float || content == .quantity,
            tally.quotedNumbers > 0
        else { return }
        let cells = tally.quotedNumbers == 1 ? "1 cell is a text" : "\(tally.quotedNumbers.grouped) cells are texts"
        issues.tableNote(
            Message(
                "\(name): \(cells) and read as \(tally.quotedNumbers == 1 ? "a number" : "numbers")",
                ko: "\(name): 글로 적힌 \(tally.quotedNumbers.grouped)칸을 수로 읽었습니다"),
            at: span, in: file.source)
    }

    private static func wayOut(_ name: String) -> Message {
        Message(
            "where they are numbers, a schema says so: '\(name)' decimal", ko: "수라면 스키마에 '\(name)' decimal이라고 쓰세요")
    }
}

extension Int {
    /// With commas between groups of digits.
    fileprivate var grouped: String {
        let digits = Array(String(self))
        return digits.indices.reduce(into: "") { text, place in
            if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
            text.append(digits[place])
        }
    }
}

/// Whether different texts of a column would be the same number.
private struct EqualCells {
    let file: TableFile
    let place: Int
    let content: Field.Content

    /// Whether there are fewer numbers than texts, which is sooner found than
    /// which ones.
    private var areThere: Bool {
        let texts = KeyTexts()
        var (textCount, keys): (Int, Set<Key>) = (0, [])
        let width = file.width
        _ = TableBlocks.forEach(of: file) { cells, rows, _, bytes in
            for row in 0..<rows where cells[row * width + place].count > 0 {
                file.withText(of: cells[row * width + place], bytes) { text in
                    guard texts.insert(text), let key = key(text) else { return }
                    textCount += 1
                    keys.insert(key)
                }
            }
        }
        return keys.count < textCount
    }

    var pair: (String, String)? {
        guard areThere else { return nil }
        var texts: [Key: String] = [:]
        var found: (String, String)?
        let width = file.width
        _ = TableBlocks.forEach(of: file) { cells, rows, _, bytes in
            guard found == nil else { return }
            for row in 0..<rows {
                let text = file.text(of: cells[row * width + place], bytes)
                guard let key = Array(text.utf8).withUnsafeBufferPointer(key) else { continue }
                if let other = texts.updateValue(text, forKey: key), other != text { found = (other, text) }
            }
        }
        return found
    }

    private enum Key: Hashable {
        case decimal(ExactDecimal)
        case float(Double)
    }

    private func key(_ text: Bytes) -> Key? {
        if content == .decimal { return WrittenNumber.decimal(text).map(Key.decimal) }
        return WrittenNumber.float(text).map(Key.float)
    }
}

/// First columns whose values stand once above the rows they are of, as cells
/// that were merged come out of a spreadsheet.
struct MergedColumns {
    /// How many there are.
    let count: Int

    private static let groupNames: Set<String> = [
        "국가", "국가명", "나라", "대륙", "지역", "권역", "구분", "분류", "시도", "도", "시·도", "country", "continent", "region", "group",
        "category", "nation",
    ]

    init(_ tallies: [CellTally], _ columns: [InferredColumn], _ file: TableFile) {
        let count = tallies.firstIndex { $0.empties == 0 } ?? 0
        let mayBeMerged = !file.form.isJSON || file.hasUntypedTexts || file.source.isSheet
        guard mayBeMerged, count > 0,
            (0..<count).allSatisfy({
                columns[$0].content == .text && tallies[$0].isFirstFilled && tallies[$0].filled > 0
            })
        else {
            self.count = 0
            return
        }
        let isGroup = Self.groupNames.contains(file.columns[0].text.lowercased())
        let areFew = tallies[0].empties >= tallies[0].filled || isGroup
        self.count = areFew && Self.areGroups(count, file) ? count : 0
    }

    /// Whether no text of the first column stands twice, none of a next one twice
    /// in a group of the one before, and each group begins with one.
    private static func areGroups(_ count: Int, _ file: TableFile) -> Bool {
        var seen = [Set<String>](repeating: [], count: count)
        var areGroups = true
        let width = file.width
        _ = TableBlocks.forEach(of: file) { cells, rows, _, bytes in
            guard areGroups else { return }
            for row in 0..<rows {
                var begins = false
                for place in 0..<count {
                    let cell = cells[row * width + place]
                    if begins { seen[place] = [] }
                    guard cell.count > 0 else {
                        if begins { areGroups = false }
                        continue
                    }
                    if !seen[place].insert(file.text(of: cell, bytes)).inserted { areGroups = false }
                    begins = true
                }
            }
        }
        return areGroups
    }
}
