/// One day, known to lie within `[first, last]` (days since 1970-01-01), with
/// the precision it was recorded in (EDTF, ISO 8601-2).
package struct PartialDate: Hashable, Sendable {
    package enum Precision: UInt8, Hashable, Sendable {
        case day, month, quarter, year
        /// `2024-XX-13`: a known day of an unknown month.
        case dayOfYear
        /// An interval that is no calendar unit, such as `2023-05..2024-02`.
        case interval
    }

    package struct Qualifier: OptionSet, Hashable, Sendable {
        package var rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// `?`
        package static let uncertain = Qualifier(rawValue: 1)
        /// `~`
        package static let approximate = Qualifier(rawValue: 2)
    }

    package var first: Int32
    package var last: Int32
    package var precision: Precision
    package var qualifier: Qualifier

    package init(first: Int32, last: Int32, precision: Precision, qualifier: Qualifier = []) {
        self.first = first
        self.last = last
        self.precision = precision
        self.qualifier = qualifier
    }

    /// An end that is open on the left or right of a range.
    package static let distantPast = Int32.min
    package static let distantFuture = Int32.max

    /// Whether it is the number of a day in the years 1 to 9999, or an open end.
    package static func isDay(_ number: Int32) -> Bool {
        (-719_162...2_932_896).contains(number) || number == distantPast || number == distantFuture
    }
}

extension PartialDate {
    /// Why a text in the form of a date is none; nil for another form.
    package static func reason(whyNot text: String) -> Message? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4, let year = number(parts[0]) else { return nil }
        if year == 0 { return Message("there is no year 0", ko: "0년은 없습니다") }
        guard parts.count > 1 else { return nil }
        if parts[1].first == "Q" {
            return Message("the quarters are Q1, Q2, Q3 and Q4", ko: "분기는 Q1, Q2, Q3, Q4 입니다")
        }
        guard parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }) else { return twoDigits(parts) }
        if let month = number(parts[1]), !(1...12).contains(month) {
            return Message("there is no month \(month)", ko: "\(month)월은 없습니다")
        }
        guard parts.count == 3, let day = number(parts[2]) else { return nil }
        return missingDay(day, number(parts[1]), year)
    }

    private static func missingDay(_ day: Int, _ month: Int?, _ year: Int) -> Message {
        guard let month, (1...31).contains(day) else {
            return Message("no month has a day \(day)", ko: "\(day)일이 있는 달은 없습니다")
        }
        let length = CivilDate.length(ofMonth: month, in: year)
        return Message(
            "month \(month) of \(year) has \(length) days", ko: "\(year)년 \(month)월은 \(length)일까지 있습니다")
    }

    private static func twoDigits(_ parts: [String]) -> Message? {
        guard parts.dropFirst().allSatisfy({ number($0) != nil }) else { return nil }
        return Message("months and days have two digits", ko: "월과 일은 두 자리로 씁니다")
    }

    private static func number(_ text: String) -> Int? {
        !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }
}

/// A day of the proleptic Gregorian calendar.
package struct CivilDate: Hashable, Sendable {
    package var year: Int
    package var month: Int
    package var day: Int

    /// The day `day` days after 1970-01-01. In the engine it is asked of columns of
    /// days for one of its parts alone, so the others are not to be computed there.
    @inlinable
    @inline(__always)
    package init(day number: Int32) {
        // Years start in March here, so that the leap day ends them, and eras of
        // 400 years so early that no day is negative. The divisions are those of
        // Neri and Schneider, "Euclidean affine functions and their application
        // to calendar algorithms".
        let eras = 14_700
        let quarters = 4 * UInt64(Int(number) + 719_468 + eras * 146_097) + 3
        let (century, rest) = quarters.quotientAndRemainder(dividingBy: 146_097)
        let product = 2_939_745 * (rest | 3)
        let dayOfYear = (product & 0xFFFF_FFFF) / 2_939_745 / 4
        let scaledMonth = 2_141 * dayOfYear + 197_913
        let isInNextYear = dayOfYear >= 306
        day = Int((scaledMonth & 0xFFFF) / 2_141) + 1
        month = Int(scaledMonth >> 16) - (isInNextYear ? 12 : 0)
        year = Int(100 * century + product >> 32) - eras * 400 + (isInNextYear ? 1 : 0)
    }

    /// nil for a day that does not exist.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= CivilDate.length(ofMonth: month, in: year) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Days since 1970-01-01.
    package var number: Int32 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(clamping: era * 146_097 + dayOfEra - 719_468)
    }

    package static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    package static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The same day some months later; the 31st becomes a shorter month's last day.
    package func adding(months: Int) -> CivilDate {
        let total = year * 12 + month - 1 + months
        let newYear = total >= 0 ? total / 12 : (total - 11) / 12
        let newMonth = total - newYear * 12 + 1
        var result = self
        result.year = newYear
        result.month = newMonth
        result.day = min(day, CivilDate.length(ofMonth: newMonth, in: newYear))
        return result
    }
}
