import Foundation
import Testing

@testable import NaruSyntax

/// The deepest trees that are no error fit the stack of a main thread with
/// room to spare, whatever walks them, even without optimisation.
@Test(arguments: [
    ("(a | where ", ")", 120), ("a{", "}", 120), ("if a then ", "", 240), ("-", "", 240), ("(", ")", 240),
])
func deepTreesFitTheStack(opener: String, closer: String, count: Int) async {
    let text = String(repeating: opener, count: count) + "b" + String(repeating: closer, count: count)
    let isSound = await withCheckedContinuation { continuation in
        let thread = Thread {
            let (result, other) = (parse(text), parse(text))
            let isSame = result.program == other.program && result.program.hashValue == other.program.hashValue
            let isShown = !result.program.dump.isEmpty && !Printer.print(result.program).isEmpty
            continuation.resume(returning: result.diagnostics.isEmpty && isSame && isShown)
        }
        thread.stackSize = 6 << 20
        thread.start()
    }
    #expect(isSound)
}
