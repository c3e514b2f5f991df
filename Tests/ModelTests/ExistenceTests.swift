import TestSupport
import Testing

/// Whether nested queries have rows, for so many pairs of rows that these are
/// tried in several pieces and rounds.
@Suite struct ExistenceTests {
    private static let schema = """
        languages en
        type town plural towns
          name  text label
          rank  int
          zone  text
          near  -> trip many
        type trip plural trips
          rank  int
          zone  text
          day   date
        """

    private struct Thing {
        var rank: Int?
        var zone: String?
        var year: Int?

        init(_ random: inout RandomSource) {
            rank = random.below(12) == 0 ? nil : random.below(30) * random.below(2) + random.below(3)
            zone = random.pick(["east", "west", "south", nil])
            year = random.pick([1990, 2005, 2015, 2021, nil])
        }

        var fields: String {
            (rank.map { "  rank  \($0)\n" } ?? "") + (zone.map { "  zone  \"\($0)\"\n" } ?? "")
        }
    }

    private struct World {
        var towns: [Thing] = []
        var trips: [Thing] = []
        var near: [[Int]] = []

        init(_ random: inout RandomSource) {
            towns = (0..<70).map { _ in Thing(&random) }
            trips = (0..<900).map { _ in Thing(&random) }
            near = towns.map { _ in
                let most = random.pick([0, 3, 40, 200])
                return Set((0..<most).map { _ in random.below(900) }).sorted()
            }
        }

        var records: String {
            towns.indices.map { town in
                let near = near[town].map { "r\(1000 + $0)" }.joined(separator: ", ")
                return "town t\(100 + town)\n  name  \"t\(town)\"\n\(towns[town].fields)"
                    + (near.isEmpty ? "" : "  near  \(near)\n")
            }.joined()
                + trips.indices.map { trip in
                    let day = trips[trip].year.map { "  day   \($0)-05-05\n" } ?? ""
                    return "trip r\(1000 + trip)\n\(trips[trip].fields)\(day)"
                }.joined()
        }
    }

    private func equal<Value: Equatable>(_ left: Value?, _ right: Value?) -> Bool? {
        left.flatMap { left in right.map { left == $0 } }
    }

    private func and(_ left: Bool?, _ right: Bool?) -> Bool? {
        left == false || right == false ? false : left == nil || right == nil ? nil : true
    }

    private func any(_ answers: [Bool?]) -> Bool? {
        answers.contains(true) ? true : answers.contains { $0 == nil } ? nil : false
    }

    private func text(_ answer: Bool?) -> String? { answer.map { $0 ? "true" : "false" } }

    @Test func questionsOfNestedQueries() throws {
        let seed = RandomSource.seed
        var random = RandomSource(seed: seed)
        let world = World(&random)
        let rows = try Scratch(schema: Self.schema, records: world.records).ask(
            """
            towns | add r: rank, z: zone | select
              a: any (trips | where rank = r), b: no (trips | where rank = r and zone = z),
              c: count((trips | where rank = r | where day >= @2020)) = 0,
              d: any (trips | where day >= @2020 and rank < r), e: every((trips | where zone = z), rank = r),
              f: some((trips | where day < @2000 | sort rank desc), zone = z and rank > r),
              g: any near[day >= @2020 and rank != r], h: no near[day < @2000 and zone != z][rank = 2],
              i: count((near | where zone = z)) > 0
            """
        ).rows
        #expect(rows.count == world.towns.count)
        for (town, row) in zip(world.towns.indices, rows) {
            let (rank, zone) = (world.towns[town].rank, world.towns[town].zone)
            func asked(_ trips: [Thing], _ meets: (Thing) -> Bool?) -> Bool? { any(trips.map(meets)) }
            let (trips, near) = (world.trips, world.near[town].map { world.trips[$0] })
            func isLate(_ trip: Thing) -> Bool? { trip.year.map { $0 >= 2020 } }
            func isEarly(_ trip: Thing) -> Bool? { trip.year.map { $0 < 2000 } }
            func compared(_ trip: Thing, _ holds: (Int, Int) -> Bool) -> Bool? {
                trip.rank.flatMap { own in rank.map { holds(own, $0) } }
            }
            func inZone(_ trip: Thing) -> Bool? { equal(trip.zone, zone) }
            let expected: [Bool?] = [
                asked(trips) { compared($0, ==) },
                asked(trips) { and(compared($0, ==), inZone($0)) }.map(!),
                asked(trips) { and(compared($0, ==), isLate($0)) } != true,
                asked(trips) { and(isLate($0), compared($0, <)) },
                asked(trips) { and(inZone($0), compared($0, !=)) }.map(!),
                asked(trips) { and(isEarly($0), and(inZone($0), compared($0, >))) },
                asked(near) { and(isLate($0), compared($0, !=)) },
                asked(near) { and(and(isEarly($0), inZone($0).map(!)), equal($0.rank, 2)) }.map(!),
                asked(near, inZone) == true,
            ]
            #expect(row == expected.map(text), "town \(town), seed \(seed)")
        }
    }
}
