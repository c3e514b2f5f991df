import NaruSyntax
import Testing

@Suite struct KoreanParticleTests {
    @Test(arguments: [
        ("'서울'은(는) 도시", "'서울'은 도시"), ("'도시'은(는) 유형", "'도시'는 유형"), ("'name'이(가) 없음", "'name'이 없음"),
        ("'date'이(가) 없음", "'date'가 없음"), ("'title'을(를) 씀", "'title'을 씀"), ("'서울'(으)로", "'서울'로"),
        ("'부산'(으)로", "'부산'으로"), ("'도시'와(과)", "'도시'와"), ("3(으)로", "3으로"), ("2을(를)", "2를"), ("KRW이(가)", "KRW가"),
        ("'='은(는)", "'='은(는)"), ("count(x)은(는)", "count(x)는"), ("괄호(설명)", "괄호(설명)"),
    ])
    func fitsTheWordBefore(_ text: String, _ expected: String) {
        #expect(Message("", ko: text).korean == expected)
    }
}
