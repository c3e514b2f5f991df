import Naru
import NaruSyntax

/// Limits as they are written on the command line: `5s`, `2GB`.
enum LimitText {
    static func time(_ text: String) throws(ShellFailure) -> Swift.Duration {
        let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
        guard let seconds = amount(text, units), seconds < 1e9 else { throw .badTime(text) }
        return .seconds(seconds)
    }

    /// nil for none.
    static func memory(_ text: String) throws(ShellFailure) -> MemorySize? {
        if text.lowercased() == "none" { return nil }
        let units: [(String, Double)] = [("kb", 1e3), ("mb", 1e6), ("gb", 1e9), ("tb", 1e12), ("b", 1)]
        guard let bytes = amount(text.lowercased(), units), bytes < 1e18 else { throw .badMemory(text) }
        return .bytes(Int(bytes))
    }

    /// A number with one of the units glued to it or behind a blank.
    private static func amount(_ text: String, _ units: [(name: String, factor: Double)]) -> Double? {
        for unit in units where text.hasSuffix(unit.name) {
            let number = text.dropLast(unit.name.count)
            let digits = number.hasSuffix(" ") ? number.dropLast() : number
            guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { continue }
            return Double(digits).map { $0 * unit.factor }
        }
        return nil
    }
}
