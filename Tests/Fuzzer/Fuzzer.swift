import Foundation
import FuzzTargets

/// The target that `NARU_FUZZ_TARGET` names.
private let target: FuzzTarget = {
    guard let target = ProcessInfo.processInfo.environment["NARU_FUZZ_TARGET"].flatMap(FuzzTarget.init) else {
        preconditionFailure("NARU_FUZZ_TARGET is one of \(FuzzTarget.allCases.map(\.rawValue))")
    }
    return target
}()

/// What libFuzzer calls, over and over; its `main` is libFuzzer's.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    target.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
