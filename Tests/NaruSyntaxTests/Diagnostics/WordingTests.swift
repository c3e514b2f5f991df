import Testing

@testable import NaruSyntax

/// Text on a narrow terminal.
@Suite struct TextFlowTests {
    @Test(arguments: [
        ("a line of some words that goes on", 22, ["a line of some words", "that goes on"]),
        (
            "  .why [row]  What a row of the last result rests on.", 36,
            [
                "  .why [row]  What a row of the last", "              result rests on.",
            ]
        ),
        (
            "  a first column that is wide  and a second one", 30,
            [
                "  a first column that is wide", "      and a second one",
            ]
        ),
        ("시흥시는 울산시와 손잡고 생명산업을 키운다", 20, ["시흥시는 울산시와", "손잡고 생명산업을", "키운다"]),
        ("short", 20, ["short"]),
    ])
    func breaksAtWords(_ line: String, _ width: Int, _ expected: [String]) {
        #expect(TextFlow.hanging(line, to: width) == expected)
    }

    @Test(arguments: [40, 50, 60]) func diagnosticsFit(_ width: Int) {
        let source = SourceText(name: "query", text: "cities | where nmae = \"x\"")
        let diagnostic = Diagnostic(
            DiagnosticCode("E2003"), .error,
            Message("'nmae' is not a field of city, nor of anything else that could be meant here", ko: ""),
            at: Span(15, 19),
            label: Message("did you mean 'name', or something else that is as near to it?", ko: ""),
            help: [Message("fields of city: name, alias, within, sectors, built_by, iso, at, strong_in", ko: "")])
        let text = DiagnosticRenderer(width: width).render(diagnostic, in: source)
        let whole = DiagnosticRenderer().render(diagnostic, in: source)
        #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= width }, "\(text)")
        func words(_ text: String) -> [Substring] { text.split { $0.isWhitespace || $0 == "|" || $0 == "^" } }
        #expect(words(text) == words(whole))
    }
}

@Suite struct KoreanParticleTests {
    @Test(arguments: [
        ("'서울'은(는) 도시", "'서울'은 도시"), ("'도시'은(는) 유형", "'도시'는 유형"), ("'name'이(가) 없음", "'name'이 없음"),
        ("'date'이(가) 없음", "'date'가 없음"), ("'title'을(를) 씀", "'title'을 씀"), ("'서울'(으)로", "'서울'로"),
        ("'부산'(으)로", "'부산'으로"), ("'도시'와(과)", "'도시'와"), ("3(으)로", "3으로"), ("2을(를)", "2를"), ("KRW이(가)", "KRW가"),
        ("count(x)은(는)", "count(x)는"), ("괄호(설명)", "괄호(설명)"),
        // Words as they are said.
        ("'group'(으)로", "'group'으로"), ("'limit'은(는)", "'limit'은"), ("'select'을(를)", "'select'를"),
        ("'topic'이(가)", "'topic'이"), ("'check'와(과)", "'check'과"), ("'web'은(는)", "'web'은"), ("'help'을(를)", "'help'를"),
        ("'n'이(가)", "'n'이"), ("'SQL'(으)로", "'SQL'로"), ("'UCSD'은(는)", "'UCSD'는"), ("signed_by을(를)", "signed_by를"),
        ("'Málaga'은(는)", "'Málaga'는"), ("España은(는)", "España는"), ("'ㄴ'은(는)", "'ㄴ'은"), ("'ㄹ'(으)로", "'ㄹ'로"),
        // Digits.
        ("0(으)로", "0으로"), ("'2024'은(는)", "'2024'는"), ("1(으)로", "1로"),
        ("6을(를)", "6을"),
        ("'@2023-10'와(과)", "'@2023-10'과"),
        // Signs by their names, alone and behind an amount.
        ("'='은(는)", "'='는"), ("'|'와(과)", "'|'과"), ("'|'(으)로", "'|'로"), ("':'이(가)", "':'이"), ("']'(으)로", "']'로"),
        ("'#'(으)로", "'#'으로"), ("'..'을(를)", "'..'을"), ("`~`은(는)", "`~`는"), ("5%이(가)", "5%가"), ("5₩을(를)", "5₩을"),
        ("count()은(는)", "count()는"), ("'$name'이(가)", "'$name'이"), ("“서울”은(는)", "“서울”은"),
        // What has no sound here keeps both.
        ("'市'은(는)", "'市'은(는)"),
    ])
    func fitsTheWordBefore(_ text: String, _ expected: String) {
        #expect(Message("", ko: text).korean == expected)
    }
}

@Test(arguments: [
    ("nmae", ["country", "name"], "name"),
    ("샌디에고", ["시흥시", "샌디에이고", "시애틀"], "샌디에이고"),
    ("selct", ["sort", "select", "skip"], "select"),
    ("SIHEUNG", ["siheung", "ulsan"], "siheung"),
    ("Malaga", ["Málaga", "Dortmund"], "Málaga"),
])
func nearestName(name: String, candidates: [String], expected: String) {
    #expect(Spelling.nearest(to: name, among: candidates) == expected)
}

@Test func nothingNear() {
    #expect(Spelling.nearest(to: "x", among: ["y", "name"]) == nil)
    #expect(Spelling.nearest(to: "부산", among: ["서울", "대전"]) == nil)
    #expect(Spelling.nearest(to: "", among: ["a", ""]) == "")
}

@Test func equallyNearNamesKeepTheirOrder() {
    #expect(Spelling.all(near: "cat", among: ["hat", "bat", "cut", "cat"]) == ["cat", "hat", "bat"])
}

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
