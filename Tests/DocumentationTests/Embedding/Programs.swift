import Foundation
import TestSupport

/// Other programs that examples need, where they are at hand.
enum Programs {
    static let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

    static func are(_ names: String...) -> Bool {
        names.allSatisfy { name in
            path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
    }

    /// What makes a library of the archive that Swift builds.
    static let installing = are("clang", "ld", "objcopy", "ar", "swiftc", "cc", "pkg-config")
}

/// The library as `make install` leaves it, made once of the debug build.
struct Installation {
    let prefix: String

    static let shared = Result { try Installation() }

    private init() throws {
        let built = URL(fileURLWithPath: Tool.path).deletingLastPathComponent().path
        prefix = built + "/embedding-tests"
        try? FileManager.default.removeItem(atPath: prefix)
        let outcome = try Tool.shell(
            "Sources/NaruC/install.sh '\(built)/libNaruC.a' '\(Tool.path)' '\(prefix)'", seconds: 300)
        guard outcome.status == 0 else { throw Failure(output: outcome.errors) }
    }

    struct Failure: Error {
        var output: String
    }

    /// Runs a line of the shell as somebody with the installation would.
    func shell(_ line: String, folder: URL, environment: [String: String] = [:]) throws -> Tool.Outcome {
        let found = [
            "PKG_CONFIG_PATH": "\(prefix)/lib/pkgconfig", "NARU_LIBRARY": "\(prefix)/lib/libnaru.so",
            "PATH": "\(prefix)/bin:\(Programs.path)", "PYTHONDONTWRITEBYTECODE": "1", "HOME": prefix,
        ]
        return try Tool.shell(line, environment: found.merging(environment) { $1 }, folder: folder, seconds: 300)
    }
}
