import NaruEngine

/// Values as the text that programs read: digits without grouping, enum cases
/// by their names. An absent value has no text.
struct PlainText {
    /// The language of the data; nil for the dataset's first.
    var language: String?

    func text(_ value: Value) -> String? {
        switch value {
        case .absent: nil
        case .localized(let texts): texts.preferred(language)
        case .entity(let entity): text(entity.label) ?? entity.id
        case .list(let items): items.isEmpty ? nil : items.compactMap(text).joined(separator: "; ")
        case .record(let fields):
            "{" + fields.map { "\($0.name): \(text($0.value) ?? "")" }.joined(separator: ", ") + "}"
        default: value.plainText
        }
    }
}

extension [LocalizedText] {
    /// The text in a language, else in the dataset's first that has one.
    func preferred(_ language: String?) -> String? {
        (first { $0.language == language } ?? first)?.text
    }
}
