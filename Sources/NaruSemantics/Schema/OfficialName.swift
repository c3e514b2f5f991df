/// How the official suffixes of Korean places are understood in entity
/// literals: 서울특별시, 서울시 and 서울 are ways to name one city.
///
/// A suffix may be left out or added, and a short one stands for the longer
/// ones of its kind: 시 for 광역시, but never for 군 or 구. Who has a name with
/// the same stem and a suffix that the written one excludes is not meant.
enum OfficialSuffix: String, CaseIterable {
    case specialCity = "특별시"
    case metropolitanCity = "광역시"
    case selfGoverningCity = "특별자치시"
    case city = "시"
    case selfGoverningProvince = "특별자치도"
    case province = "도"
    case county = "군"
    case district = "구"

    /// The suffix of which this one is the long form.
    private var short: OfficialSuffix {
        switch self {
        case .specialCity, .metropolitanCity, .selfGoverningCity: .city
        case .selfGoverningProvince: .province
        case .city, .province, .county, .district: self
        }
    }

    func agrees(with other: OfficialSuffix) -> Bool {
        self == other || short == other || self == other.short
    }
}

/// A name as a stem and perhaps a suffix.
package struct OfficialName {
    let stem: String
    let suffix: OfficialSuffix?

    /// What `text` may be read as: the whole as a stem, and what is left before
    /// the longest suffix. A stem of one syllable is none: 대구 is no district.
    package static func readings(of text: String) -> [OfficialName] {
        guard let last = text.unicodeScalars.last, (0xAC00...0xD7A3).contains(last.value) else { return [] }
        var readings = [OfficialName(stem: text, suffix: nil)]
        let ending = OfficialSuffix.allCases.filter { text.hasSuffix($0.rawValue) }
        if let suffix = ending.max(by: { $0.rawValue.count < $1.rawValue.count }) {
            var stem = text.dropLast(suffix.rawValue.count)
            while stem.last?.isWhitespace == true { stem.removeLast() }
            if stem.count > 1 { readings.append(OfficialName(stem: String(stem), suffix: suffix)) }
        }
        return readings
    }

    /// Whom this name means, of those that `named` finds under a name.
    package func meant<Entity: Hashable>(_ named: (String) -> [Entity]) -> Set<Entity> {
        var meant = Set(named(stem))
        var excluded: Set<Entity> = []
        for other in OfficialSuffix.allCases {
            let found = named(stem + other.rawValue)
            if suffix?.agrees(with: other) ?? true { meant.formUnion(found) } else { excluded.formUnion(found) }
        }
        return meant.subtracting(excluded)
    }
}
