/// The colours of pictures, on a light ground and on a dark one.
///
/// Colours of the palette stay apart for people who don't see red, green or
/// blue, differ in lightness, and stand out from their ground at 3 : 1 or more.
package struct Palette: Sendable {
    package let ground: String
    /// Of letters.
    package let ink: String
    /// Of letters that matter less.
    package let quiet: String
    package let grid: String
    package let rule: String
    package let edge: String
    package let series: [String]
    /// Of what has no colour of its own since there are too many.
    package let others: String

    package static let light = Palette(
        ground: "#ffffff", ink: "#1c1f23", quiet: "#585f66", grid: "#e4e7ea", rule: "#6d747b", edge: "#8b939b",
        series: ["#2a6fb5", "#d16915", "#43155e", "#797b4f", "#a50a13", "#2d4742", "#c976a6"], others: "#868b90")

    package static let dark = Palette(
        ground: "#16191d", ink: "#eceff2", quiet: "#a9b1b9", grid: "#2b3036", rule: "#858d95", edge: "#727a82",
        series: ["#6faef2", "#f9b04c", "#9522f7", "#08feb2", "#f43d56", "#f6fa07", "#c34a8d"], others: "#8f959b")

    /// How many colours can be told apart; the next one is that of all others.
    static let count = 7

    package static let names = ["ground", "ink", "quiet", "grid", "rule", "edge"]

    package var colours: [String] { [ground, ink, quiet, grid, rule, edge] + series + [others] }
}

/// What the shapes of a picture look like, in the language of style sheets.
///
/// Every colour is given twice: as it is on a light ground, and as a name that
/// a dark ground gives another meaning. Programs that know no such names keep
/// the first.
struct StyleSheet {
    let theme: PictureTheme

    private var base: Palette { theme == .dark ? .dark : .light }

    func text(_ looks: Set<Look>) -> String {
        var rules: [String] = []
        if theme == .automatic {
            rules.append(".naru{" + names(.light) + "}")
            rules.append("@media(prefers-color-scheme:dark){.naru{" + names(.dark) + "}}")
        }
        rules.append(
            ".naru text{font-family:system-ui,\"Noto Sans KR\",\"Apple SD Gothic Neo\",\"Malgun Gothic\",sans-serif;"
                + "font-size:12px;" + colour("fill", 1) + "}")
        rules.append(".naru .title{font-size:18px;font-weight:600}")
        rules.append(".naru .axis,.naru .mark{font-size:11px}.naru .caption{font-size:11.5px}")
        rules.append(".naru .axis,.naru .caption{" + colour("fill", 2) + "}")
        rules.append(
            ".naru .halo{paint-order:stroke;stroke-width:3px;stroke-linejoin:round;" + colour("stroke", 0) + "}")
        rules += StyleSheet.ordered(looks).map { ".naru ." + $0.name + "{" + rule($0) + "}" }
        return rules.joined(separator: "\n")
    }

    /// In the order of the enum, whatever the order of the set.
    private static func ordered(_ looks: Set<Look>) -> [Look] { looks.sorted { $0.rank < $1.rank } }

    private func rule(_ look: Look) -> String {
        switch look {
        case .ground: colour("fill", 0)
        case .grid: "fill:none;stroke-width:1;" + colour("stroke", 3)
        case .rule: "fill:none;stroke-width:1;" + colour("stroke", 4)
        case .whisker: "fill:none;stroke-width:1.5;" + colour("stroke", 1)
        case .edge(let width):
            "fill:none;stroke-opacity:\(width == 0 ? ".3" : ".6");stroke-width:\(Self.widths[min(width, 4)]);"
                + colour("stroke", 5)
        case .stroke(let series):
            "fill:none;stroke-width:1.5;" + shade("stroke", series)
                + (Self.dashes[series % Self.dashes.count].map { ";stroke-dasharray:" + $0 } ?? "")
        case .arrow: colour("fill", 5)
        case .fill(let series): "stroke-width:1;" + shade("fill", series) + ";" + colour("stroke", 0)
        case .line(let series):
            "fill:none;stroke-width:2;stroke-linejoin:round;" + shade("stroke", series)
                + (Self.dashes[series % Self.dashes.count].map { ";stroke-dasharray:" + $0 } ?? "")
        case .soft(let series): "fill-opacity:.35;" + shade("fill", series)
        case .hollow(let series): "stroke-width:2;" + colour("fill", 0) + ";" + shade("stroke", series)
        case .hatch: ""
        }
    }

    private static let widths = ["0.6", "0.9", "1.8", "3", "4.5"]
    private static let dashes: [String?] = [nil, "7 3", "2 3", "9 3 2 3", "5 5", "12 4", "3 2", nil]

    private func names(_ palette: Palette) -> String {
        palette.colours.enumerated().map { "--" + StyleSheet.name($0) + ":" + $1 }.joined(separator: ";")
    }

    private func colour(_ property: String, _ place: Int) -> String {
        let plain = property + ":" + base.colours[place]
        return theme == .automatic ? plain + ";" + property + ":var(--" + StyleSheet.name(place) + ")" : plain
    }

    private func shade(_ property: String, _ series: Int) -> String {
        colour(property, Palette.names.count + min(series, Palette.count))
    }

    private static func name(_ place: Int) -> String {
        place < Palette.names.count ? "naru-" + Palette.names[place] : "naru-\(place - Palette.names.count)"
    }

    /// The hatching of a colour, which only some have: neighbours differ.
    static func pattern(_ series: Int, _ prefix: String, _ theme: PictureTheme) -> String {
        let sheet = StyleSheet(theme: theme)
        let (size, path) = patterns[(series - 1) % patterns.count]
        return "<pattern id=\"\(prefix)-hatch-\(series)\" width=\"\(size)\" height=\"\(size)\""
            + " patternUnits=\"userSpaceOnUse\"><path d=\"\(path)\" style=\"fill:none;stroke-width:1;stroke-opacity:.7;"
            + sheet.colour("stroke", 0) + "\"/></pattern>"
    }

    private static let patterns: [(Int, String)] = [
        (7, "M-1 6l8-8M-1 8l2-2M6 8l2-2M0 7L7 0"), (6, "M0 3H6"), (6, "M3 0V6"), (7, "M0 0L7 7"),
        (6, "M0 3H6M3 0V6"), (5, "M0 5L5 0M0 0L5 5"), (9, "M0 4.5H9"),
    ]
}

extension Look {
    /// The name of its class.
    var name: String {
        switch self {
        case .ground: "ground"
        case .grid: "grid"
        case .rule: "rule"
        case .whisker: "whisker"
        case .edge(let width): "edge\(min(width, 4))"
        case .stroke(let series): "stroke\(min(series, Palette.count))"
        case .arrow: "arrow"
        case .fill(let series): "fill\(min(series, Palette.count))"
        case .line(let series): "line\(min(series, Palette.count))"
        case .soft(let series): "soft\(min(series, Palette.count))"
        case .hollow(let series): "hollow\(min(series, Palette.count))"
        case .hatch(let series): "hatch\(series)"
        }
    }

    fileprivate var rank: Int {
        switch self {
        case .ground: 0
        case .grid: 1
        case .rule: 2
        case .whisker: 3
        case .arrow: 5
        case .edge(let width): 6 + width
        case .fill(let series): 20 + series
        case .line(let series): 30 + series
        case .soft(let series): 50 + series
        case .hollow(let series): 70 + series
        case .hatch(let series): 90 + series
        case .stroke(let series): 110 + series
        }
    }
}
