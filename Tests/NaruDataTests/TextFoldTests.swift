import Foundation
import NaruEngine
import Testing

struct TextFoldTests {
    @Test(arguments: [
        ("Málaga", "malaga"), ("MÁLAGA", "malaga"), ("Łódź", "lodz"), ("Tromsø", "tromso"), ("Straße", "strasse"),
        ("İstanbul", "istanbul"), ("Æbeltoft", "aebeltoft"), ("Phú Quốc", "phu quoc"), ("ＡＢＣ１２", "abc12"),
        ("‘바이오 분야’", "'바이오 분야'"), ("“바이오”", "'바이오'"), ("「바이오」", "\"바이오\""), ("경제ㆍ사회", "경제·사회"),
        ("경제‧사회․과학", "경제·사회·과학"),
        ("가\u{A0}나\u{3000}다", "가 나 다"), ("600㎡", "600m2"), ("① Ⅱ", "1 ii"), ("ﬁn", "fin"), ("ＫＲＷ￦", "krw₩"),
        ("ﾡﾢ", "ㄱㄲ"),
        ("㈜나루", "(주)나루"), ("㉠㈀", "ㄱ(ㄱ)"), ("ⓐ⑴", "a(1)"), ("5㎾", "5kw"), ("ｶﾀｶﾅ", "カタカナ"), ("½", "1/2"), ("𝐍𝐚", "na"),
        ("시\u{200B}흥\u{FEFF}시", "시흥시"), ("so\u{AD}fia", "sofia"), ("❤\u{FE0F}", "❤"),
        ("Ǆ", "ǆ"), ("ΑΘΗΝΑ", "αθηνα"), ("Москва", "москва"), ("m̂", "m"), ("시흥시", "시흥시"),
    ])
    func equalAfterFolding(_ left: String, _ right: String) {
        #expect(TextFold.fold(left) == TextFold.fold(right))
    }

    @Test(arguments: ["Málaga ㆍ ‘x’ ＡＢ ㎡ ﾡ ᄀ ß Ø İ", "", "abc", "한글 텍스트", "日本語 かな ガギグ"])
    func foldingTwiceChangesNothing(_ text: String) {
        let once = TextFold.fold(text)
        #expect(TextFold.fold(once) == once)
    }

    /// Where folding differs from Unicode's mapping: marks that have a fold of
    /// their own, and accents that stand alone.
    @Test func foldsLikeTheCompatibilityMapping() {
        var differing = ""
        for value in UInt32(0x80)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(scalar)
            let mapped = text.precomposedStringWithCompatibilityMapping
            if text.precomposedStringWithCanonicalMapping == text, TextFold.fold(text) != TextFold.fold(mapped) {
                differing.unicodeScalars.append(scalar)
            }
        }
        let kept = "¨¯´¸˘˙˚˛˜˝ͺ΄΅᾽᾿῀῁῍῎῏῝῞῟῭΅`´῾‗․″‴‶‷‾゛゜ㅀㅄㅤ" + string(0x3165...0x318C) + "ㆎﱞﱟﱠﱡﱢﱣﷺﷻ﹉﹊﹋﹌ﹰﹲﹴﹶﹸﹺﹼﹾﾠﾰﾴ￣"
        #expect(differing == kept)
    }

    private func string(_ values: ClosedRange<UInt32>) -> String {
        String(String.UnicodeScalarView(values.compactMap { Unicode.Scalar($0) }))
    }

    @Test(arguments: [("a.b", "a·b"), ("시흥", "시훙"), ("ㅅ", "시"), ("1", "l")])
    func differentAfterFolding(_ left: String, _ right: String) {
        #expect(TextFold.fold(left) != TextFold.fold(right))
    }
}
