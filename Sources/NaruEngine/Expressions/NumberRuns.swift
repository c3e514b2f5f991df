import NaruSemantics
import NaruSyntax

/// Runs of numbers that are not negative, one a row: run `i` is
/// `numbers[offsets[i] ..< offsets[i + 1]]`.
struct NumberRuns: Equatable {
    var offsets: [Int32]
    var numbers: [Int32]

    var count: Int { offsets.count - 1 }

    /// Whether every run ascends without doubles.
    var areSets: Bool {
        numbers.withUnsafeBufferPointer { numbers in
            offsets.withUnsafeBufferPointer { offsets in
                for row in 0..<offsets.count - 1 {
                    let run = numbers[Int(offsets[row])..<Int(offsets[row + 1])]
                    if !UnsafeBufferPointer(rebasing: run).isSet { return false }
                }
                return true
            }
        }
    }

    /// Each run ascending and without doubles.
    func sets() -> NumberRuns {
        guard !areSets, let bounds = numbers.bounds else { return self }
        var marks = NumberMarks(bounds)
        var ends = offsets
        let distinct = [Int32](unsafeUninitializedCapacity: numbers.count) { target, size in
            numbers.withUnsafeBufferPointer { numbers in
                for row in 0..<count {
                    let run = UnsafeBufferPointer(rebasing: numbers[Int(offsets[row])..<Int(offsets[row + 1])])
                    size += marks.copyDistinct(run, to: UnsafeMutableBufferPointer(rebasing: target[size...]))
                    ends[row + 1] = Int32(size)
                }
            }
        }
        return NumberRuns(offsets: ends, numbers: distinct)
    }

    /// The union, intersection or difference of sets, row by row.
    static func combine(_ operation: SetOperator, _ left: NumberRuns, _ right: NumberRuns) -> NumberRuns {
        var ends = left.offsets
        let capacity = operation == .union ? left.numbers.count + right.numbers.count : left.numbers.count
        let numbers = [Int32](unsafeUninitializedCapacity: capacity) { target, size in
            left.numbers.withUnsafeBufferPointer { lefts in
                right.numbers.withUnsafeBufferPointer { rights in
                    for row in 0..<left.count {
                        let merge = SetMerge(
                            left: UnsafeBufferPointer(
                                rebasing: lefts[Int(left.offsets[row])..<Int(left.offsets[row + 1])]),
                            right: UnsafeBufferPointer(
                                rebasing: rights[Int(right.offsets[row])..<Int(right.offsets[row + 1])]))
                        size += merge.write(operation, to: UnsafeMutableBufferPointer(rebasing: target[size...]))
                        ends[row + 1] = Int32(size)
                    }
                }
            }
        }
        return NumberRuns(offsets: ends, numbers: numbers)
    }
}

/// Two ascending runs that are gone through side by side.
private struct SetMerge {
    let left: UnsafeBufferPointer<Int32>
    let right: UnsafeBufferPointer<Int32>

    /// How many numbers were written.
    func write(_ operation: SetOperator, to target: UnsafeMutableBufferPointer<Int32>) -> Int {
        let keepsLeft = operation != .intersect
        let keepsRight = operation == .union
        let keepsBoth = operation != .except
        var (first, second, size) = (0, 0, 0)
        while first < left.count, second < right.count {
            let (a, b) = (left[first], right[second])
            if a < b ? keepsLeft : a == b ? keepsBoth : keepsRight {
                target[size] = min(a, b)
                size += 1
            }
            if a <= b { first += 1 }
            if b <= a { second += 1 }
        }
        if keepsLeft { size += target[size...].copy(left[first...]) }
        if keepsRight { size += target[size...].copy(right[second...]) }
        return size
    }
}

/// Removes doubles from runs within known bounds: long ones by a bit for each
/// number, which costs no comparison, short ones by sorting.
private struct NumberMarks {
    private let base: Int32
    private let wordCount: Int
    private var words: [UInt64] = []

