import NaruEngine
import NaruSyntax

extension NaruEngine.Value {
    /// The plain text with names in a language, where they have one in it.
    func plainText(in language: Language) -> String {
        switch self {
        case .localized(let texts):
            (texts.first { $0.language == language.rawValue } ?? texts.first)?.text ?? ""
        case .entity(let entity): entity.label == .absent ? entity.id : entity.label.plainText(in: language)
        case .list(let items): items.map { $0.plainText(in: language) }.joined(separator: ", ")
        default: plainText
        }
    }
}
