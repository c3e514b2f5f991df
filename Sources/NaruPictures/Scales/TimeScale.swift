import NaruSyntax

/// Days as places along an axis, with ticks where years, quarters, months or
/// days begin.
struct TimeScale {
    /// Days since 1970-01-01.
    let lowest: Double
    let highest: Double
    let start: Double
    let end: Double
    let ticks: [TimeTick]

    init(first: Int, last: Int, from start: Double, to end: Double, language: Language, room: (String) -> Double) {
        // A single day stands in the middle of some.
        let padding = max(Double(last + 1 - first) * 0.02, last - first < 3 ? 10 : 1)
        lowest = Double(first) - padding
        highest = Double(last + 1) + padding
        self.start = start
        self.end = end
        let perDay = (end - start) / (highest - lowest)
        var found: [TimeTick] = []
        for step in TimeStep.all where step.days * perDay >= 24 {
            let ticks = step.ticks(from: lowest, to: highest, language)
            let widest = ticks.map { room($0.text) }.max() ?? 0
            if step.days * perDay >= widest || step == TimeStep.all.last {
                found = ticks
                break
            }
        }
        ticks = found
    }

    func place(_ day: Double) -> Double { start + (day - lowest) / (highest - lowest) * (end - start) }
    func place(_ day: Int) -> Double { place(Double(day)) }
}

struct TimeTick: Hashable, Sendable {
    let day: Int
    let text: String
}

/// How far ticks are apart.
enum TimeStep: Hashable, Sendable {
    case days(Int)
    case months(Int)
    case years(Int)

    static let all: [TimeStep] =
        [.days(1), .days(2), .days(7), .days(14), .months(1), .months(3), .months(6)]
        + [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 100_000, 1_000_000].map(TimeStep.years)

    /// At least.
    var days: Double {
        switch self {
        case .days(let count): Double(count)
        case .months(let count): Double(count) * 28
        case .years(let count): Double(count) * 365
        }
    }

    func ticks(from low: Double, to high: Double, _ language: Language) -> [TimeTick] {
        let range = Int32(clamping: Int(within: low.rounded(.up)))...Int32(clamping: Int(within: high.rounded(.down)))
        guard range.lowerBound < Int32.max, case let date = CivilDate(day: range.lowerBound) else { return [] }
        var ticks: [TimeTick] = []
        var number = first(date, range.lowerBound)
        while number <= range.upperBound {
            if number >= range.lowerBound {
                ticks.append(TimeTick(day: Int(number), text: text(CivilDate(day: number), language)))
            }
            let next = next(number)
            guard next > number else { break }
            number = next
        }
        return ticks
    }

    /// The last begin of a step that is not behind a day.
    private func first(_ date: CivilDate, _ number: Int32) -> Int32 {
        switch self {
        // 1970-01-05 was a Monday.
        case .days(let count):
            let rest = (Int(number) - 4) % count
            return Int32(clamping: Int(number) - (rest < 0 ? rest + count : rest))
        case .months(let count):
            return CivilDate(year: date.year, month: (date.month - 1) / count * count + 1, day: 1)?.number ?? number
        case .years(let count):
            let year = date.year >= 0 ? date.year / count * count : (date.year - count + 1) / count * count
            return CivilDate(year: year, month: 1, day: 1)?.number ?? number
        }
    }

    private func next(_ number: Int32) -> Int32 {
        switch self {
        case .days(let count): number &+ Int32(count)
        case .months(let count): CivilDate(day: number).adding(months: count).number
        case .years(let count): CivilDate(day: number).adding(months: count * 12).number
        }
    }

    private func text(_ date: CivilDate, _ language: Language) -> String {
        let isKorean = language == .korean
        switch self {
        case .days:
            let month = TimeStep.months[date.month - 1]
            return isKorean
                ? "\(date.year). \(date.month). \(date.day)." : "\(date.day) \(month) \(date.year)"
        case .months(3):
            let quarter = (date.month + 2) / 3
            return isKorean ? "\(date.year)년 \(quarter)분기" : "Q\(quarter) \(date.year)"
        case .months:
            return isKorean ? "\(date.year)년 \(date.month)월" : "\(TimeStep.months[date.month - 1]) \(date.year)"
        case .years: return isKorean ? "\(date.year)년" : String(date.year)
        }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
