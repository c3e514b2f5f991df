extension Array where Element: Comparable {
    /// Moves the element that sorting would put at `place` there, what sorts
    /// before it in front of it and the rest behind it.
    mutating func select(_ place: Int, in range: Range<Int>) {
        precondition(range.contains(place) && range.upperBound <= count)
        withUnsafeMutableBufferPointer { $0.select(place, in: range) }
    }
}

extension UnsafeMutableBufferPointer where Element: Comparable {
    /// The same. Unsafe, since a median looks at every value of a column several
    /// times: the place lies within the range, and that within the buffer.
    @inline(__always)
    func select(_ place: Int, in range: Range<Int>) {
        var (low, high) = (range.lowerBound, range.upperBound - 1)
        var rounds = 2 * (Int.bitWidth - range.count.leadingZeroBitCount)
        while low < high {
            // An order that leads every choice of a middle astray is sorted instead.
            guard rounds > 0, high - low > 16 else {
                var rest = self[low...high]
                return rest.sort()
            }
            rounds -= 1
            let (left, right) = partition(low, high)
            if place <= left {
                high = left
            } else if place >= right {
                low = right
            } else {
                return
            }
        }
    }

    /// Parts `low...high` (Hoare): what is in `low...left` is no greater and
    /// what is in `right...high` no less than a middle value, and so is the one
    /// there may be between.
    @inline(__always)
    fileprivate func partition(_ low: Int, _ high: Int) -> (left: Int, right: Int) {
        let middle = low + (high - low) / 2
        if self[middle] < self[low] { swapAt(middle, low) }
        if self[high] < self[middle] {
            swapAt(high, middle)
            if self[middle] < self[low] { swapAt(middle, low) }
        }
        let pivot = self[middle]
        var (left, right) = (low, high)
        while left <= right {
            while self[left] < pivot { left &+= 1 }
            while pivot < self[right] { right &-= 1 }
            if left <= right {
                swapAt(left, right)
                left &+= 1
                right &-= 1
            }
        }
        return (right, left)
    }
}
