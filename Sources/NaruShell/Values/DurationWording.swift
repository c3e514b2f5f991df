import NaruSyntax

enum DurationWording {
    /// `1년 2개월 3일`
    static func korean(_ duration: Duration) -> String {
        let years = duration.months / 12
        let parts = [(years, "년"), (duration.months - years * 12, "개월"), (duration.days, "일")].filter { $0.0 != 0 }
        return parts.isEmpty ? "0일" : parts.map { "\($0.0)\($0.1)" }.joined(separator: " ")
    }
}
