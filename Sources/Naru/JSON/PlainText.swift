package import NaruEngine

/// Values as the text that programs read: digits without grouping, enum cases
/// by their names. An absent value has no text.
package struct PlainText: Sendable {
    /// The language of the data; nil for the dataset's first.
    package var language: String?

    package init(language: String?) { self.language = language }

    package func text(_ value: NaruEngine.Value) -> String? {
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
    package func preferred(_ language: String?) -> String? {
        (first { $0.language == language } ?? first)?.text
    }
}
