import NaruSemantics
import Testing

/// Every function, type of value and form of literal is used by a case that
/// ends in rows. (The ways of the grammar, which are the stages, views and
/// operators, have a test of their own beside the grammar's.)
@Suite struct CompletenessTests {
    static let used = Completeness(ConformanceTests.cases)

    @Test func functions() {
        let missing = Set(FunctionSignature.all.map(\.name)).subtracting(Self.used.functions)
        #expect(missing.sorted() == [], "no case that runs calls these")
    }

    @Test func typesOfValues() {
        #expect(Completeness.allTypes.subtracting(Self.used.types).sorted() == [])
        #expect(Self.used.types.subtracting(Completeness.allTypes).sorted() == [], "types that the test doesn't know")
    }

    @Test func literals() {
        #expect(Completeness.allLiterals.subtracting(Self.used.literals).sorted() == [])
    }
}
