import NaruSyntax

/// Looks for e-mail addresses: people's addresses have no place in a dataset
/// that is passed on.
enum MailAddresses {
    /// The places of `name@host.domain` in a text.
    static func places(in bytes: [UInt8]) -> [Span] {
        bytes.indices.compactMap { index in
            guard bytes[index] == UInt8(ascii: "@") else { return nil }
            var start = index
            while start > 0, isNamePart(bytes[start - 1]) { start -= 1 }
            var end = index + 1
            while end < bytes.count, isHostPart(bytes[end]) { end += 1 }
            while end > index, bytes[end - 1] == .dot { end -= 1 }
            let host = bytes[(index + 1)..<max(end, index + 1)]
            guard start < index, let dot = host.lastIndex(of: .dot), dot > host.startIndex, end - dot > 2,
                !host[dot...].contains(where: \.isDigit)
            else { return nil }
            return Span(start, end)
        }
    }

    private static func isNamePart(_ byte: UInt8) -> Bool { isHostPart(byte) || "+_%".utf8.contains(byte) }

    private static func isHostPart(_ byte: UInt8) -> Bool {
        byte.isDigit || byte == .dot || byte == .minus
            || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }
}
