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
