#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads what is typed, character by character, and wakes up for signals.
final class KeyInput {
    enum Event {
        case key(Unicode.Scalar)
        /// A signal has come; `SignalPipe` knows which.
        case signal
        case end
    }

    private let descriptor: Int32
    private let wakeUp: Int32
    private var pending: [UInt8] = []

    init(descriptor: Int32 = 0, wakeUp: Int32) {
        self.descriptor = descriptor
        self.wakeUp = wakeUp
    }

    /// Whether more was typed (or pasted) already.
    var hasMore: Bool {
        if !pending.isEmpty { return true }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) > 0 && entry.revents & Int16(POLLIN) != 0
    }

    func next() -> Event {
        while true {
            if let scalar = decoded() { return .key(scalar) }
            var entries = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&entries, 2, -1)
            if ready < 0 {
                if errno == EINTR { continue }
                return .end
            }
            if entries[1].revents & Int16(POLLIN) != 0 { return .signal }
            guard fill() else { return .end }
        }
    }

    private func fill() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &bytes, bytes.count)
            if count > 0 {
                pending += bytes[..<count]
                return true
            }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            return false
        }
    }

    /// The next whole character; what is no UTF-8 becomes U+FFFD.
    private func decoded() -> Unicode.Scalar? {
        guard let first = pending.first else { return nil }
        let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard pending.count >= length else { return nil }
        defer { pending.removeFirst(length) }
        let text = String(decoding: pending[..<length], as: UTF8.self)
        return text.unicodeScalars.count == 1 ? text.unicodeScalars.first : "\u{FFFD}"
    }
}

/// libedit reads characters in the encoding of the locale.
enum LocaleEncoding {
    static func useUTF8() {
        setlocale(LC_ALL, "")
        for name in ["C.UTF-8", "en_US.UTF-8"] where !isUTF8 { setlocale(LC_ALL, name) }
    }

    private static var isUTF8: Bool {
        nl_langinfo(nl_item(CODESET)).map { String(cString: $0) == "UTF-8" } ?? false
    }
}
