import NaruSyntax
import Testing

@Test func joiningSpansCoversBoth() {
    #expect(Span(3, 5).joined(Span(1, 2)) == Span(1, 5))
}
