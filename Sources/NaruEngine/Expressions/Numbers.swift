import NaruSemantics

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
