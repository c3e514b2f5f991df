import Foundation
import Testing

@testable import NaruPictures

/// Colours can be told apart and read, computed here from their definitions.
@Suite struct PaletteTests {
    static let palettes = [Palette.light, .dark]

    @Test(arguments: 0..<2) func coloursStandOutFromTheGround(_ place: Int) {
        let palette = Self.palettes[place]
        let ground = Self.luminance(palette.ground)
        for colour in palette.series + [palette.others, palette.edge, palette.rule] {
            #expect(Self.contrast(Self.luminance(colour), ground) >= 3, "\(colour)")
        }
        for colour in [palette.ink, palette.quiet] {
            #expect(Self.contrast(Self.luminance(colour), ground) >= 4.5, "\(colour)")
        }
    }

    /// On a photocopy too: no two are equally light, neighbours least of all.
    @Test(arguments: 0..<2) func coloursDifferInLightness(_ place: Int) {
        let lightness = Self.palettes[place].series.map { 116 * cbrt(Self.luminance($0)) - 16 }
        for one in lightness.indices {
            for other in lightness.indices.dropFirst(one + 1) {
                let apart = abs(lightness[one] - lightness[other])
                #expect(apart >= (other == one + 1 ? 5 : 3), "\(one) and \(other)")
            }
        }
    }

    /// What people see who lack one kind of cone: Machado, Oliveira and Fernandes
    /// (2009), at full severity, on linear RGB.
    private static let sights: [(name: String, matrix: [[Double]])] = [
        ("all cones", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        (
            "protanopia",
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        ),
        (
            "deuteranopia",
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        ),
        (
            "tritanopia",
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        ),
    ]

    /// A distance of 2.3 in CIE Lab is just noticed side by side; small marks
    /// far apart need many times as much.
    @Test(arguments: 0..<2, 0..<4) func coloursStayApartForEveryEye(_ place: Int, _ sight: Int) {
        let (name, matrix) = Self.sights[sight]
        let series = Self.palettes[place].series
        let seen = series.map { colour in
            let light = Self.linear(colour)
            return Self.lab(matrix.map { row in zip(row, light).map { $0 * $1 }.reduce(0, +) })
        }
        for one in seen.indices {
            for other in seen.indices.dropFirst(one + 1) {
                let apart = sqrt(zip(seen[one], seen[other]).map { ($0 - $1) * ($0 - $1) }.reduce(0, +))
                #expect(apart >= 20, "\(series[one]) and \(series[other]) with \(name)")
            }
        }
    }

    /// Linear RGB in CIE Lab, for daylight D65.
    private static func lab(_ light: [Double]) -> [Double] {
        let xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
        let white = [0.9505, 1, 1.089]
        let parts = zip(xyz, white).map { row, white -> Double in
            let share = zip(row, light).map { $0 * min(1, max(0, $1)) }.reduce(0, +) / white
            return share > 216.0 / 24389 ? cbrt(share) : (24389.0 / 27 * share + 16) / 116
        }
        return [116 * parts[1] - 16, 500 * (parts[0] - parts[1]), 200 * (parts[1] - parts[2])]
    }

    private static func linear(_ colour: String) -> [Double] {
        let value = UInt32(colour.dropFirst(), radix: 16) ?? 0
        return [16, 8, 0].map { shift in
            let part = Double((value >> shift) & 0xFF) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
    }

    private static func luminance(_ colour: String) -> Double {
        let parts = linear(colour)
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private static func contrast(_ one: Double, _ other: Double) -> Double {
        (max(one, other) + 0.05) / (min(one, other) + 0.05)
    }
}
