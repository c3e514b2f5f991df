import Naru
import NaruEngine
import NaruSyntax

/// Values as people read them: grouped amounts, enum labels, escaped control
/// characters.
struct HumanText {
    var language: Language
    /// What stands for an absent value.
    var absent: String

    func text(_ value: NaruEngine.Value) -> String { SafeText.escaped(unescaped(value)) }

    /// With line breaks and other control characters as they are.
    func unescaped(_ value: NaruEngine.Value) -> String { wording(value) ?? absent }

    private func wording(_ value: NaruEngine.Value) -> String? {
        switch value {
        case .quantity(let quantity): QuantityWording(language: language).text(quantity)
        case .duration(let duration) where language == .korean: DurationWording.korean(duration)
        case .geo(let latitude, let longitude): "\(latitude.plainText), \(longitude.plainText)"
        case .enumeration(let name, let english, let aliases): label(name, english, aliases)
        case .list(let items):
            items.isEmpty ? nil : items.map { wording($0) ?? absent }.joined(separator: "; ")
        case .record(let fields): recordText(fields)
        default: PlainText(language: language.rawValue).text(value)
        }
    }

    private func label(_ name: String, _ english: String, _ aliases: [String]) -> String {
        if language == .english { return english.isEmpty ? name : english }
        return aliases.first ?? (english.isEmpty ? name : english)
    }

    private func recordText(_ fields: [RecordValue]) -> String {
        "{" + fields.map { "\($0.name): \(wording($0.value) ?? absent)" }.joined(separator: ", ") + "}"
    }
}
