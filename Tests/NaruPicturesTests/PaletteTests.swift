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

    private static func luminance(_ colour: String) -> Double {
        let value = UInt32(colour.dropFirst(), radix: 16) ?? 0
        let parts = [16, 8, 0].map { shift -> Double in
            let part = Double((value >> shift) & 0xFF) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private static func contrast(_ one: Double, _ other: Double) -> Double {
        (max(one, other) + 0.05) / (min(one, other) + 0.05)
    }
}
