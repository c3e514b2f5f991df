/// Lines from a terminal that cannot move its cursor.
final class PlainLineReader: LineReader {
    func read(prompt: String) -> String? {
        try? OutputSink.standardError.writeAll(prompt)
        return readLine()
    }
}
