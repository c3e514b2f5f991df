/// The scalar functions of the language; absent in, absent out.
package enum Function: String, Hashable, Sendable, CaseIterable {
    // text
    case length, lower, upper, fold, trim, replace, split, join
    case startsWith = "starts_with", endsWith = "ends_with", hasWord = "has_word", substring, initials
    // number
    case abs, round, floor, ceil, sqrt, ln, log, exp, power, div
    // date
    case earliest, latest, overlaps
    case yearsBetween = "years_between", monthsBetween = "months_between"
    // geo
    case distance
    // conversion
    case text, int, decimal, float, date, convert
    // evidence
    case evidence, sources, quotes
}

/// The functions over a set or list.
package enum Aggregate: String, Hashable, Sendable, CaseIterable {
    case count, sum, min, max, avg, median, percentile, stddev
    case list, first, last, only, concat, distinct, pairs
}
