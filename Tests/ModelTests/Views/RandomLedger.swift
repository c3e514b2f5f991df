import TestSupport

/// Small random datasets and views.
struct RandomLedger {
    private var random: RandomSource
    private var model = LedgerModel(records: [], claims: [])

    init(seed: UInt64) { random = RandomSource(seed: seed) }

    mutating func dataset() -> LedgerModel {
        model = LedgerModel(records: [], claims: [])
        for number in 0...random.below(3) { model.records.append(.init(type: "source", id: "s\(number)")) }
        for number in 0...random.below(4) { model.records.append(.init(type: "thing", id: "t\(number)")) }
        for number in 0...random.below(4) { model.records.append(.init(type: "post", id: "p\(number)")) }
        for record in model.records.indices { fill(record) }
        return model
    }

    mutating func view() -> LedgerModel.View {
        let days = ["2020-06-30", "2021-03-31", "2021-12-31", "2023-01-01"]
        var view = LedgerModel.View()
        if random.chance(60) { view.knownBy = random.pick(days) }
        if random.chance(40) { view.statedOnly = true }
        if random.chance(50) { view.asOf = random.pick(days) }
        return view
    }

    private mutating func fill(_ record: Int) {
        if random.chance(20) {
            model.records[record].citations = [random.pick(places("source"))]
            model.records[record].basis = .stated
        }
        switch model.records[record].type {
        case "source":
            add(record, "headline", ["One", "Two"])
            // One date and no rival, so that it is what the dataset reads.
            if record == 0 || random.chance(70) {
                var claim = LedgerModel.Claim(
                    subject: record, field: "published",
                    value: random.pick(["2020", "2020-05-01", "2021-02", "2021-11-15", "2024-01-01"]))
                support(&claim)
                model.claims.append(claim)
            }
        case "thing":
            add(record, "name", ["A", "B", "C"])
            add(record, "size", ["1", "5", "9"])
            add(record, "open", ["true", "false"])
            add(record, "boss", "thing")
            addMany(record, "tag", ["x", "y", "z"])
            addMany(record, "link", "thing")
        default:
            let dates = ["2020", "2020-03-01", "2021-03", "2021-06-15", "2022-01-01"]
            add(record, "title", ["P", "Q"])
            add(record, "of", "thing")
            add(record, "next", "post")
            add(record, "from", dates)
            if random.chance(50) { add(record, "until", dates) }
            if random.chance(50) { add(record, "term", ["1 year", "6 months"]) }
            if random.chance(50) { addMany(record, "attested", dates) }
        }
    }

    private func places(_ type: String) -> [Int] { model.records.indices.filter { model.records[$0].type == type } }

    private mutating func add(_ record: Int, _ field: String, _ values: [String]) {
        single(record, field) { random in (random.pick(values), nil) }
    }

    private mutating func add(_ record: Int, _ field: String, _ type: String) {
        let (places, records) = (places(type), model.records)
        single(record, field) { random in
            let target = random.pick(places)
            return (records[target].id, target)
        }
    }

    private mutating func addMany(_ record: Int, _ field: String, _ values: [String]) {
        for _ in 0..<random.below(4) { append(record, field, random.pick(values), nil, rank()) }
    }

    private mutating func addMany(_ record: Int, _ field: String, _ type: String) {
        for _ in 0..<random.below(4) {
            let target = random.pick(places(type))
            append(record, field, model.records[target].id, target, rank())
        }
    }

    private mutating func rank() -> LedgerModel.Rank {
        random.pick([.normal, .normal, .normal, .preferred, .deprecated])
    }

    /// Rivals stand behind a preferred value, or the dataset would not load.
    private mutating func single(
        _ record: Int, _ field: String, _ value: (inout RandomSource) -> (String, Int?)
    ) {
        let count = random.below(4)
        for number in 0..<count {
            let (text, target) = value(&random)
            let rank: LedgerModel.Rank =
                count == 1 ? .normal : number == 0 ? .preferred : random.chance(75) ? .normal : .deprecated
            append(record, field, text, target, rank)
        }
    }

    private mutating func append(
        _ record: Int, _ field: String, _ value: String, _ target: Int?, _ rank: LedgerModel.Rank
    ) {
        var claim = LedgerModel.Claim(subject: record, field: field, value: value, target: target, rank: rank)
        support(&claim)
        model.claims.append(claim)
    }

    private mutating func support(_ claim: inout LedgerModel.Claim) {
        let sources = places("source")
        for _ in 0..<random.below(3) { claim.citations.append(random.pick(sources)) }
        claim.basis = claim.citations.isEmpty ? .outside : .stated
        if random.chance(15) { claim.basis = .inferred }
        if random.chance(10) { claim.basis = .outside }
    }
}
