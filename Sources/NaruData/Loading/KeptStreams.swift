import Synchronization

/// What pipes gave. They give it once, while a table is read several times.
enum KeptStreams {
    private static let contents = Mutex<[String: [UInt8]]>([:])

    static func keep(_ bytes: [UInt8], as path: String) { contents.withLock { $0[path] = bytes } }
    static func bytes(of path: String) -> [UInt8]? { contents.withLock { $0[path] } }
}
