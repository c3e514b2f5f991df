import Naru
import NaruSyntax

/// The one language of a run: of names, labels, units and messages.
enum RunLanguage {
    static var names: [String] { Language.allCases.map(\.rawValue) }

    /// `--lang`, else the locale's, else English.
    static func chosen(_ option: String?) throws(ShellFailure) -> Language {
        guard let option else { return .ofLocale }
        guard let language = Language(rawValue: option) else {
            throw .unknownChoice(option, option: "--lang", choices: names)
        }
        return language
    }

    /// Before the command line is understood, its errors need a language too.
    static func guessed(_ arguments: [String]) -> Language {
        let written = arguments.last { $0.hasPrefix("--lang=") }.map { String($0.dropFirst(7)) }
        let place = arguments.lastIndex(of: "--lang").map { $0 + 1 }
        let behind = place.flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
        return (written ?? behind).flatMap(Language.init) ?? .ofLocale
    }
}
