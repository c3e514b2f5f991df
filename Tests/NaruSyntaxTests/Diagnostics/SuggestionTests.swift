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
    #expect(Suggestion.nearest(to: name, among: candidates) == expected)
}

@Test func nothingNear() {
    #expect(Suggestion.nearest(to: "x", among: ["y", "name"]) == nil)
    #expect(Suggestion.nearest(to: "부산", among: ["서울", "대전"]) == nil)
    #expect(Suggestion.nearest(to: "", among: ["a", ""]) == "")
}

@Test func equallyNearNamesKeepTheirOrder() {
    #expect(Suggestion.all(near: "cat", among: ["hat", "bat", "cut", "cat"]) == ["cat", "hat", "bat"])
}
