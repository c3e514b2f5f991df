/// Three-valued results of a predicate, one for each row: where neither bit is
/// set the answer is no.
struct Truth {
    var yes: Bitmap
    var unknown: Bitmap

    var count: Int { yes.count }
    var no: Bitmap { ~(yes | unknown) }

    init(yes: Bitmap, unknown: Bitmap? = nil) {
        self.yes = yes
        self.unknown = unknown ?? Bitmap(repeating: false, count: yes.count)
    }

    init(_ vector: Vector) {
        guard case .bool(let bits) = vector.payload else {
            self.init(yes: Bitmap(repeating: false, count: vector.count))
            return
        }
        guard let valid = vector.valid else {
            self.init(yes: bits)
            return
        }
        self.init(yes: bits & valid, unknown: ~valid)
    }

    /// Where a row is neither a yes nor a no, it is unknown.
    @inline(__always)
    init(count: Int, yes isYes: (Int) -> Bool, no isNo: (Int) -> Bool) {
        var open = [UInt64](repeating: 0, count: (count + 63) / 64)
        let yes = open.withUnsafeMutableBufferPointer { open in
            Bitmap(count: count) { (word: Int) -> UInt64 in
                let start = word * 64
                let size = min(64, count - start)
                let yes = Bitmap.word(size) { isYes(start &+ $0) }
                open[word] = ~(yes | Bitmap.word(size) { isNo(start &+ $0) })
                return yes
            }
        }
        self.init(yes: yes, unknown: Bitmap(count: count) { (word: Int) -> UInt64 in open[word] })
    }

    var vector: Vector {
        Vector(count: count, valid: unknown.isEmpty ? nil : ~unknown, payload: .bool(yes))
    }

    static func all(_ value: Bool, count: Int) -> Truth { Truth(yes: Bitmap(repeating: value, count: count)) }

    static prefix func ! (truth: Truth) -> Truth { Truth(yes: truth.no, unknown: truth.unknown) }

    /// Kleene's and: no if either is no, yes if both are yes.
    static func && (left: Truth, right: Truth) -> Truth {
        let yes = left.yes & right.yes
        return Truth(yes: yes, unknown: (left.yes | left.unknown) & (right.yes | right.unknown) & ~yes)
    }

    static func || (left: Truth, right: Truth) -> Truth {
        let yes = left.yes | right.yes
        return Truth(yes: yes, unknown: (left.unknown | right.unknown) & ~yes)
    }

    /// Rows without a known operand are unknown.
    func unknown(where absent: Bitmap?) -> Truth {
        guard let absent else { return self }
        return Truth(yes: yes & ~absent, unknown: unknown | absent)
    }

    func gather(_ rows: [Int32]) -> Truth { Truth(yes: yes.gather(rows), unknown: unknown.gather(rows)) }
}

extension Vector {
    /// The rows whose value is absent, or nil if there are none.
    var absent: Bitmap? { valid.map { ~$0 } }
}
