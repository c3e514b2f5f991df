import NaruSyntax

/// Columns of one stage see the incoming row, not each other. Who writes them
/// as if they did is told how to say it in several stages.
extension StageChecker {
    /// The columns of a stage.
    func named(_ columns: [Column], of stage: Stage, in context: CheckContext) -> [NamedExpression] {
        let sink = context.sink
        let before = sink.mark
        let result = ColumnChecker(context: context).named(columns)
        let found = Array(sink.taken(since: before))
        let reads = siblingsRead(columns, found)
        guard !reads.isEmpty, let stages = SiblingRewriting(columns: columns, reads: reads).stages(of: stage) else {
            return result
        }
        let way = stages.map(shortened).joined(separator: " | ")
        var better = found
        // It is one mistake, however often it shows.
        for read in reads.dropFirst().reversed() { better.remove(at: read.diagnostic) }
        better[reads[0].diagnostic] = .siblingColumn(
            reads[0].name, stage: stage.columnsWord, ways: instead(of: stage.span, [way]))
        sink.replace(since: before, by: better)
        return result
    }

    /// A stage on one line.
    private func shortened(_ stage: Stage) -> String {
        Printer.print(stage).split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.joined(separator: " ")
    }

    /// Names that were not found, and are columns of the same stage.
    private func siblingsRead(_ columns: [Column], _ found: [Diagnostic]) -> [SiblingRead] {
        var reads: [SiblingRead] = []
        for (place, diagnostic) in found.enumerated() where Self.unresolved.contains(diagnostic.code) {
            guard diagnostic.source == nil, let span = diagnostic.span,
                let reader = columns.firstIndex(where: {
                    $0.value.span.start <= span.start && span.end <= $0.value.span.end
                })
            else { continue }
            let name = text(span)
            guard
                let made = columns.firstIndex(where: {
                    $0.name.map { name == $0.text || name == "`\($0.text)`" } ?? false
                }),
                made != reader, let written = columns[made].name
            else { continue }
            reads.append(
                SiblingRead(
                    diagnostic: place, reader: reader, made: made,
                    name: Name(written.text, at: span, isQuoted: written.isQuoted)))
        }
        return reads
    }

    private static let unresolved: Set<DiagnosticCode> = [
        CheckCode.unknownName.code, CheckCode.unknownField.code, CheckCode.goneAfterStage.code,
        CheckCode.wholeSetInRow.code, CheckCode.onlySubtypes.code, CheckCode.unknownColumn.code,
        CheckCode.notAValue.code, CheckCode.notAKey.code,
    ]
}

/// A column that reads another of its stage.
private struct SiblingRead {
    /// Which of the mistakes says so.
    var diagnostic: Int
    var reader: Int
    var made: Int
    var name: Name
}

/// The same columns in several stages.
private struct SiblingRewriting {
    let columns: [Column]
    let reads: [SiblingRead]

    /// nil where columns read each other in a circle.
    func stages(of stage: Stage) -> [Stage]? {
        guard let levels else { return nil }
        func at(_ level: Int) -> [Column] { columns.indices.filter { levels[$0] == level }.map { columns[$0] } }
        func adds(_ levels: ClosedRange<Int>) -> [Stage] {
            levels.map { Stage(.add(at($0)), at: stage.span) }
        }
        let last = levels.max() ?? 0
        switch stage.kind {
        case .add: return adds(0...last)
        case .group(let keys, let across, .some):
            return [Stage(.group(by: keys, across: across, into: at(0)), at: stage.span)] + adds(1...last)
        case .select: return selecting(stage, adds: levels)
        default: return nil
        }
    }

    /// What others read is added first, and then only named.
    private func selecting(_ stage: Stage, adds levels: [Int]) -> [Stage] {
        let made = Set(reads.map(\.made))
        var stages: [Stage] = []
        for level in Set(made.map { levels[$0] }).sorted() {
            let added = columns.indices.filter { made.contains($0) && levels[$0] == level }.map { columns[$0] }
            stages.append(Stage(.add(added), at: stage.span))
        }
        let selected = columns.enumerated().map { place, column in
            guard made.contains(place), let name = column.name else { return column }
            return Column(name: nil, value: Expression(.name(name), at: name.span))
        }
        return stages + [Stage(.select(selected), at: stage.span)]
    }

    /// How many columns have to be made before each.
    private var levels: [Int]? {
        var levels = [Int](repeating: 0, count: columns.count)
        for _ in columns {
            for read in reads { levels[read.reader] = max(levels[read.reader], levels[read.made] + 1) }
        }
        return levels.contains { $0 >= columns.count } ? nil : levels
    }
}

extension Stage {
    /// The word that the columns stand behind.
    fileprivate var columnsWord: String { word == .group ? "into" : word.rawValue }
}
