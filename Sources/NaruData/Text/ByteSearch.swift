#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension UnsafeBufferPointer<UInt8> {
    /// Whether a byte is among them, as the system finds out, which looks at many
    /// at a time.
    func holds(_ byte: UInt8) -> Bool {
        guard let baseAddress else { return false }
        return memchr(baseAddress, Int32(byte), count) != nil
    }
}
