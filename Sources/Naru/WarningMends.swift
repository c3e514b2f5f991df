import NaruEngine
import NaruSemantics
import NaruSyntax

/// The expression that a warning is about, written so that it no longer warns.
struct WarningMends {
    private let warning: Warning
    private let source: SourceText

    init(_ warning: Warning, in compilation: Compilation) {
        self.warning = warning
        source = compilation.source
    }

    /// None for what an import or the dataset's own definitions compute.
    var suggestions: [Suggestion] {
        guard warning.span.text == 0, let expression else { return [] }
        return texts(of: expression).map { .write($0, for: warning.span) }
    }

    /// Read again by itself; its places count from the warning's.
    private var expression: Expression? {
        guard warning.span.start >= 0, warning.span.end <= source.utf8.count, warning.span.start < warning.span.end
        else { return nil }
        let parsed = Parser.parse(SourceText(name: source.name, text: source.text(in: warning.span)))
        guard parsed.diagnostics.isEmpty, parsed.program.statements.count == 1,
            case .query(let query) = parsed.program.statements[0].kind, query.views.isEmpty, query.stages.isEmpty,
            case .expression(let expression) = query.source.kind
        else { return nil }
        return expression
    }

    private func texts(of expression: Expression) -> [String] {
        let whole = Printer.print(expression)
        switch (warning.kind, expression.kind) {
        case (.divisionByZero, .arithmetic(_, _, let divisor)): return guarded(whole, divisor)
        case (.divisionByZero, .call(_, let arguments)) where arguments.count == 2:
            return guarded(whole, arguments[1].value)
        case (.overflow, .arithmetic(let sign, let left, let right)): return widened(left, sign, right)
        case (.overflow, .call(let name, let arguments)): return aggregated(name, arguments)
        case (.failedConversion, .call(let name, let arguments)): return rounded(name, arguments)
        case (.undefinedResult, .call(let name, let arguments)): return defined(whole, name, arguments)
        case (.undefinedResult, .member(let value, _)) where warning.cause == .property(.amount):
            return ["low", "high"].map { "\(operand(value)).\($0)" }
        default: return []
        }
    }

    private func guarded(_ whole: String, _ divisor: Expression) -> [String] {
        let (written, operand) = (Printer.print(divisor), operand(divisor))
        return ["\(operand) != 0", "\(operand).amount != 0", "\(written) != 0 days"].map { "(if \($0) then \(whole))" }
    }

    private func widened(_ left: Expression, _ sign: ArithmeticOperator, _ right: Expression) -> [String] {
        let wider: String
        switch warning.cause {
        case .arithmetic(.int): wider = "decimal"
        case .arithmetic(.decimal): wider = "float"
        default: return []
        }
        return ["\(wider)(\(Printer.print(left))) \(sign.rawValue) \(operand(right))"]
    }

    private func aggregated(_ name: Name, _ arguments: [Argument]) -> [String] {
        guard case .aggregate(_, .int) = warning.cause, arguments.count == 1 else { return [] }
        let inner = Printer.print(arguments[0].value)
        return ["\(name.text)(decimal(\(inner)))", "\(name.text)(\(operand(arguments[0].value)){x: decimal(it)}.x)"]
    }

    private func rounded(_ name: Name, _ arguments: [Argument]) -> [String] {
        guard case .function(.int, let type) = warning.cause, type == .float || type == .decimal, arguments.count == 1
        else { return [] }
        switch arguments[0].value.kind {
        // What is round already, or written out, is too large.
        case .call(let inner, _) where ["round", "floor", "ceil"].contains(inner.text): return []
        case .number(let number) where number.text.contains("e"): return []
        default: return ["\(name.text)(round(\(Printer.print(arguments[0].value))))"]
        }
    }

    private func defined(_ whole: String, _ name: Name, _ arguments: [Argument]) -> [String] {
        guard case .function(let function, _) = warning.cause, let first = arguments.first?.value else { return [] }
        switch function {
        case .sqrt: return ["(if \(operand(first)) >= 0 then \(whole))"]
        case .ln, .log: return ["(if \(operand(first)) > 0 then \(whole))"]
        default: return []
        }
    }

    private func operand(_ expression: Expression) -> String {
        let written = Printer.print(expression)
        switch expression.kind {
        case .name, .it, .member, .call, .number, .nested, .list, .parameter: return written
        default: return "(\(written))"
        }
    }
}
