import Testing

@testable import NaruSyntax

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
