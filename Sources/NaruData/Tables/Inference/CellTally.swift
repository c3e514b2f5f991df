import NaruSemantics
import NaruSyntax

/// How many cells of a column look like what.
struct CellTally {
    private(set) var empties = 0
    /// Cells that are neither empty nor a known marker of no value.
    private(set) var filled = 0
    private(set) var markers: Set<String> = []
    private(set) var markerCount = 0
    /// Of JSON: a cell holds an array.
    var isMany = false
    /// The cells say themselves what they are.
    var isTyped = false
    /// Of a sheet: texts may be numbers that somebody typed as such.
    var isOfSheet = false
    /// Of cells that are texts, as they say themselves: those that look like plain
    /// numbers, like numbers in another notation, and like truth values.
    private var quotedPlain = 0
    private var quotedNotated = 0
    private var quotedBools = 0
    private(set) var isFirstFilled = false
    /// Of JSON: cells that are objects or arrays of such, and amounts and
    /// coordinates among them.
    private var nested = 0
    private var amounts = 0
    private var coordinates = 0
    /// Of JSON: texts such as `P1Y2M` and `2024-05/2024-07`.
    private var durations = 0
    private var periods = 0

    private var bools = 0
    private var ints = 0
    /// Of the whole numbers: years, and days such as `19891025`.
    private var years = 0
    private var compactDays = 0
    private var decimals = 0
    /// Of the decimals: months such as `2019.5`.
    private var months = 0
    private var places = 0...0
    /// Of the decimals, one ends with a zero: `2.50`, or `2.0`.
    private var hasFinalZero = false
    private var hasPointZero = false
    private var floats = 0
    /// Numbers such as `3E2`, which are codes unless others are surely floats.
    private var bareExponents = 0
    /// Numbers in another notation, and the styles that fit all of them.
    private var notated = 0
    private var styles = Set(NumberNotation.Style.allCases)
    private var affixes: Affixes?
    /// The styles in which some of them are no whole numbers of 64 bits.
    private var fractions: Set<NumberNotation.Style> = []
    /// A point stands before other than three digits.
    private var hasPointDecimals = false
    private var dates = 0
    private var fineDates = 0
    private(set) var timed = 0
    private var dayFirst = 0
    private var monthFirst = 0
    private var ambiguous = 0
    /// Digits that are no number: `007`.
    private var codes = 0
    private var others = 0

    private struct Affixes: Equatable {
        var prefix: String
        var unit: String
        /// Two cells have different ones.
        var differ = false
    }

    /// So many cells may be something else before a column is surely a text.
    private static let patience = 64

    private var isHopeless: Bool { others > Self.patience && others * 5 > filled }

    @inline(__always)
    mutating func addEmpty() { empties += 1 }

    @inline(__always)
    mutating func add(_ text: Bytes) {
        if filled == 0, empties == 0, markerCount == 0 { isFirstFilled = true }
        if isHopeless {
            filled += 1
            others += 1
            return
        }
        if let first = text.first, !first.isDigit, isMarker(text) { return }
        filled += 1
        if WrittenNumber.int(text) != nil {
            addInt(text)
        } else if let first = text.first, first.isDigit || first == .minus || first == .plus || first == .dot {
            addNumber(text)
        } else if Self.isTruthValue(text) {
            bools += 1
        } else {
            addDate(text)
        }
    }

    /// A cell that is a text, as it says itself.
    mutating func addQuoted(_ text: Bytes, isJSON: Bool) {
        if isJSON {
            if ValueText.isoDuration(text) != nil { durations += 1 }
            if text.contains(.slash), DateText.period(text) != nil { periods += 1 }
        }
        let (plain, notated, bools) = (plainNumbers, notated, bools)
        add(text)
        quotedPlain += plainNumbers - plain
        quotedNotated += self.notated - notated
        quotedBools += self.bools - bools
    }

    /// How many cells are texts and yet read as numbers.
    var quotedNumbers: Int { quotedPlain + quotedNotated }

    private var plainNumbers: Int { ints + decimals + floats + bareExponents }

    mutating func addNested(_ kind: JSONValueObject.Kind?) {
        filled += 1
        nested += 1
        switch kind {
        case .amount: amounts += 1
        case .place: coordinates += 1
        case nil: break
        }
    }

    private mutating func isMarker(_ text: Bytes) -> Bool {
        guard text.count <= AbsentMarkers.longest, AbsentMarkers.texts.contains(text) else { return false }
        markers.insert(String(decoding: text, as: UTF8.self))
        markerCount += 1
        return true
    }

    @inline(__always)
    private mutating func addInt(_ text: Bytes) {
        if Self.isCode(text) { return codes += 1 }
        ints += 1
        if text.count == 4, text[0].isDigit { years += 1 }
        if text.count == 8, text[0] == UInt8(ascii: "1") || text[0] == UInt8(ascii: "2"),
            Self.compactDay?.date(text) != nil
        {
            compactDays += 1
        }
    }

