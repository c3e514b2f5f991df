import NaruSemantics

/// Reads a whole type range by range instead of as one list.
struct ScanType: Rule {
    let name = "scan-type"

    func apply(_ plan: Plan) -> Plan {
        guard case .elements(let expression) = plan.source,
            case .entities(let type) = expression.kind
        else {
            return plan
        }
        var plan = plan
        plan.source = .scan(type)
        return plan
    }
}
