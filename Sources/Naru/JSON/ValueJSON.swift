package import NaruEngine
package import NaruSyntax

/// Values as JSON. Written here because numbers have to keep every digit and
/// fields their order.
package struct ValueJSON: Sendable {
    /// The language of the data; nil for the dataset's first.
    package var language: String?

    package init(language: String?) { self.language = language }

    package func text(_ value: NaruEngine.Value) -> String {
        switch value {
        case .absent: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .decimal(let number): number.description
        // JSON has no word for infinity; floats of results are finite.
        case .float(let number): number.isFinite ? number.plainText : "null"
        case .duration(let duration): quoted(isoText(duration))
        case .geo(let latitude, let longitude):
            object([("latitude", latitude.plainText), ("longitude", longitude.plainText)])
        // One that is a single date would be read as such.
        case .period(let start, let end) where start == end:
            quoted("\(start.description)/\(end.description)")
        case .quantity(let quantity): object(parts(quantity))
        case .numbers(let lower, let upper): object([("lower", text(lower)), ("upper", text(upper))])
        case .entity(let entity):
            object([("type", quoted(entity.type)), ("id", quoted(entity.id)), ("label", text(entity.label))])
        case .list(let items): "[" + items.map(text).joined(separator: ", ") + "]"
        case .record(let fields): object(fields.map { ($0.name, text($0.value)) })
        default: PlainText(language: language).text(value).map(quoted) ?? "null"
        }
    }

    package func object(_ fields: [(String, String)]) -> String {
        "{" + fields.map { "\(quoted($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
    }

    private func parts(_ quantity: NaruSyntax.Quantity) -> [(String, String)] {
        var parts = [("amount", quantity.amount.description)]
        if quantity.qualifier == .range { parts.append(("upper", quantity.upper.description)) }
        parts.append(("unit", quoted(quantity.unit)))
        switch quantity.qualifier {
        case .exact: break
        case .about: parts.append(("qualifier", "\"about\""))
        case .over: parts.append(("qualifier", "\"over\""))
        case .under: parts.append(("qualifier", "\"under\""))
        case .atLeast: parts.append(("qualifier", "\"at least\""))
        case .atMost: parts.append(("qualifier", "\"at most\""))
        case .range: parts.append(("qualifier", "\"range\""))
        }
        return parts
    }

    /// ISO 8601, as in `P1Y2M3D`.
    private func isoText(_ duration: NaruSyntax.Duration) -> String {
        let years = duration.months / 12
        let parts = [(years, "Y"), (duration.months - years * 12, "M"), (duration.days, "D")].filter { $0.0 != 0 }
        return parts.isEmpty ? "P0D" : "P" + parts.map { "\($0.0)\($0.1)" }.joined()
    }

    package func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0x22 && $0 != 0x5C }
        if isPlain { return "\"" + text + "\"" }
        return Notation.quoted(text) { $0.value < 0x20 || $0.value == 0x7F ? escape($0.value) : nil }
    }

    private func escape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

/// An array of JSON texts as it grows, an element a line.
package struct JSONArray: Sendable {
    private var isEmpty = true

    package init() {}

    package func begin(_ out: inout String) { out += "[" }

    package mutating func append(_ element: String, to out: inout String) {
        out += isEmpty ? "\n  " : ",\n  "
        isEmpty = false
        out += element
    }

    package func end(_ out: inout String) { out += isEmpty ? "]\n" : "\n]\n" }
}

extension JSONArray {
    /// A whole array.
    package static func text(of elements: [String]) -> String {
        var (array, text) = (JSONArray(), "")
        array.begin(&text)
        for element in elements { array.append(element, to: &text) }
        array.end(&text)
        return text
    }
}

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

/// A diagnostic as one JSON object, for editors and other programs.
package struct DiagnosticJSON: Sendable {
    package var language: Language
    private let json = ValueJSON(language: nil)

    package var signpost: Signpost?

    package init(language: Language, signpost: Signpost? = nil) {
        self.language = language
        self.signpost = signpost
    }

    package func text(_ diagnostic: Diagnostic, in program: SourceText?) -> String {
        let source = diagnostic.source ?? (diagnostic.span == nil ? nil : program)
        let span = source == nil ? nil : diagnostic.span
        let place = span.flatMap { source?.position(of: $0.start) }
        let text = source ?? SourceText(name: "", utf8: [])
        let words = [diagnostic.caption(in: text)].compactMap { $0 } + diagnostic.helpLines(in: text)
        let help = words.map { $0.text(language, signpost) }.filter { !$0.isEmpty }.map(json.quoted)
        return json.object([
            ("code", json.quoted(diagnostic.code.description)),
            ("severity", json.quoted(diagnostic.severity.rawValue)),
            ("message", json.quoted(diagnostic.message[language])),
            ("file", quoted(source?.name)),
            ("line", number(place?.line)),
            ("column", number(place?.column)),
            ("offset", number(span?.start)),
            ("length", number(span.map { $0.end - $0.start })),
            ("help", "[" + help.joined(separator: ", ") + "]"),
            (
                "suggestions",
                "[" + diagnostic.suggestions.map { suggestion($0, in: text) }.joined(separator: ", ") + "]"
            ),
            ("statement", quoted(source.flatMap { statement(at: span, in: $0) })),
        ])
    }

    private func suggestion(_ suggestion: Suggestion, in source: SourceText) -> String {
        let edits = suggestion.edits.map { edit in
            json.object([
                ("offset", number(edit.span.start)), ("length", number(edit.span.end - edit.span.start)),
                ("replacement", json.quoted(edit.replacement)),
            ])
        }
        return json.object([
            ("message", json.quoted(suggestion.message(in: source)[language])),
            ("edits", "[" + edits.joined(separator: ", ") + "]"),
        ])
    }

    /// What is worth knowing, but wrong in no place.
    package func note(_ message: Message) -> String {
        json.object([("severity", "\"note\""), ("message", json.quoted(message[language]))])
    }

    /// The text of the statement that the place is in.
    private func statement(at span: Span?, in source: SourceText) -> String? {
        guard let span, !source.name.hasSuffix(".ties") else { return nil }
        let statements = Parser.parse(source).program.statements
        let found = statements.last { $0.span.start <= span.start }
        return found.map { source.text(in: $0.span) }
    }

    private func quoted(_ text: String?) -> String { text.map(json.quoted) ?? "null" }
    private func number(_ number: Int?) -> String { number.map(String.init) ?? "null" }
}
