/// What a printer writes before it is known where lines break.
enum Piece: Hashable {
    case text(String)
    /// A place where a line may end; otherwise `flat` stands there. `isClosing`
    /// goes back to the indentation around its group.
    case line(flat: String, isClosing: Bool)
    /// Pieces whose lines break all together or not at all.
    case open(indent: Int, isBroken: Bool)
    case close
    /// A comment up to the end of its line; `ownsLine` when nothing but white
    /// space stands before it.
    case comment(String, ownsLine: Bool)

    /// What it is where no line breaks.
    var flat: String {
        switch self {
        case .text(let text): text
        case .line(let flat, _): flat
        case .open, .close, .comment: ""
        }
    }
}

/// Pieces → text. A group stands on one line where it fits, with what follows
/// up to the next place for a break.
struct PieceLayout {
    static let width = 100

    private let pieces: [Piece]
    private let measures: PieceMeasures
    private var output = ""
    private var column = 0
    /// Enclosing groups.
    private var groups: [Group] = []
    private var isLineEmpty = true
    /// A comment has ended the line.
    private var mustBreak = false

    private struct Group {
        var indent: Int
        var isBroken: Bool
    }

    static func text(of pieces: [Piece]) -> String {
        var layout = PieceLayout(pieces)
        for index in pieces.indices { layout.place(index) }
        return layout.output
    }

    private init(_ pieces: [Piece]) {
        self.pieces = pieces
        measures = PieceMeasures(pieces)
    }

    private var indent: Int { groups.last?.indent ?? 0 }

    private mutating func place(_ index: Int) {
        switch pieces[index] {
        case .text(let text): append(text)
        case .line(let flat, let isClosing): placeLine(flat, isClosing: isClosing)
        case .open(let more, let isBroken):
            let fits = column + measures.width(ofGroupAt: index) <= Self.width
            let breaks = isBroken || measures.holdsBreak(groupAt: index) || !fits
            groups.append(Group(indent: indent + more, isBroken: breaks))
        case .close: groups.removeLast()
        case .comment(let text, let ownsLine): place(comment: text, ownsLine: ownsLine)
        }
    }

    private mutating func placeLine(_ flat: String, isClosing: Bool) {
        let outer = groups.dropLast().last?.indent ?? 0
        if groups.last?.isBroken ?? false { breakLine(isClosing ? outer : indent) } else { append(flat) }
    }

    private mutating func place(comment: String, ownsLine: Bool) {
        if mustBreak || (ownsLine && !isLineEmpty) { breakLine(indent) }
        append(isLineEmpty ? comment : "  " + comment)
        mustBreak = true
    }

    private mutating func append(_ text: String) {
        let text = mustBreak ? text.drop { $0 == " " } : text[...]
        guard !text.isEmpty else { return }
        if mustBreak { breakLine(indent) }
        output += text
        column += DisplayWidth.of(text)
        isLineEmpty = false
    }

    private mutating func breakLine(_ indent: Int) {
        while output.last == " " { output.removeLast() }
        output += "\n" + String(repeating: " ", count: indent)
        column = indent
        isLineEmpty = true
        mustBreak = false
    }
}

/// How wide the groups among some pieces are.
private struct PieceMeasures {
    /// The piece that ends the group which opens at an index.
    private var ends: [Int]
    /// How wide all pieces before an index are on one line.
    private var flatWidth = [0]
    /// How many comments and broken groups stand before an index.
    private var breaks = [0]
    /// From an index to the next place for a break.
    private var tails: [Int]

    init(_ pieces: [Piece]) {
        ends = Array(repeating: pieces.count, count: pieces.count)
        tails = Array(repeating: 0, count: pieces.count + 1)
        var open: [Int] = []
        for (index, piece) in pieces.enumerated() {
            var isBreak = false
            switch piece {
            case .open(_, let isBroken):
                open.append(index)
                isBreak = isBroken
            case .close: if let start = open.popLast() { ends[start] = index }
            case .comment: isBreak = true
            case .text, .line: break
            }
            flatWidth.append(flatWidth[index] + DisplayWidth.of(piece.flat))
            breaks.append(breaks[index] + (isBreak ? 1 : 0))
        }
        for index in pieces.indices.reversed() {
            switch pieces[index] {
            case .line, .comment: tails[index] = 0
            default: tails[index] = DisplayWidth.of(pieces[index].flat) + tails[index + 1]
            }
        }
    }

    func width(ofGroupAt index: Int) -> Int {
        let end = ends[index]
        return flatWidth[end] - flatWidth[index] + tails[end]
    }

    func holdsBreak(groupAt index: Int) -> Bool { breaks[ends[index]] > breaks[index + 1] }
}
