import CNaru
import Foundation
import NaruC
import Testing

/// All tests of the C functions, one after the other, since they look at the
/// handles of the whole process.
@Suite(.serialized) enum CInterface {}

/// A copy of a text that the library keeps.
func copied(_ text: UnsafePointer<CChar>?) -> String? { text.map { String(cString: $0) } }

/// A text that the caller owns; frees it.
func taken(_ text: UnsafeMutablePointer<CChar>?) -> String? {
    defer { naru_free(text) }
    return text.map { String(cString: $0) }
}

/// What an error said; frees it.
struct Said: Equatable {
    var code: String
    var message: String

    init?(_ error: OpaquePointer?) {
        guard let error else { return nil }
        code = copied(naru_error_code(error)) ?? ""
        message = copied(naru_error_message(error)) ?? ""
        naru_error_free(error)
    }
}

/// A query over a dataset, both freed afterwards.
func withQuery<Answer>(
    _ text: String, of path: String? = nil, _ body: (OpaquePointer) throws -> Answer
) throws -> Answer {
    var error: OpaquePointer?
    let opened = path.map { naru_open($0, &error) } ?? naru_open(nil, &error)
    let data = try #require(opened)
    defer { naru_close(data) }
    let query = try #require(naru_prepare(data, text, &error), "\(copied(naru_error_rendered(error)) ?? "")")
    defer { naru_finalize(query) }
    return try body(query)
}

/// The rest of the rows, each as the texts of its columns.
func rows(of query: OpaquePointer) throws -> [[String?]] {
    var rows: [[String?]] = []
    var error: OpaquePointer?
    var status = naru_step(query, &error)
    while status == Int32(NARU_ROW) {
        rows.append((0..<naru_column_count(query)).map { copied(naru_text(query, $0)) })
        status = naru_step(query, &error)
    }
    let said = Said(error)
    try #require(status == Int32(NARU_DONE), "\(said.map { "\($0)" } ?? "")")
    return rows
}

/// What the next step fails with.
func failure(of query: OpaquePointer) -> Said? {
    var error: OpaquePointer?
    #expect(naru_step(query, &error) == Int32(NARU_FAILED))
    return Said(error)
}
