// Names are those of the C header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CNaru
import Naru
import NaruSyntax

@c @implementation
public func naru_prepare(
    _ handle: OpaquePointer!, _ source: UnsafePointer<CChar>!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> OpaquePointer! {
    reporting(to: error) { () throws(NaruError) in
        let dataset = try dataset(handle, of: "naru_prepare")
        let prepared = try dataset.session().prepare(text(source, "text", of: "naru_prepare"))
        return Handles.queries.add(QueryObject(prepared, of: dataset))
    } ?? nil
}

@c @implementation
public func naru_finalize(_ query: OpaquePointer!) {
    Handles.queries.remove(query)?.end()
}

@c @implementation
public func naru_step(_ handle: OpaquePointer!, _ error: UnsafeMutablePointer<OpaquePointer?>!) -> Int32 {
    let hasRow = reporting(to: error) { () throws(NaruError) in try query(handle, of: "naru_step").step() }
    guard let hasRow else { return Status.failed }
    return hasRow ? Status.row : Status.done
}

@c @implementation
public func naru_reset(_ query: OpaquePointer!) {
    Handles.queries[query]?.reset()
}

@c @implementation
public func naru_cancel(_ query: OpaquePointer!) {
    Handles.queries[query]?.cancel()
}

@c @implementation
public func naru_set_today(_ query: OpaquePointer!, _ date: UnsafePointer<CChar>!) -> Int32 {
    guard let date, let text = String(validatingCString: date), let day = NaruSyntax.PartialDate(text)?.first,
        day != NaruSyntax.PartialDate.distantPast
    else { return Status.misuse }
    return configure(query) { $0.query.session.today = day }
}

@c @implementation
public func naru_set_limits(_ query: OpaquePointer!, _ seconds: Double, _ bytes: UInt64, _ rows: UInt64) -> Int32 {
    guard let limits = Limits(seconds: seconds, bytes: bytes, rows: rows) else { return Status.misuse }
    return configure(query) { $0.query.session.limits = limits }
}

@c @implementation
public func naru_set_threads(_ query: OpaquePointer!, _ threads: UInt32) -> Int32 {
    configure(query) { $0.query.session.threads = threads == 0 ? Session.defaultThreads : Int(threads) }
}

func configure(_ query: OpaquePointer?, _ change: (inout QueryState) -> Void) -> Int32 {
    guard let query = Handles.queries[query], query.configure(change) else { return Status.misuse }
    return Status.ok
}
