import NaruSyntax

/// Which language messages are in.
enum MessageLanguage {
    /// `--lang`, else the locale's. Data may be in languages that messages
    /// don't exist in.
    static func chosen(_ option: String?) -> Language {
        if let option { return Language(rawValue: option) ?? .english }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(Terminal.environment).first
        return locale?.hasPrefix("ko") == true ? .korean : .english
    }

    /// Before the command line is understood, its errors need a language too.
    static func guessed(_ arguments: [String]) -> Language {
        if let equals = arguments.last(where: { $0.hasPrefix("--lang=") }) {
            return chosen(String(equals.dropFirst(7)))
        }
        guard let place = arguments.lastIndex(of: "--lang"), place + 1 < arguments.count else { return chosen(nil) }
        return chosen(arguments[place + 1])
    }
}
