import Foundation

/// What reads the bytes of others, each as a function of bytes that has to come
/// back: with an answer or an error, never with a trap. A fuzzer looks for bytes
/// that it does not come back from; those that were found stand in `Corpus`.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// A program: tokens, tree, layout, types.
    case program
    /// `schema.ties`, a prelude and records.
    case ties
    /// Texts of tables: CSV, TSV, JSON.
    case table
    /// Files that are packed or made of parts: workbooks, databases, graphs.
    case parts
    /// Snapshots whose checksums are right and whose numbers are not.
    case snapshot
    /// Values in every output format.
    case formats
    /// The C functions, in any order.
    case c

    package func run(_ bytes: [UInt8]) {
        switch self {
        case .program: ProgramFuzzing.run(bytes)
        case .ties: TiesFuzzing.run(bytes)
        case .table: FileFuzzing.run(bytes, endings: FileFuzzing.texts)
        case .parts: FileFuzzing.run(bytes, endings: FileFuzzing.parts)
        case .snapshot: SnapshotFuzzing.run(bytes)
        case .formats: FormatFuzzing.run(bytes)
        case .c: CFuzzing.run(bytes)
        }
    }
}

/// A folder of this process, for what reads files.
enum FuzzFolder {
    static let path: String = {
        let base = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        let path = "\(base)/naru-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: FuzzFolder.path) }
        return path
    }()

    /// The path of a file with these bytes; the last one of its name is gone.
    static func write(_ bytes: some Collection<UInt8>, as name: String) -> String {
        let path = "\(path)/\(name)"
        precondition(FileManager.default.createFile(atPath: path, contents: Data(bytes)), "cannot write \(path)")
        return path
    }
}