    static let compactPattern = "yyyyMMdd"
    private static let compactDay = DateFormat(compactPattern)

    private mutating func addNumber(_ text: Bytes) {
        if let decimal = WrittenNumber.decimal(text) {
            guard !Self.isCode(text) else { return codes += 1 }
            return addDecimal(decimal, text)
        }
        if WrittenNumber.float(text) != nil {
            return addFloat(text)
        }
        addDate(text)
    }

    /// Only one whose digits a float keeps is a number.
    private mutating func addFloat(_ text: Bytes) {
        let mantissa = text.prefix { $0 | 0x20 != UInt8(ascii: "e") }
        let digits = mantissa.drop { $0 == .minus || $0 == .zero || $0 == .dot }.count { $0.isDigit }
        let isLong = digits > 17 || mantissa.count == text.count && !mantissa.contains(.dot)
        if isLong || Self.isCode(text) { return codes += 1 }
        let exponent = text[mantissa.endIndex...].dropFirst().first
        if mantissa.contains(.dot) || exponent == .minus || exponent == .plus {
            floats += 1
        } else {
            bareExponents += 1
        }
    }

    private mutating func addDecimal(_ decimal: ExactDecimal, _ text: Bytes) {
        let scale = Int(decimal.scale)
        places =
            decimals == 0 && ints == 0 ? scale...scale : min(places.lowerBound, scale)...max(places.upperBound, scale)
        decimals += 1
        if scale > 0, decimal.mantissa % 10 == 0 {
            if scale == 1 { hasPointZero = true } else { hasFinalZero = true }
        }
        if scale != 3 { hasPointDecimals = true }
        let isMonth = scale > 0 && scale <= 2 && text.count == scale + 5 && WrittenDate(text).reading.date != nil
        if isMonth { months += 1 }
    }

    private mutating func addDate(_ text: Bytes) {
        let date = WrittenDate(text)
        if date.isAmbiguous, date.hasDots {
            dates += 1
            fineDates += 1
            dayFirst += 1
        } else if date.isAmbiguous {
            ambiguous += 1
        } else if date.date(nil) != nil {
            dates += 1
            switch date.form {
            case .timed: if DateText.hasTime(text) { timed += 1 }
            case .dayFirst: dayFirst += 1
            case .monthFirst: monthFirst += 1
            default: break
            }
            if text.count > 5 { fineDates += 1 }
        } else {
            addNotated(text)
        }
    }

    private mutating func addNotated(_ text: Bytes) {
        guard let parts = NumberParts(text) else { return others += 1 }
        let fitting = NumberNotation.Style.allCases.compactMap { style in parts.number(in: style).map { (style, $0) } }
        guard !fitting.isEmpty else { return others += 1 }
        notated += 1
        styles.formIntersection(fitting.map(\.0))
        for (style, number) in fitting where number.scale > 0 || Int64(exactly: number.mantissa) == nil {
            fractions.insert(style)
        }
        join(Affixes(prefix: parts.prefix, unit: parts.unit))
    }

    private mutating func join(_ more: Affixes) {
        guard let known = affixes else { return affixes = more }
        if known != more { affixes?.differ = true }
    }

    private var preferredStyle: NumberNotation.Style? {
        NumberNotation.Style.allCases.first { styles.contains($0) && !($0.decimalMark == .comma && hasPointDecimals) }
    }

    // MARK: - Single cells

    /// Digits alone, with leading zeros or a plus sign.
    private static func isCode(_ text: Bytes) -> Bool {
        if text[0] == .plus { return true }
        let digits = text[0] == .minus ? 1 : 0
        return text.count > digits + 1 && text[digits] == .zero && text[digits + 1].isDigit
    }

    private static func isTruthValue(_ text: Bytes) -> Bool {
        guard text.count == 4 || text.count == 5 else { return false }
        let word = String(decoding: text, as: UTF8.self).lowercased()
        return word == "true" || word == "false"
    }

