import NaruSyntax

/// The words that make a number a duration.
enum TimeUnit {
    case day, week, month, year

    init?(_ word: String) {
        switch word {
        case "day", "days", "일": self = .day
        case "week", "weeks", "주": self = .week
        case "month", "months", "개월": self = .month
        case "year", "years", "년": self = .year
        default: return nil
        }
    }

    /// Nil where the count is out of range.
    func duration(_ count: Int64) -> Duration? {
        let (days, months): (Int64, Int64) =
            switch self {
            case .day: (1, 0)
            case .week: (7, 0)
            case .month: (0, 1)
            case .year: (0, 12)
            }
        let scaled = count.multipliedReportingOverflow(by: max(days, months))
        guard !scaled.overflow, let value = Int32(exactly: scaled.partialValue) else { return nil }
        return months == 0 ? Duration(days: value) : Duration(months: value)
    }
}

/// The units that every dataset knows.
package enum UnitCatalogue {
    /// The unit under which quantities are kept, of a unit as written.
    package static func canonical(_ word: String) -> String? {
        if let unit = hangul[word] { return unit }
        return currencies.contains(word) || measures.contains(word) ? word : nil
    }

    static var suggestible: [String] { measures + hangul.keys.sorted() + currencies.sorted() + timeWords }

    private static let hangul = ["원": "KRW", "달러": "USD", "유로": "EUR", "위안": "CNY", "엔": "JPY", "명": "person"]

    private static let timeWords = ["days", "weeks", "months", "years", "일", "주", "개월", "년"]

    private static let measures = ["person", "km2", "km", "m2", "m", "ha", "percent"]

    /// ISO 4217, currencies in use and funds codes.
    private static let currencies: Set<String> = Set(
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD \
        CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP \
        GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK \
        LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR \
        PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL \
        THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB \
        XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG
        """.split(separator: " ").map(String.init))
}
