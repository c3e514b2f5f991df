import NaruSemantics

/// The distinct texts of a dataset in UTF-8 byte order, so that codes compare
/// as the texts do. All texts are in NFC.
///
/// The whole numbers up to a limit, which ids mostly are, are among the texts
/// without being written anywhere: `NumberOrder` counts their places. The other
/// texts stand around and between them.
package final class TextDictionary: Sendable {
    private let written: WrittenTexts
    private let numbers: NumberOrder
    /// How many of the written texts come before all numbers.
    private let lowCount: Int
    /// The codes of those that stand among the numbers.
    private let between: StoredNumbers<Int32>
    package let count: Int
    let plainTextCache = Lock<Bitmap?>(nil)

    /// `sorted` holds each text once, in byte order.
    package convenience init(sorted: [String]) {
        var bytes: [UInt8] = []
        var offsets: [UInt32] = [0]
        offsets.reserveCapacity(sorted.count + 1)
        for text in sorted {
            bytes.append(contentsOf: text.utf8)
            offsets.append(UInt32(bytes.count))
        }
        self.init(WrittenTexts(OwnedMemory(bytes), count: bytes.count, offsets: StoredNumbers(offsets)), numbers: 0)
    }

    /// `numbers` is the limit below which all whole numbers are texts, too; none
    /// of them is written.
    convenience init(_ written: WrittenTexts, numbers limit: Int) {
        let numbers = NumberOrder(limit: limit)
        let low = written.firstPlace(notBefore: UInt8(ascii: "0"))
        let high = limit > 0 ? written.firstPlace(notBefore: UInt8(ascii: "9") + 1) : low
        let between = (low..<high).map { place in
            written.withBytes(of: place) { Int32(truncatingIfNeeded: place + numbers.place(before: $0)) }
        }
        self.init(written, numbers: limit, lowCount: low, between: StoredNumbers(between))
    }

    /// The same with the counts made before.
    init(_ written: WrittenTexts, numbers limit: Int, lowCount: Int, between: StoredNumbers<Int32>) {
        self.written = written
        numbers = NumberOrder(limit: limit)
        self.lowCount = lowCount
        self.between = between
        count = written.count + limit
    }

    package subscript(code: Int32) -> String { withBytes(of: code) { String(decoding: $0, as: UTF8.self) } }

    /// The bytes of one text.
    package func withBytes<Result>(
        of code: Int32, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        switch place(of: Int(code)) {
        case .number(let number): try NumberOrder.withText(of: number, body)
        case .written(let place): try written.withBytes(of: place, body)
        }
    }

    // MARK: - Codes and places

    private enum Place {
        case number(Int)
        case written(Int)
    }

    @inline(__always)
    private func place(of code: Int) -> Place {
        if code < lowCount { return .written(code) }
        let high = lowCount + between.count
        if code >= high + numbers.limit { return .written(code - numbers.limit) }
        let before = between.count == 0 ? 0 : betweenCount { Int(between[$0]) < code }
        if before < between.count, Int(between[before]) == code { return .written(lowCount + before) }
        return .number(numbers.number(at: max(0, min(code - lowCount - before, numbers.limit - 1))))
    }

    /// How many of the texts between numbers fulfil what the first of them do.
    private func betweenCount(_ isBefore: (Int) -> Bool) -> Int {
        var low = 0
        var high = between.count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func code(ofWritten place: Int) -> Int32 {
        if place < lowCount { return Int32(place) }
        let index = place - lowCount
        return index < between.count ? between[index] : Int32(truncatingIfNeeded: place + numbers.limit)
    }

    /// Whether a number's text is among the texts without being written.
    @inline(__always)
    func holds(number: Int) -> Bool { number >= 0 && number < numbers.limit }

    /// The code of a number that is held so.
    @inline(__always)
    func code(ofNumber number: Int) -> Int32 {
        let place = lowCount + numbers.place(of: number)
        guard between.count > 0 else { return Int32(truncatingIfNeeded: place) }
        return Int32(truncatingIfNeeded: place + betweenCount { Int(between[$0]) - $0 <= place })
    }

    /// The code of a text, or nil when the dataset does not hold it.
    package func code(of text: String) -> Int32? {
        var text = text
        return text.withUTF8 { key in
            if let number = IDKey.canonicalInteger(key), holds(number: Int(number)) {
                return code(ofNumber: Int(number))
            }
            let place = written.firstPlace(notBefore: key)
            return place < written.count && written.order(of: place, against: key) == 0 ? code(ofWritten: place) : nil
        }
    }

    /// The first place whose text does not come before `key`.
    package func firstPlace(notBefore key: UnsafeBufferPointer<UInt8>) -> Int {
        if let number = IDKey.canonicalInteger(key), holds(number: Int(number)) {
            return Int(code(ofNumber: Int(number)))
        }
        return written.firstPlace(notBefore: key) + numbers.place(before: key)
    }

    /// The place of a text among the written ones; nil for a number.
    @inline(__always)
    func writtenPlace(of code: Int) -> Int? {
        if case .written(let place) = place(of: code) { place } else { nil }
    }

    /// The codes among which the numbers are: written texts have codes before
    /// them that are their places, and codes behind them that are more by `shift`.
    var numberCodes: (range: Range<Int>, shift: Int) {
        (lowCount..<lowCount + between.count + numbers.limit, numbers.limit)
    }

    // MARK: - The stored form

    /// Looks at everything, so that damage is noted.
    func verify() {
        between.verify()
        for place in 0..<written.count { written.withBytes(of: place) { _ in } }
        for place in 0..<between.count { withBytes(of: between[place]) { _ in } }
    }

    /// How many numbers are texts, and how many texts come before them.
    var counts: (numbers: Int, low: Int) { (numbers.limit, lowCount) }
    var codesBetween: StoredNumbers<Int32> { between }
    var writtenTexts: WrittenTexts { written }
}

/// Texts in byte order, each once: their bytes end to end, and where each starts.
struct WrittenTexts: @unchecked Sendable {
    // Nobody writes this memory after it is made, and the owner keeps it.
    private let bytes: UnsafeBufferPointer<UInt8>
    let offsets: StoredNumbers<UInt32>
    private let owner: any AnyObject & Sendable
    private let check: SectionCheck?
    /// Told of offsets that lead nowhere, which only a damaged file has.
    private let noteDamage: (@Sendable () -> Void)?

    /// The texts are the first `count` bytes of the memory.
    init(_ memory: OwnedMemory, count: Int, offsets: StoredNumbers<UInt32>) {
        bytes = UnsafeRawBufferPointer(rebasing: memory.bytes[..<count]).assumingMemoryBound(to: UInt8.self)
        check = nil
        self.offsets = offsets
        owner = memory
        noteDamage = nil
    }

    /// As many texts without a byte.
    static func empty(_ count: Int) -> WrittenTexts {
        WrittenTexts(
            OwnedMemory([UInt8]()), count: 0, offsets: StoredNumbers([UInt32](repeating: 0, count: count + 1)))
    }

    init(
        _ sections: SnapshotSections, offsets: StoredNumbers<UInt32>, noteDamage: (@Sendable () -> Void)?
    ) {
        bytes = sections.bytes.assumingMemoryBound(to: UInt8.self)
        check = sections.check
        self.offsets = offsets
        owner = sections.memory
        self.noteDamage = noteDamage
    }

    var count: Int { max(0, offsets.count - 1) }

    @inline(__always)
    func withBytes<Result>(
        of place: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        guard place >= 0, place < count else { return try body(nothing()) }
        let (start, end) = (Int(offsets[place]), Int(offsets[place + 1]))
        guard start <= end, end <= bytes.count else { return try body(nothing()) }
        if let check { check.verify(bytes.baseAddress.map { $0 + start }, end - start) }
        return try withExtendedLifetime(owner) { try body(UnsafeBufferPointer(rebasing: bytes[start..<end])) }
    }

    /// All texts end to end.
    var allBytes: [UInt8] { withAllBytes { Array($0) } }

    /// Does something with all texts at once.
    func withAllBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        check?.verify(bytes.baseAddress, bytes.count)
        return try withExtendedLifetime(owner) { try body(bytes) }
    }

    private func nothing() -> UnsafeBufferPointer<UInt8> {
        noteDamage?()
        return UnsafeBufferPointer(start: nil, count: 0)
    }

    /// The first place whose text does not come before `key`.
    func firstPlace(notBefore key: UnsafeBufferPointer<UInt8>) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if order(of: middle, against: key) < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func firstPlace(notBefore byte: UInt8) -> Int {
        withUnsafePointer(to: byte) { firstPlace(notBefore: UnsafeBufferPointer(start: $0, count: 1)) }
    }

    func order(of place: Int, against key: UnsafeBufferPointer<UInt8>) -> Int {
        withBytes(of: place) { text in
            for index in 0..<min(text.count, key.count) where text[index] != key[index] {
                return Int(text[index]) - Int(key[index])
            }
            return text.count - key.count
        }
    }
}
