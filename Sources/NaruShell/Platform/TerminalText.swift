import NaruSyntax

/// What goes to a terminal as it may go there, whatever is in the data. Formats
/// for programs keep every byte in files and pipes; on a screen such bytes are
/// nothing but harm.
enum TerminalText {
    enum Form {
        /// With colours, which are ours: what is painted was escaped before.
        case painted
        case plain
        case json
    }

    static func safe(_ text: String, _ form: Form) -> String {
        switch form {
        case .plain: ControlText.escaped(text) { escape($0) }
        case .json: ControlText.escaped(text) { isLayout($0) ? nil : jsonEscape($0) }
        case .painted: painted(text)
        }
    }

    private static func isLayout(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\t" }

    private static func escape(_ scalar: Unicode.Scalar) -> String? {
        isLayout(scalar) ? nil : scalar == "\r" ? "\\r" : "\\u{\(String(scalar.value, radix: 16))}"
    }

    private static func jsonEscape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// `ESC [ numbers m` stays: it sets colours and nothing else.
    private static func painted(_ text: String) -> String {
        var rest = text.unicodeScalars[...]
        return ControlText.escaped(text) { scalar in
            guard scalar == "\u{1B}" else { return escape(scalar) }
            guard let place = rest.firstIndex(of: scalar) else { return escape(scalar) }
            rest = rest[place...].dropFirst()
            let end = rest.dropFirst().firstIndex { !("0"..."9" ~= $0 || $0 == ";") }
            return rest.first == "[" && end.map { rest[$0] == "m" } == true ? nil : escape(scalar)
        }
    }
}