    /// Adds the cells of another part of the column.
    mutating func add(_ other: CellTally) {
        let hadNumbers = decimals > 0
        isFirstFilled = filled + empties + markerCount == 0 ? other.isFirstFilled : isFirstFilled
        empties += other.empties
        filled += other.filled
        markers.formUnion(other.markers)
        markerCount += other.markerCount
        isMany = isMany || other.isMany
        isTyped = isTyped || other.isTyped
        isOfSheet = isOfSheet || other.isOfSheet
        quotedPlain += other.quotedPlain
        quotedNotated += other.quotedNotated
        quotedBools += other.quotedBools
        bools += other.bools
        ints += other.ints
        years += other.years
        compactDays += other.compactDays
        if other.decimals > 0 {
            places =
                hadNumbers
                ? min(places.lowerBound, other.places.lowerBound)...max(places.upperBound, other.places.upperBound)
                : other.places
        }
        decimals += other.decimals
        months += other.months
        hasFinalZero = hasFinalZero || other.hasFinalZero
        hasPointZero = hasPointZero || other.hasPointZero
        floats += other.floats
        bareExponents += other.bareExponents
        notated += other.notated
        styles.formIntersection(other.styles)
        if let more = other.affixes { join(more) }
        if other.affixes?.differ == true { affixes?.differ = true }
        fractions.formUnion(other.fractions)
        hasPointDecimals = hasPointDecimals || other.hasPointDecimals
        dates += other.dates
        fineDates += other.fineDates
        timed += other.timed
        dayFirst += other.dayFirst
        monthFirst += other.monthFirst
        ambiguous += other.ambiguous
        nested += other.nested
        amounts += other.amounts
        coordinates += other.coordinates
        durations += other.durations
        periods += other.periods
        codes += other.codes
        others += other.others
    }
}

/// What the cells say together.
extension CellTally {
    struct Finding {
        var content = Field.Content.text
        var notation = CellNotation.plain
        /// Different cells may be the same value.
        var mayLoseTexts = false
    }

    /// The cells are kept as the texts that they are written with.
    var isRaw: Bool {
        nested > amounts + coordinates || [amounts, coordinates].contains { $0 > 0 && $0 < filled }
    }

    var finding: Finding {
        guard filled > 0, !isRaw else { return Finding() }
        if amounts > 0 { return Finding(content: .quantity) }
        if coordinates > 0 { return Finding(content: .geo) }
        if durations == filled { return Finding(content: .duration) }
        if periods == filled { return Finding(content: .period) }
        if mayBeNumbers {
            if bools == filled, quotedBools == 0 { return Finding(content: .bool) }
            if ints == filled {
                guard compactDays == filled, let format = DateNotation(pattern: Self.compactPattern) else {
                    return Finding(content: .int)
                }
                return Finding(content: .date, notation: .date(format))
            }
            if ints + decimals == filled {
                let differ = places.lowerBound < places.upperBound || ints > 0
                let mayBeEqual = hasFinalZero && differ || hasPointZero && ints > 0
                return Finding(content: .decimal, mayLoseTexts: mayBeEqual && !isSurelyTyped)
            }
            let hasFloats = floats + decimals > 0 || isTyped
            if hasFloats, plainNumbers == filled {
                return Finding(content: .float, mayLoseTexts: !isSurelyTyped)
            }
        }
        if let dateNotation { return Finding(content: .date, notation: .date(dateNotation)) }
        if mayBeNumbers, let notation { return notatedNumbers(notation) }
        return Finding()
    }

    private var mayBeNumbers: Bool { quotedNumbers == 0 || takesTexts }

    /// Texts are no numbers, but in a sheet, where people type numbers as texts:
    /// in another notation, or among others that are numbers.
    private var takesTexts: Bool { isOfSheet && (quotedPlain < plainNumbers || notated > 0) }

    private var isSurelyTyped: Bool { isTyped && quotedPlain == 0 }

    /// nil where the cells are no dates, or nothing tells the day from the month.
    private var dateNotation: DateNotation? {
        guard fineDates + ambiguous > 0, dates + ambiguous + years + months == filled, ints == years, decimals == months
        else { return nil }
        guard dayFirst == 0 || monthFirst == 0, ambiguous == 0 || dayFirst + monthFirst > 0 else { return nil }
        return .any(dayFirst > 0 ? .dayFirst : monthFirst > 0 ? .monthFirst : nil)
    }

    private var notation: NumberNotation? {
        guard notated > 0, let affixes, !affixes.differ, let style = preferredStyle else { return nil }
        let hasUnit = !affixes.prefix.isEmpty || !affixes.unit.isEmpty
        guard hasUnit ? notated == filled : notated + ints + decimals == filled else { return nil }
        return NumberNotation(style: style, prefix: affixes.prefix, unit: affixes.unit)
    }

    private func notatedNumbers(_ notation: NumberNotation) -> Finding {
        let hasFraction = fractions.contains(notation.style) || decimals > 0 && notation.style.decimalMark == .dot
        let content: Field.Content = notation.quantityUnit.isEmpty ? hasFraction ? .decimal : .int : .quantity
        return Finding(content: content, notation: .number(notation))
    }

    /// What most cells are of a column that is a text because of a few.
    var majority: (count: Int, areDates: Bool)? {
        let numbers = plainNumbers + notated - (takesTexts ? 0 : quotedNumbers)
        let days = dates + years + ambiguous
        let all = filled + markerCount
        if numbers < all, numbers * 10 >= all * 9, numbers > 1 { return (numbers, false) }
        if days < all, days * 10 >= all * 9, days > 1 { return (days, true) }
        return nil
    }

    var isAmbiguousDay: Bool { ambiguous > 0 && dates + ambiguous + years == filled && dateNotation == nil }
}