    init(_ bounds: ClosedRange<Int32>) {
        base = bounds.lowerBound
        wordCount = Int(bounds.upperBound - base) / 64 + 1
    }

    mutating func copyDistinct(_ run: UnsafeBufferPointer<Int32>, to target: UnsafeMutableBufferPointer<Int32>) -> Int {
        if run.isSet { return target[0...].copy(run[...]) }
        // Going over all words takes about as long as sorting so many numbers.
        if run.count > 32, run.count * 48 > wordCount { return marked(run, to: target) }
        return Self.sorted(run, to: target)
    }

    private mutating func marked(_ run: UnsafeBufferPointer<Int32>, to target: UnsafeMutableBufferPointer<Int32>) -> Int
    {
        if words.isEmpty { words = [UInt64](repeating: 0, count: wordCount) }
        let base = base
        return words.withUnsafeMutableBufferPointer { words in
            for number in run {
                let bit = Int(number &- base)
                words[bit >> 6] |= 1 << UInt64(bit & 63)
            }
            var size = 0
            for place in words.indices where words[place] != 0 {
                var bits = words[place]
                words[place] = 0
                let first = base &+ Int32(truncatingIfNeeded: place << 6)
                while bits != 0 {
                    target[size] = first &+ Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
                    size += 1
                    bits &= bits &- 1
                }
            }
            return size
        }
    }

    private static func sorted(
        _ run: UnsafeBufferPointer<Int32>, to target: UnsafeMutableBufferPointer<Int32>
    ) -> Int {
        guard run.count > 0 else { return 0 }
        var numbers = UnsafeMutableBufferPointer(rebasing: target[..<target[0...].copy(run[...])])
        if numbers.count > 24 { numbers.sort() } else { numbers.sortByInsertion() }
        var size = 1
        for place in 1..<numbers.count where numbers[place] != numbers[size - 1] {
            numbers[size] = numbers[place]
            size += 1
        }
        return size
    }
}

extension UnsafeBufferPointer where Element == Int32 {
    /// Whether it ascends without doubles.
    fileprivate var isSet: Bool {
        for place in 0..<Swift.max(count - 1, 0) where self[place] >= self[place + 1] { return false }
        return true
    }
}

extension UnsafeMutableBufferPointer where Element == Int32 {
    fileprivate mutating func sortByInsertion() {
        for place in 1..<count {
            let number = self[place]
            var free = place
            while free > 0, self[free - 1] > number {
                self[free] = self[free - 1]
                free -= 1
            }
            self[free] = number
        }
    }
}

extension Slice where Base == UnsafeMutableBufferPointer<Int32> {
    /// Copies to its start; how many numbers that are.
    fileprivate func copy(_ source: Slice<UnsafeBufferPointer<Int32>>) -> Int {
        let source = UnsafeBufferPointer(rebasing: source)
        if let from = source.baseAddress, let to = UnsafeMutableBufferPointer(rebasing: self).baseAddress {
            to.update(from: from, count: source.count)
        }
        return source.count
    }
}

/// Loops over many numbers, unchecked, so that several are done at a time.
extension [Int32] {
    /// Numbers that follow each other: those of some places, counted from a first.
    init(run places: Range<Int>, from first: Int32) {
        self.init(unsafeUninitializedCapacity: places.count) { target, size in
            let start = first &+ Int32(truncatingIfNeeded: places.lowerBound)
            for place in 0..<places.count { target[place] = start &+ Int32(truncatingIfNeeded: place) }
            size = places.count
        }
    }

    /// The least and the greatest number; nil where there is none.
    var bounds: ClosedRange<Int32>? {
        withUnsafeBufferPointer { numbers in
            guard var least = numbers.first else { return nil }
            var greatest = least
            for number in numbers {
                least = number < least ? number : least
                greatest = number > greatest ? number : greatest
            }
            return least...greatest
        }
    }
}

extension Vector {
    /// Entities that follow one another.
    static func entities(_ range: Range<EntityNumber>) -> Vector {
        Vector(count: range.count, payload: .code([Int32](run: 0..<range.count, from: range.lowerBound)))
    }
}
