import Naru

struct City: Decodable {
    let name: String
    let n: Int
    let last: PartialDate?
}

let session = Session(try Dataset.bundled)
let query = try session.prepare("""
    param country: text
    cities | where country.iso = $country | sort name
           | select name, n: count(agreements), last: max(agreements.signed)
    """)
for city in try await query.run(["country": "US"]).decode(City.self) {
    print(city.name, city.n, city.last?.description ?? "-")
}
