// Names are those of the C header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CNaru
import Naru
import NaruEngine
import NaruSemantics

@c @implementation
public func naru_counts_json(_ query: OpaquePointer!) -> UnsafeMutablePointer<CChar>! {
    guard let (prepared, given) = try? Handles.queries[query]?.bound(), let stages = try? prepared.stages(given) else {
        return nil
    }
    return CText.copy(of: StageCountJSON.text(stages))
}

@c @implementation
public func naru_evidence_json(
    _ handle: OpaquePointer!, _ row: UInt64, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> UnsafeMutablePointer<CChar>! {
    reporting(to: error) { () throws(NaruError) in
        let (prepared, given) = try query(handle, of: "naru_evidence_json").bound()
        guard let place = Int(exactly: row), place < Int.max, let claims = try prepared.evidence(given, ofRow: place)
        else { throw NaruError(.noRow(row, of: "naru_evidence_json")) }
        return CText.copy(of: EvidenceJSON.text(claims))
    } ?? nil
}

@c @implementation
public func naru_run_json(
    _ handle: OpaquePointer!, _ source: UnsafePointer<CChar>!, _ parameters: UnsafePointer<CChar>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> UnsafeMutablePointer<CChar>! {
    let function = "naru_run_json"
    return reporting(to: error) { () throws(NaruError) in
        let session = try dataset(handle, of: function).session()
        let prepared = try session.prepare(text(source, "text", of: function))
        let given: [String: ParameterInput] =
            if let parameters {
                try Binding.object(
                    text(parameters, "parameters_json", of: function), of: prepared, in: function
                ).values()
            } else { [:] }
        return CText.copy(of: try prepared.json(given))
    } ?? nil
}

extension PreparedQuery {
    /// Nil where there is no such row.
    fileprivate func evidence(
        _ given: [String: ParameterInput], ofRow row: Int
    ) throws(NaruError) -> [RowEvidence]? {
        do throws(RunFailure) {
            return try session.evidence(of: query, in: compilation, given: given, rows: row..<(row + 1)).first
        } catch {
            throw NaruError(error, in: compilation.source)
        }
    }

    /// All rows.
    fileprivate func json(_ given: [String: ParameterInput]) throws(NaruError) -> String {
        let rows = RowsJSON(query.columns.map(\.name))
        do throws(RunFailure) {
            try self.rows(given) { batch in
                rows.append(batch)
                return true
            }
        } catch {
            throw NaruError(error, in: compilation.source)
        }
        return rows.end()
    }
}

/// Rows as they come, as one text.
private final class RowsJSON {
    private let names: [String]
    private let json = ValueJSON(language: nil)
    private var array = JSONArray()
    private var text = ""

    init(_ names: [String]) {
        self.names = names
        array.begin(&text)
    }

    func append(_ rows: [[NaruEngine.Value]]) {
        for row in rows {
            array.append(json.object(zip(names, row).map { ($0, json.text($1)) }), to: &text)
        }
    }

    func end() -> String {
        array.end(&text)
        return text
    }
}
