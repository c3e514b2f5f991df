/// A day of the proleptic Gregorian calendar.
package struct CivilDate: Hashable, Sendable {
    package var year: Int
    package var month: Int
    package var day: Int

    /// The day `day` days after 1970-01-01.
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
