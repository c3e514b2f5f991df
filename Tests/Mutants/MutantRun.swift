package import Foundation
import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax
import TestSupport

/// Loads file after file in one process, and remembers what came of it.
package struct MutantRun {
    private let kind: MutantKind
    private let folder: URL
    /// Where files that are accepted are kept for others to count their rows.
    private let kept: URL?
    private var mutation: Mutation
    private let files: [(name: String, bytes: [UInt8])]
    package private(set) var accepted = 0
    package private(set) var refused = 0
    package private(set) var slowest = Swift.Duration.seconds(0)
    package private(set) var slowestRound = 0

    package init(_ kind: MutantKind, seed: UInt64, in folder: URL, keptIn kept: URL? = nil) throws {
        self.kind = kind
        self.folder = folder
        self.kept = kept
        mutation = Mutation(seed: seed, words: kind.words)
        var files = try kind.files.map { file in
            let url = Repository.root.appending(path: "Tests/\(file)")
            return (url.lastPathComponent, Array(try Data(contentsOf: url)))
        }
        if kind.name == "narudb" {
            let path = folder.appending(path: "made.narudb").path
            let source = Repository.root.appending(path: "Tests/Golden/data/records").path
            try SnapshotFile.write(DatasetLoader.load(paths: [source]), to: path)
            files = [("made.narudb", Array(try Data(contentsOf: URL(filePath: path))))]
        }
        self.files = files
    }

    /// Loads the next mutant; one that makes the process end is still on the disk.
    package mutating func next(_ round: Int) throws {
        let file = files[mutation.random.below(files.count)]
        let bytes = mutant(of: file.bytes)
        let ending = file.name.split(separator: ".", maxSplits: 1).last.map(String.init) ?? ""
        let target = folder.appending(path: "\(kind.name)-mutant.\(ending)")
        // Over a file that is there it would go to the disk at once.
        try? FileManager.default.removeItem(at: target)
        try Data(bytes).write(to: target)
        var options = LoadOptions()
        options.isLenient = mutation.random.chance(20)
        let clock = ContinuousClock()
        let start = clock.now
        do {
            let dataset = try DatasetLoader.load(paths: [target.path], options: options)
            dataset.store.readAll()
            accepted += 1
            try keep(bytes, ending, round, dataset)
        } catch let error as DatasetError {
            guard !error.diagnostics.isEmpty else { throw MutantFailure("an error without words") }
            refused += 1
        }
        let time = clock.now - start
        if time > slowest {
            (slowest, slowestRound) = (time, round)
            if let kept, time > .seconds(1) {
                try Data(bytes).write(to: kept.appending(path: "slow-\(kind.name)-\(round).\(ending)"))
            }
        }
    }

    private mutating func mutant(of bytes: [UInt8]) -> [UInt8] {
        let other = files[mutation.random.below(files.count)].bytes
        return switch kind.form {
        case .archive: archive(of: bytes, other)
        case .database where mutation.random.chance(70): mutation.pages(of: bytes, other)
        case .plain, .database: mutation.mutant(of: bytes, other)
        }
    }

    /// Parts of a workbook are changed, and put together again.
    private mutating func archive(of bytes: [UInt8], _ other: [UInt8]) -> [UInt8] {
        guard var zip = StoredZip(bytes), let second = StoredZip(other) else {
            return mutation.mutant(of: bytes, other)
        }
        let place = mutation.random.below(zip.parts.count)
        switch mutation.random.below(20) {
        case 0: zip.parts.remove(at: place)
        case 1: zip.parts.append(zip.parts[place])
        case 2: zip.parts[place].bytes = mutation.random.pick(second.parts.map(\.bytes))
        default:
            let other = mutation.random.pick(second.parts.map(\.bytes))
            zip.parts[place].bytes = mutation.mutant(of: zip.parts[place].bytes, other)
        }
        return zip.bytes
    }

    /// What came of the rounds so far.
    package var state: String {
        "\(kind.name): \(accepted + refused) files, \(accepted) accepted, \(refused) refused, "
            + "slowest \(slowest) in round \(slowestRound), \(Self.mostMemory)"
    }

    /// As Linux says it.
    private static var mostMemory: String {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        return status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }.map(String.init) ?? ""
    }

    /// With a line for the list: the file, the rows of each table, and the codes
    /// of what was said.
    private func keep(_ bytes: [UInt8], _ ending: String, _ round: Int, _ dataset: LoadedDataset) throws {
        guard let kept else { return }
        let name = "\(kind.name)-\(round).\(ending)"
        try Data(bytes).write(to: kept.appending(path: name))
        let schema = dataset.catalog.schema
        let types = schema.declaredTypes.filter { !$0.isAbstract }
        let tables = types.map { "\($0.name)=\(dataset.store.range(of: $0.id).count)" }
        let words = dataset.warnings.map { $0.code.description + " " + $0.message.english }
        let left = dataset.leftOut.map { "left \($0.rows) of \($0.count)" } ?? ""
        let line = [name, tables.joined(separator: ";"), left, words.joined(separator: " / ")].joined(separator: "\t")
        let list = kept.appending(path: "\(kind.name).list")
        if !FileManager.default.fileExists(atPath: list.path) { try Data().write(to: list) }
        let handle = try FileHandle(forWritingTo: list)
        defer { try? handle.close() }
        try handle.seekToEnd()
        try handle.write(contentsOf: Data((String(line.map { $0.isNewline ? " " : $0 }) + "\n").utf8))
    }
}

package struct MutantFailure: Error {
    package let words: String
    package init(_ words: String) { self.words = words }
}
