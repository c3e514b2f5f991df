import Foundation
import NaruSyntax

/// The user's own editor, on a text.
enum ExternalEditor {
    /// What was saved, without a line end behind it; nil where the editor
    /// failed or left nothing.
    static func edit(_ text: String) throws(ShellFailure) -> String? {
        let command = Terminal.environment("VISUAL") ?? Terminal.environment("EDITOR") ?? "vi"
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("naru-\(UUID().uuidString).naru").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data((text + "\n").utf8), attributes: [.posixPermissions: 0o600])
        else { throw .unwritable(path, reason: "") }
        // The command may have arguments of its own, so the shell reads it.
        guard let child = ChildProcess.start(["/bin/sh", "-c", command + " \"$0\"", path]) else {
            throw .editorFailed(command)
        }
        Signals.enter(.paging)
        let status = ChildProcess.wait(for: child)
        Signals.enter(.running)
        guard status == 0 else { throw .editorFailed(command) }
        let saved = try InputText.file(path)
        let edited = saved.text(in: Span(0, saved.utf8.count)).trimmingWhitespace
        return edited.isEmpty ? nil : edited
    }
}

extension ShellFailure {
    static func editorFailed(_ command: String) -> ShellFailure {
        ShellFailure(
            .inputOutput, .commandArgument,
            Message("the editor '\(command)' failed", ko: "편집기 '\(command)'이(가) 실패했습니다"),
            help: [Message("name another one in $VISUAL or $EDITOR", ko: "$VISUAL이나 $EDITOR에 다른 편집기를 지정하세요")])
    }
}
