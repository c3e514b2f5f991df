package import Naru
import NaruData
import NaruSyntax

/// What the program says to its caller when it ends.
package enum ExitStatus: Int32, Sendable {
    case success = 0
    /// A query failed at run time.
    case failed = 1
    case usage = 2
    /// A file cannot be read or written.
    case inputOutput = 3
    /// The program doesn't parse or check.
    case invalidProgram = 4
    /// The data doesn't load.
    case invalidData = 5
    /// A limit was reached.
    case limit = 124
    case interrupted = 130
    case pipeClosed = 141
}

extension RunFailure {
    package var status: ExitStatus {
        let codes = diagnostics.map(\.code)
        if codes.contains(.damagedSnapshot) { return .invalidData }
        if codes.contains(.parameterMissing) || codes.contains(.parameterUnreadable) { return .usage }
        switch reason {
        case .failed: return .failed
        case .limit: return .limit
        case .cancelled: return .interrupted
        }
    }
}

extension Compilation {
    package var status: ExitStatus {
        guard program == nil else { return .success }
        return diagnostics.contains { $0.code == .damagedSnapshot } ? .invalidData : .invalidProgram
    }
}
