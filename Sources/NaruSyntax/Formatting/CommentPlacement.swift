/// Puts the comments of a statement between its printed tokens, where they
/// stood between those of its source. A line could end there, because it did.
struct CommentPlacement {
    private let source: SourceText
    /// The tokens of the statement as written.
    private let written: [Token]
    private let comments: [Span]

    init(_ source: SourceText, _ written: [Token], _ comments: [Span]) {
        self.source = source
        self.written = written
        self.comments = comments
    }

    /// nil if the printed tokens are not those of the source.
    func place(in pieces: [Piece]) -> [Piece]? {
        let flat = SourceText(name: "", text: pieces.map(\.flat).joined())
        let printed = Lexer.tokens(of: flat).tokens
        guard let partners = Self.partners(of: written, in: printed) else { return nil }
        let insertions = comments.map { comment in
            insertion(of: comment, printed: printed, partners: partners)
        }
        return Self.insert(insertions, into: pieces)
    }

    private struct Insertion {
        var offset: Int
        var piece: Piece
        /// Behind white space that follows the offset.
        var precedesToken: Bool
    }

    private func insertion(of comment: Span, printed: [Token], partners: [Int]) -> Insertion {
        let next = written.firstIndex { $0.span.start > comment.start } ?? written.count
        let partner = next < partners.count ? partners[next] : printed.count - 1
        let ownsLine = next == 0 || source.lineEnds(from: written[next - 1].span.end, to: comment.start) > 0
        // Before a closing bracket it belongs to what the brackets hold.
        let precedesToken = ownsLine && !(printed[partner].symbol?.isCloser ?? false)
        let offset = precedesToken || partner == 0 ? printed[partner].span.start : printed[partner - 1].span.end
        return Insertion(
            offset: offset, piece: .comment(source.comment(comment), ownsLine: ownsLine), precedesToken: precedesToken)
    }

    /// For each written token the printed one that it has become. Parentheses
    /// around one key of a window are not printed; they have the partner of
    /// what follows them.
    private static func partners(of written: [Token], in printed: [Token]) -> [Int]? {
        var partners: [Int] = []
        var index = 0
        for token in written {
            partners.append(index)
            if token.isSame(as: printed[index]) {
                index += 1
            } else if !(token.is(.leftParenthesis) || token.is(.rightParenthesis)) {
                return nil
            }
        }
        return printed[index].isEnd ? partners : nil
    }

    private static func insert(_ insertions: [Insertion], into pieces: [Piece]) -> [Piece] {
        var result: [Piece] = []
        var rest = insertions[...]
        var offset = 0
        for (index, piece) in pieces.enumerated() {
            let isReady: (Insertion) -> Bool = {
                $0.precedesToken ? beginsToken(pieces, at: index) : followsToken(pieces, at: index)
            }
            while let next = rest.first, next.offset == offset, isReady(next) {
                result.append(next.piece)
                rest = rest.dropFirst()
            }
            let end = offset + piece.flat.utf8.count
            let inner = rest.prefix { $0.offset < end }
            rest = rest.dropFirst(inner.count)
            result += inner.isEmpty ? [piece] : split(piece, at: offset, inner)
            offset = end
        }
        return result + rest.map(\.piece)
    }

    /// Groups that begin with a token begin behind the comment before it.
    private static func beginsToken(_ pieces: [Piece], at index: Int) -> Bool {
        switch pieces[index...].first(where: { !$0.isOpening }) {
        case .text: true
        default: false
        }
    }

    /// Groups that end with a token end before the comment behind it, and one
    /// that a bracket opens holds the comment behind the bracket.
    private static func followsToken(_ pieces: [Piece], at index: Int) -> Bool {
        switch pieces[index] {
        case .close: return false
        case .open:
            if case .line? = pieces[index...].first(where: { !$0.isOpening }) { return false }
            return true
        default: return true
        }
    }

    private static func split(_ piece: Piece, at start: Int, _ insertions: ArraySlice<Insertion>) -> [Piece] {
        var result: [Piece] = []
        var rest = Substring(piece.flat).utf8
        var offset = start
        for insertion in insertions {
            let part = rest.prefix(insertion.offset - offset)
            result.append(.text(String(decoding: part, as: UTF8.self).trimmedEnd))
            result.append(insertion.piece)
            rest = rest.dropFirst(part.count)
            offset = insertion.offset
        }
        return result + [.text(String(decoding: rest, as: UTF8.self))]
    }
}

extension Piece {
    fileprivate var isOpening: Bool { if case .open = self { true } else { false } }
}

extension Token {
    fileprivate func isSame(as other: Token) -> Bool {
        switch (kind, other.kind) {
        case (.number(let left), .number(let right)): left.text == right.text
        case (.date(let left), .date(let right)): left == right
        case (.end, _), (_, .end): false
        // What a keyword is before a dot or a colon may be a name behind it.
        case (.reserved, .name), (.name, .reserved): text == other.text
        default: kind == other.kind && text == other.text
        }
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
