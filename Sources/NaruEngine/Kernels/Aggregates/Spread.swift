import NaruSemantics
import NaruSyntax

extension Evaluator {
    /// Of a sample: divides by one less than the number of values.
    func standardDeviation(_ call: AggregateCall, _ values: Vector, _ rows: [Int32], _ count: Int) -> Vector {
        let distances = distances(values, rows, count)
        let exponents = exponents(of: distances, rows, count)
        var counts = [Double](repeating: 0, count: count)
        var means = counts
        var squares = counts
        for (place, row) in rows.enumerated() where place < distances.count {
            let row = Int(row)
            counts[row] += 1
            let distance = Double(sign: .plus, exponent: -exponents[row], significand: distances[place])
            let step = distance - means[row]
            means[row] += step / counts[row]
            squares[row] += step * (distance - means[row])
        }
        var tooLarge = 0
        var valid = Bitmap(count: count) { (row: Int) -> Bool in counts[row] > 1 }
        let deviations = squares.indices.map { row -> Double in
            guard counts[row] > 1 else { return 0 }
            let deviation = (squares[row] / (counts[row] - 1)).squareRoot()
            let result = Double(sign: .plus, exponent: exponents[row], significand: deviation)
            guard !result.isFinite else { return result }
            valid[row] = false
            tooLarge += 1
            return 0
        }
        warn(.overflow, call, count: tooLarge)
        return Vector(count: count, valid: valid, payload: .float(deviations))
    }

    /// From the first value of the row, which takes nothing from the digits in
    /// which large numbers differ.
    private func distances(_ values: Vector, _ rows: [Int32], _ count: Int) -> [Double] {
        var first = [Int](repeating: -1, count: count)
        for (place, row) in rows.enumerated() where first[Int(row)] < 0 { first[Int(row)] = place }
        switch values.payload {
        case .int(let numbers):
            return rows.indices.map { Double(Int128(numbers[$0]) - Int128(numbers[first[Int(rows[$0])]])) }
        case .decimal(let numbers):
            return rows.indices.map { place in
                let (own, start) = (numbers[place], numbers[first[Int(rows[place])]])
                return own.subtracting(start)?.double ?? own.double - start.double
            }
        case .float(let numbers): return numbers
        default: return []
        }
    }

    /// Powers of two that bring the distances of a row to 1, so that no square
    /// of one leaves the range of floats.
    private func exponents(of distances: [Double], _ rows: [Int32], _ count: Int) -> [Int] {
        var greatest = [Double](repeating: 0, count: count)
        for (place, row) in rows.enumerated() where place < distances.count {
            greatest[Int(row)] = max(greatest[Int(row)], abs(distances[place]))
        }
        return greatest.map { $0 == 0 ? 0 : Int($0.exponent) }
    }
}
