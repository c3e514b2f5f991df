import NaruSyntax
import Testing

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
