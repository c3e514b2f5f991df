import Testing

@testable import NaruSyntax

@Test(arguments: [
    ("", 0), ("name", 4), ("도시", 4), ("한", 2), ("e\u{301}", 1), ("👩‍👩‍👧", 2), ("🇰🇷", 2), ("☺️", 2), ("☺", 1),
    ("Ａ", 2), ("ｱ", 1), ("가나다 abc", 10), ("·", 1), ("\u{200B}", 0), ("「」", 4), ("𠀀", 2), ("−", 1),
])
func displayWidth(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
}

@Test func decomposedHangulIsAsWideAsComposed() {
    #expect(DisplayWidth.of("\u{1112}\u{1161}\u{11AB}") == 2)
}
