/// Makes worlds that are small and full of what is awkward.
struct RandomWorld {
    var random: RandomSource

    static let texts = [
        "a", "A", "Ab", "ab", "b", "zeta", "나루", "시흥시", "서울", "Málaga", "Ma\u{301}laga", "malaga", "q\"t", "it's",
        "x,y", "a;b", "😀", "é", "Ａ", "가", "ㅅㅎ", "10", "9", "a-b", "2024-02", "2023-10-31", "#x", "서울에서는 나루가", "나루은",
        "x y", "L·A",
    ]
    static let integers = [0, 1, -1, 2, 3, 5, 7, -3, 10, 100, 41]
    static let extremes = [Int.max, Int.min, Int.max - 1, Int.min + 1, 3_037_000_500, -3_037_000_500]
    static let decimals = [
        "0.5", "1.50", "-2.25", "100.001", "0.1", "0.2", "-0.05", "2.5", "1234567.891", "3.0", "-7.125",
    ]
    static let dates = [
        "2023", "2022", "2024", "2023-10", "2023-02", "2024-02", "2024-02-29", "2023-10-31", "2023-01-31", "2023-12-31",
        "2024-01-01", "2023-Q4", "2024-Q1", "2023-05..2024-02", "2023-06-15", "2000", "1999-12-31",
        "2023-11-30..2023-12-02",
    ]
    static let stretches = [
        "2024-05-13/2024-05-19", "2024-07", "2024-01/..", "2023/2024-09-03", "2023-10-31", "2023",
        "2023-12-31/2024-01-01", "2022-05/2022-08", "2024-02-10/..",
    ]
    static let amounts = [
        "5 KRW", "about 5 KRW", "over 3 KRW", "at least 5 KRW", "at most 10 KRW", "3..4 KRW", "3 USD", "10 USD",
        "over 10 USD", "41 person", "2.5 KRW", "0 KRW", "5 USD", "about 7 USD", "7 KRW",
    ]

    mutating func make() -> World {
        let size = random.pick([0, 1, 2, 3, 3, 4, 5, 6])
        var pool = ["a", "b", "c", "A", "가", "1", "10", "9", "z", "d-x", "_y", "e.f"]
        pool.shuffle(using: &random)
        let cities = Array(pool.prefix(size))
        let regions = Array(["r2", "r1", "R"].prefix(random.below(4)))
        let ports = Set(cities.filter { _ in random.chance(35) })
        var world = World()
        for id in regions { world.records.append(record("region", id, cities, regions)) }
        for id in cities { world.records.append(record(ports.contains(id) ? "port" : "city", id, cities, regions)) }
        let trips = random.pick([0, size, size * 2, size * 2])
        for number in 0..<trips { world.records.append(record("trip", "\(number + 1)", cities, regions)) }
        return world
    }

    private mutating func record(_ type: String, _ id: String, _ cities: [String], _ regions: [String]) -> World.Record
    {
        var record = World.Record(type: type, id: id)
        for field in WorldSchema.fields[type] ?? [] where field.inverseOf == nil {
            if field.kind == .words {
                for language in ["ko", "en"] where random.chance(60) {
                    record.cells["name.\(language)"] = [random.pick(Self.texts)]
                }
                continue
            }
            guard field.isRequired || random.chance(75) else { continue }
            let values = cells(field.kind, cities, regions)
            if !values.isEmpty { record.cells[field.name] = values }
        }
        return record
    }

    private mutating func cells(_ kind: Kind, _ cities: [String], _ regions: [String]) -> [String] {
        switch kind {
        case .entity("region"): return regions.isEmpty ? [] : [random.pick(regions)]
        case .entity: return cities.isEmpty ? [] : [random.pick(cities)]
        case .set(let type):
            let all = type == "thing" ? cities + regions : cities
            return Array(all.shuffled(using: &random).prefix(random.pick([0, 1, 2, 3])))
        case .list: return Array(["x", "y", "z", "X", "가"].shuffled(using: &random).prefix(random.pick([0, 1, 2, 3])))
        default: return [cell(kind)]
        }
    }

    private mutating func cell(_ kind: Kind) -> String {
        switch kind {
        case .bool: random.chance(50) ? "true" : "false"
        case .int: String(random.pick(random.chance(85) ? Self.integers : Self.extremes))
        case .decimal: random.pick(Self.decimals)
        case .float: random.pick(["0.5e0", "1.5e3", "-2.25e-2", "0e0", "1e10", "3e0"])
        case .date: random.pick(Self.dates)
        case .stretch: random.pick(Self.stretches)
        case .amount: random.pick(Self.amounts)
        case .choice: random.pick(WorldSchema.cases)
        default: random.pick(Self.texts)
        }
    }
}
