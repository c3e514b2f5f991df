import NaruEngine
import NaruSyntax

/// A sentence in both languages with the names of columns in braces.
struct MessageTemplate: Sendable {
    private let english: String
    private let korean: String

    init(_ english: String, ko korean: String) {
        self.english = english
        self.korean = korean
    }

    func filled(_ cells: [String: NaruEngine.Value]) -> Message {
        Message(filled(english, cells, .english), ko: filled(korean, cells, .korean))
    }

    private func filled(_ text: String, _ cells: [String: NaruEngine.Value], _ language: Language) -> String {
        var result = ""
        for piece in text.split(separator: "{", omittingEmptySubsequences: false) {
            guard let close = piece.firstIndex(of: "}") else {
                result += piece
                continue
            }
            result += cells[String(piece[..<close])]?.plainText(in: language) ?? ""
            result += piece[piece.index(after: close)...]
        }
        return result
    }
}
