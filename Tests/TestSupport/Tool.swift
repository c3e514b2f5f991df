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
        let folders = [bundle?.deletingLastPathComponent(), URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()]
        let found = folders.compactMap { $0?.appending(path: "naru").path }.first(where: FileManager.default.isExecutableFile)
        return found ?? Repository.root.appending(path: ".build/debug/naru").path
    }()

    /// Runs `naru` with plain surroundings: no colours, no locale but UTF-8.
    package static func run(
        _ arguments: [String], input: Data = Data(), environment: [String: String] = [:], folder: URL = Repository.root
    ) throws -> Outcome {
        try launch(path, arguments, input: input, environment: environment, folder: folder)
    }

    /// Runs a line of the shell with `naru` on its path.
    package static func shell(_ line: String, environment: [String: String] = [:]) throws -> Outcome {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let search = folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
        return try launch(
            "/bin/bash", ["-o", "pipefail", "-c", line], input: Data(), environment: ["PATH": search].merging(environment) { $1 },
            folder: Repository.root)
    }

    private static func launch(
        _ program: String, _ arguments: [String], input: Data, environment: [String: String], folder: URL
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
        let status = try spawn(
            ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, program] + arguments,
            environment: surroundings.merging(environment) { $1 }, files: files.map(\.path))
        return Outcome(
            status: status, output: try String(contentsOf: files[1], encoding: .utf8),
            errors: try String(contentsOf: files[2], encoding: .utf8))
    }

    /// Starts a program on three files and waits for it. Not Foundation's
    /// `Process`: that may miss the end of one of many children.
    private static func spawn(_ words: [String], environment: [String: String], files: [String]) throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (descriptor, file) in files.enumerated() {
            let mode = descriptor == 0 ? O_RDONLY : O_WRONLY
            posix_spawn_file_actions_addopen(&actions, Int32(descriptor), file, mode, 0)
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var child = pid_t()
        let error = posix_spawn(&child, words[0], &actions, nil, &arguments, &variables)
        guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .ENOENT) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }
}
