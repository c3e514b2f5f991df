// swift-format-ignore-file
// Made from Sources/NaruPictures/Scene/SVGText.swift: RECORD_SNAPSHOTS=1 swift test --filter DocCommentTests
// If this file does not compile, mend the example there, delete the file, and record.

import Foundation
import Naru
import NaruPictures
import Testing

extension DocumentedExamples {
    @Test(#"public enum PictureTheme: Hashable, Sendable"#)
    func sVGText1() async throws {
        expect(try result.svg(theme: .dark).contains("prefers-color-scheme"), #"false"#)
    }
}
