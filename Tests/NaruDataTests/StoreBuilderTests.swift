import NaruEngine
import NaruSemantics
import Testing

struct StoreBuilderTests {
    /// Two types; every `a` links to some `b`.
    private static let schema = Schema(
        languages: ["en"],
        types: [
            EntityType(
                id: .entity, name: "entity", aliases: [], plural: "entities", isAbstract: true, parent: nil,
                subtreeEnd: 3,
                fields: []),
            EntityType(
                id: TypeID(1), name: "a", aliases: [], plural: "as", isAbstract: false, parent: .entity, subtreeEnd: 2,
                fields: [FieldID(0)]),
            EntityType(
                id: TypeID(2), name: "b", aliases: [], plural: "bs", isAbstract: false, parent: .entity, subtreeEnd: 3,
                fields: [FieldID(1)]),
        ],
        fields: [
            Field(
                id: FieldID(0), owner: TypeID(1), name: "links", content: .link([TypeID(2)]), isMany: true,
                inverse: FieldID(1)),
            Field(
                id: FieldID(1), owner: TypeID(2), name: "linked", content: .link([TypeID(1)]), isMany: true,
                inverse: FieldID(0), isInverse: true),
        ],
        enumerations: [])

    @Test func linksAndInversesMirrorEachOther() throws {
        var random = SplitMix(seed: 7)
        let builder = StoreBuilder(schema: Self.schema)
        let aIDs = (0..<50).map { "a\($0)" }.shuffled(using: &random)
        let bIDs = (0..<40).map { "\($0)" }.shuffled(using: &random)
        let bs = bIDs.map { builder.addEntity(TypeID(2), id: builder.texts.intern($0)).arrival }
        let subjects = aIDs.map { builder.addEntity(TypeID(1), id: builder.texts.intern($0)).arrival }
        var edges: Set<[String]> = []
        let buffer = ColumnBuffer(.link([TypeID(2)]))
        var arrivals: [Int32] = []
        for _ in 0..<300 {
            let (a, b) = (Int.random(in: 0..<50, using: &random), Int.random(in: 0..<40, using: &random))
            edges.insert([aIDs[a], bIDs[b]])
            arrivals.append(subjects[a])
            buffer.append(code: bs[b])
        }
        let part = ColumnPart(
            rows: .sparse(arrivals: arrivals, isRead: arrivals.map { _ in true }), values: buffer.vector)
        builder.add(part, to: FieldID(0))
        let store = try #require(builder.build())
        #expect(Self.edges(store, FieldID(0)) == edges)
        #expect(Set(Self.edges(store, FieldID(1)).map { [$0[1], $0[0]] }) == edges)
        #expect(Self.areSorted(store.column(of: FieldID(0))) && Self.areSorted(store.column(of: FieldID(1))))
    }

    private static func edges(_ store: Store, _ field: FieldID) -> Set<[String]> {
        guard case .list(let list) = store.column(of: field).payload, case .code(let codes) = list.child.payload else {
            return []
        }
        let first = store.range(of: store.schema[field].owner).lowerBound
        var edges: Set<[String]> = []
        for row in 0..<list.offsets.count - 1 {
            for index in list.offsets[row]..<list.offsets[row + 1] {
                edges.insert([store.id(of: first + Int32(row)), store.id(of: codes[Int(index)])])
            }
        }
        return edges
    }

    private static func areSorted(_ column: Vector) -> Bool {
        guard case .list(let list) = column.payload, case .code(let codes) = list.child.payload else { return false }
        return (0..<column.count).allSatisfy { row in
            let run = codes[Int(list.offsets[row])..<Int(list.offsets[row + 1])]
            return zip(run, run.dropFirst()).allSatisfy { $0 < $1 }
        }
    }

    @Test func wholeNumbersComeFirstAndByValue() throws {
        let builder = StoreBuilder(schema: Self.schema)
        for id in ["b", "10", "", "9", "-3", "007", "999999999999999999", "1000000000000000000", "가", "B"] {
            _ = builder.addEntity(TypeID(1), id: builder.texts.intern(id))
        }
        let store = try #require(builder.build())
        let ids = (0..<store.entityCount).map { store.id(of: Int32($0)) }
        #expect(ids == ["-3", "9", "10", "999999999999999999", "", "007", "1000000000000000000", "B", "b", "가"])
        #expect(store.idOrder == nil)
        for (number, id) in ids.enumerated() { #expect(store.entity(id: id, in: .entity) == Int32(number)) }
        #expect(store.entity(id: "8", in: .entity) == nil)
    }

    @Test func idOrderMergesTypes() throws {
        let builder = StoreBuilder(schema: Self.schema)
        for (type, id) in [(1, "2"), (1, "x"), (2, "1"), (2, "3"), (2, "x")] {
            _ = builder.addEntity(TypeID(type), id: builder.texts.intern(id))
        }
        let store = try #require(builder.build())
        #expect(store.idOrder == [1, 3, 0, 2, 4])
        #expect(store.range(of: .entity) == 0..<5 && store.range(of: TypeID(2)) == 2..<5)
    }

    @Test func textsAreSortedByBytes() throws {
        var random = SplitMix(seed: 3)
        let builder = StoreBuilder(schema: Self.schema)
        var texts: Set<String> = ["", "a", "a\0", "a\0\0", "긴 공통 접두사 그리고 1", "긴 공통 접두사 그리고 2"]
        for _ in 0..<3000 {
            let length = Int.random(in: 0..<40, using: &random)
            texts.insert(
                String((0..<length).map { _ in ["a", "b", "가", "나", "é"].randomElement(using: &random) ?? "a" }))
        }
        for text in texts.shuffled(using: &random) { _ = builder.texts.intern(text) }
        let sorted = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let store = try #require(builder.build())
        #expect(store.texts.count == sorted.count)
        for (code, text) in sorted.enumerated() {
            #expect(store.texts[Int32(code)] == text)
            #expect(store.texts.code(of: text) == Int32(code))
        }
        #expect(store.texts.code(of: "nothing like it") == nil)
    }

    @Test func textsAreInterned() {
        let texts = TextInterner()
        let composed = texts.intern("한 é")
        #expect(texts.intern("\u{1112}\u{1161}\u{11AB} e\u{301}") == composed)
        #expect(texts.intern("12") != texts.intern("012"))
        #expect(texts[texts.intern("9999999")] == "9999999")
        let many = (0..<100_000).map { texts.intern("text \($0)") }
        for (place, code) in many.enumerated() where texts.intern("text \(place)") != code {
            Issue.record("lost \(place)")
        }
    }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
