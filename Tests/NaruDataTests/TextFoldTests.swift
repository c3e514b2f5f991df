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

    @Test(arguments: [("a.b", "a·b"), ("시흥", "시훙"), ("ㅅ", "시"), ("1", "l")])
    func differentAfterFolding(_ left: String, _ right: String) {
        #expect(TextFold.fold(left) != TextFold.fold(right))
    }
}
