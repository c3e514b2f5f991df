package import Foundation

/// The built program, run as its users run it.
package enum Tool {
    package struct Outcome: Sendable {
        package var status: Int32
        package var output: String
        package var errors: String
    }

    /// The program stands in the same folder as the test bundle.
    package static let path: String = {
        let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
        let folders = [
            bundle?.deletingLastPathComponent(),
            URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
        ]
        let found = folders.compactMap { $0?.appending(path: "naru").path }.first(
            where: FileManager.default.isExecutableFile)
        return found ?? Repository.root.appending(path: ".build/debug/naru").path
    }()

    /// Runs `naru` with plain surroundings: no colours, no locale but UTF-8.
    package static func run(
        _ arguments: [String], input: Data = Data(), environment: [String: String] = [:], folder: URL = Repository.root
    ) throws -> Outcome {
        try launch(path, arguments, input: input, environment: environment, folder: folder)
    }

    /// Runs a line of the shell with `naru` on its path.
    package static func shell(
        _ line: String, environment: [String: String] = [:], folder: URL = Repository.root, seconds: Double = 60
    ) throws -> Outcome {
        let programs = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let search = programs + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
        return try launch(
            "/bin/bash", ["-o", "pipefail", "-c", line], input: Data(),
            environment: ["PATH": search].merging(environment) { $1 },
            folder: folder, seconds: seconds)
    }

    private static func launch(
        _ program: String, _ arguments: [String], input: Data, environment: [String: String], folder: URL,
        seconds: Double = 60
    ) throws -> Outcome {
        // Files take any amount of output; pipes would have to be read meanwhile.
        let scratch = FileManager.default.temporaryDirectory.appending(path: "naru-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let files = ["in", "out", "err"].map { scratch.appending(path: $0) }
        try input.write(to: files[0])
        try Data().write(to: files[1])
        try Data().write(to: files[2])
        let surroundings = ["LANG": "C.UTF-8", "NO_COLOR": "1", "TERM": "dumb", "PATH": "/usr/bin:/bin"]
        let handles = [
            try FileHandle(forReadingFrom: files[0]), try FileHandle(forWritingTo: files[1]),
            try FileHandle(forWritingTo: files[2]),
        ]
        let child = try Child(
            ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, program] + arguments,
            environment: surroundings.merging(environment) { $1 }, descriptors: handles.map(\.fileDescriptor))
        let status = child.status(seconds: seconds)
        try handles.forEach { try $0.close() }
        return Outcome(
            status: status, output: try String(contentsOf: files[1], encoding: .utf8),
            errors: try String(contentsOf: files[2], encoding: .utf8))
    }
}
