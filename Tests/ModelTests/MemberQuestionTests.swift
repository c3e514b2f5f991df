import TestSupport
import Testing

/// `any`, `no` and `every` over so many members that each entity is asked once,
/// not each member.
@Suite struct MemberQuestionTests {
    private static let schema = """
        languages en
        type town plural towns
          name  text label
        type trip plural trips
          day   date
          stop  -> town many inverse trips
        type leg plural legs
          trip  -> trip required inverse legs
          town  -> town required inverse legs
          next  -> trip inverse arrivals
        """

    /// When a trip was, as far as is known.
    private enum Day {
        case known(Int), absent

        var line: String {
            switch self {
            case .known(let year): "  day  \(year)-05-05\n"
            case .absent: ""
            }
        }

        /// Whether it was in 2020 or later.
        var isLate: Bool? {
            switch self {
            case .known(let year): year >= 2020
            case .absent: nil
            }
        }
    }

    private struct World {
        var days: [Day] = []
        var stops: [Set<Int>] = []
        let towns = 40

        init(_ random: inout RandomSource) {
            for _ in 0..<900 {
                let day = random.pick([Day.known(2010), .known(2015), .known(2018), .known(2021), .absent])
                days.append(day)
                stops.append(Set((0..<4).map { _ in random.below(towns) * random.below(2) + random.below(4) }))
            }
        }

        var records: String {
            (0..<towns + 5).map { "town t\(100 + $0)\n  name  \"t\(100 + $0)\"\n" }.joined()
                + days.indices.map { trip in
                    let stops = stops[trip].sorted().map { "t\(100 + $0)" }.joined(separator: ", ")
                    return "trip r\(1000 + trip)\n\(days[trip].line)  stop  \(stops)\n"
                }.joined()
                + days.indices.flatMap { trip in stops[trip].sorted().map { leg(of: trip, to: $0) } }.joined()
        }

        /// Of every second trip a leg has a next one, which is the same.
        private func leg(of trip: Int, to town: Int) -> String {
            "leg g\(trip)-\(town)\n  trip  r\(1000 + trip)\n  town  t\(100 + town)\n"
                + (trip % 2 == 0 ? "  next  r\(1000 + trip)\n" : "")
        }

        func trips(of town: Int) -> [Day] { days.indices.filter { stops[$0].contains(town) }.map { days[$0] } }
    }

    private func any(_ answers: [Bool?]) -> Bool? {
        answers.contains(true) ? true : answers.contains { $0 == nil } ? nil : false
    }

    @Test func questionsOfManyMembers() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        let world = World(&random)
        let scratch = try Scratch(schema: Self.schema, records: world.records)
        let rows = try scratch.ask(
            """
            let town.late = trips[day >= @2020]
            let town.taken = legs.trip
            towns | select a: any trips[day >= @2020], n: no trips[day >= @2020], l: any late,
              e: every(trips, day >= @2020), b: any trips[day >= @2012].stop[name = "t103"], i: it in trips.stop,
              z: count(trips[day >= @2020]) = 0, m: count(trips[day >= @2020]) > 0, g: any legs.trip[day >= @2020],
              t: no taken[day >= @2020], x: any legs.next[day >= @2020]
            """
        ).rows
        #expect(rows.count == world.towns + 5)
        for town in 0..<world.towns + 5 {
            let trips = world.trips(of: town)
            let late = any(trips.map(\.isLate))
            let every = any(trips.map { day in day.isLate.map { !$0 } }).map { !$0 }
            let expected = [late, late.map { !$0 }, late, every].map { $0.map { $0 ? "true" : "false" } }
            #expect(Array(rows[town].prefix(4)) == expected, "town \(town), seed \(seed)")
            let stops = world.days.indices.filter { world.stops[$0].contains(town) && world.stops[$0].contains(3) }
            let met = any(
                stops.map { trip -> Bool? in
                    if case .known(let year) = world.days[trip] { return year >= 2012 }
                    return nil
                })
            #expect(rows[town][4] == met.map { $0 ? "true" : "false" }, "town \(town), seed \(seed)")
            let certain = trips.contains { $0.isLate == true }
            #expect(rows[town][6] == (certain ? "false" : "true"), "town \(town), seed \(seed)")
            #expect(rows[town][7] == (certain ? "true" : "false"), "town \(town), seed \(seed)")
            #expect(Array(rows[town][8...9]) == Array(expected.prefix(2)), "town \(town), seed \(seed)")
            let next = any(
                stride(from: 0, to: world.days.count, by: 2).filter { world.stops[$0].contains(town) }.map {
                    world.days[$0].isLate
                })
            #expect(rows[town][10] == next.map { $0 ? "true" : "false" }, "town \(town), seed \(seed)")
            #expect(rows[town][5] == (trips.isEmpty ? "false" : "true"), "town \(town), seed \(seed)")
        }
    }
}
