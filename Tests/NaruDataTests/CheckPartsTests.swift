import Foundation
import NaruSyntax
import TestSupport
import Testing

@testable import NaruData

/// The parts that checks of a dataset are made of.
@Suite struct CheckPartsTests {
    /// The examples of FIPS 180-4, and lengths on both sides of a block.
    @Test func digests() throws {
        #expect(
            SHA256.hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(SHA256.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            SHA256.hex(Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
        for length in [55, 56, 63, 64, 65, 119, 120, 1000] {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            let other = try Tool.shell("printf '\(bytes.map { String(format: "\\%03o", $0) }.joined())' | sha256sum")
            #expect(other.output.hasPrefix(SHA256.hex(bytes)), "\(length)")
        }
    }

    @Test(arguments: [
        ("ask mayor@ulsan.go.kr.", "mayor@ulsan.go.kr"), ("<a.b+c@x-y.example>", "a.b+c@x-y.example"),
        ("시장 mayor@ulsan.kr입니다", "mayor@ulsan.kr"),
    ])
    func mailAddresses(_ text: String, _ address: String) {
        let bytes = Array(text.utf8)
        let found = MailAddresses.places(in: bytes).map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
        #expect(found == [address])
    }

    @Test(arguments: ["< a000 \"quote\" @1500", "at @ a.b", "x@host", "@2023.05", "name@1.5", "", "@", "a@"])
    func whatIsNoAddress(_ text: String) {
        #expect(MailAddresses.places(in: Array(text.utf8)).isEmpty)
    }
}
