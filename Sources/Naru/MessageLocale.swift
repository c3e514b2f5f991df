import Foundation
package import NaruSyntax

extension Language {
    /// The language that the surroundings ask messages in.
    package static var ofLocale: Language {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
        let locale = names.lazy.compactMap { getenv($0).map { String(cString: $0) } }.first { !$0.isEmpty }
        return locale?.hasPrefix("ko") == true ? .korean : .english
    }
}
