// Names are those of the C header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CNaru
import Foundation
import Naru

@c @implementation
public func naru_open(
    _ path: UnsafePointer<CChar>!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> OpaquePointer! {
    reporting(to: error) { () throws(NaruError) in
        guard let path else { return Handles.datasets.add(try DatasetObject.bundled()) }
        let dataset = try Dataset(contentsOf: text(path, "path", of: "naru_open"))
        return Handles.datasets.add(DatasetObject(dataset))
    } ?? nil
}

@c @implementation
public func naru_close(_ dataset: OpaquePointer!) {
    _ = Handles.datasets.remove(dataset)
}

@c @implementation
public func naru_free(_ memory: UnsafeMutableRawPointer!) {
    free(memory)
}

@c @implementation
public func naru_version() -> UnsafePointer<CChar>! {
    UnsafePointer(version.pointer)
}

private let version = CText(NaruVersion.text)
