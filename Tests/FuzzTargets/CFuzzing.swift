// Names are those of the C header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CNaru
import NaruC

/// Calls of the C functions, a byte each with a text behind some of them. Handles
/// may be closed already or of another kind.
enum CFuzzing {
    static func run(_ bytes: [UInt8]) {
        var calls = Calls(rest: bytes[...])
        while !calls.rest.isEmpty { calls.next() }
        calls.end()
    }

    private struct Calls {
        var rest: ArraySlice<UInt8>
        private var dataset: OpaquePointer?
        private var query: OpaquePointer?
        private var error: OpaquePointer?

        init(rest: ArraySlice<UInt8>) {
            self.rest = rest
            dataset = naru_open(nil, nil)
        }

        private mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

        /// Up to a byte of zero.
        private mutating func text() -> [CChar] {
            let text = rest.prefix { $0 != 0 }
            rest = rest.dropFirst(text.count + 1)
            return text.map { CChar(bitPattern: $0) } + [0]
        }

        mutating func next() {
            naru_error_free(error)
            error = nil
            let column = Int32(Int8(bitPattern: rest.first ?? 0))
            switch byte() % 16 {
            case 0, 1:
                naru_finalize(query)
                query = naru_prepare(dataset, text(), &error)
                _ = naru_set_limits(query, 2, 1 << 28, 100)
                _ = naru_set_threads(query, 1)
            case 2, 3: _ = naru_step(query, &error)
            case 4: _ = naru_bind_text(query, text(), text())
            case 5: _ = naru_bind_json(query, text(), text())
            case 6: _ = naru_bind_int64(query, text(), Int64(byte()) << 56)
            case 7: _ = naru_bind_double(query, text(), Double(bitPattern: UInt64(byte()) << 56))
            case 8: _ = naru_set_today(query, text())
            case 9: naru_free(naru_run_json(dataset, text(), text(), &error))
            case 10: naru_free(naru_evidence_json(query, UInt64(byte()), &error))
            case 11: naru_free(naru_counts_json(query))
            case 12: naru_reset(query)
            case 13:
                _ = (
                    naru_column_name(query, column), naru_column_type(query, column), naru_parameter_name(query, column)
                )
                _ = (naru_is_absent(query, column), naru_int64(query, column), naru_double(query, column))
                _ = (naru_bool(query, column), naru_text(query, column), naru_json(query, column))
            case 14: naru_finalize(query)
            default:
                _ = (naru_error_json(error), naru_error_rendered(query), naru_column_count(dataset))
                _ = naru_step(dataset, &error)
            }
        }

        mutating func end() {
            naru_error_free(error)
            naru_finalize(query)
            naru_finalize(query)
            naru_close(dataset)
        }
    }
}
