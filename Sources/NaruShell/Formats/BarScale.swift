/// How long bars are: all numbers in one measure, to the right of zero, and
/// to the left where there are negative ones.
struct BarScale {
    /// Terminal columns for negative bars; 0 where there are none.
    let left: Int
    let right: Int
    /// Eighths of a column for a number of this size.
    private let eighths: (Double) -> Double

    init(_ numbers: [Double], room: Int) {
        let largest = numbers.map(\.magnitude).max() ?? 0
        // Shares of the largest, so that sums stay finite.
        let lowest = largest > 0 ? -(numbers.min() ?? 0) / largest : 0
        let highest = largest > 0 ? (numbers.max() ?? 0) / largest : 0
        guard lowest > 0 else {
            (left, right) = (0, room)
            eighths = { largest > 0 ? $0 / largest * Double(room * 8) : 0 }
            return
        }
        // The line at zero takes a column.
        let inner = max(room - 1, 2)
        let above = max(highest, 0)
        let share = Int((Double(inner) * lowest / (lowest + above)).rounded())
        let left = above > 0 ? min(max(share, 1), inner - 1) : inner
        let right = inner - left
        let unit = above > 0 ? min(Double(left) / lowest, Double(right) / above) : Double(left) / lowest
        (self.left, self.right) = (left, right)
        eighths = { $0 / largest * unit * 8 }
    }

    /// The bar of a number that reaches at most `upper`, which is shown lighter.
    func bar(_ number: Double, upTo upper: Double) -> String {
        guard left > 0 else { return positive(number, upper) }
        let blank = String(repeating: " ", count: left)
        if number >= 0 { return blank + "│" + positive(number, upper) }
        let bar = negative(number)
        return blank.dropLast(bar.count) + bar + "│"
    }

    private func positive(_ number: Double, _ upper: Double) -> String {
        guard number >= 0 else { return "" }
        let length = length(number, at: right)
        let bar = String(repeating: "█", count: length / 8) + BarScale.rightParts[length % 8]
        guard upper > number else { return bar }
        let end = (self.length(upper, at: right) + 7) / 8
        return bar + String(repeating: "░", count: max(0, end - bar.count))
    }

    /// Blocks that stand at the right edge come as an eighth, a half and a whole.
    private func negative(_ number: Double) -> String {
        let length = length(-number, at: left)
        return BarScale.leftParts[length % 8] + String(repeating: "█", count: length / 8)
    }

    /// What is not zero has a bar, however short.
    private func length(_ number: Double, at room: Int) -> Int {
        number > 0 ? min(max(Int(eighths(number).rounded()), 1), room * 8) : 0
    }

    private static let rightParts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    private static let leftParts = ["", "▕", "▕", "▐", "▐", "▐", "▐", "█"]
}
