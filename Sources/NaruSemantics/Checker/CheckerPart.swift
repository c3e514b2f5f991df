import NaruSyntax

/// A part of the checker: a value that knows where it works, and keeps nothing
/// else. What several parts say and ask stands here; for the rest they call
/// each other by name.
///
/// An expression that is reported gets the type `unknown`, which fits anywhere,
/// so one mistake is reported once.
protocol CheckerPart {
    var context: CheckContext { get }
}

extension CheckerPart {
    var run: CheckRun { context.run }
    var catalog: any DatasetCatalog { context.run.catalog }
    var index: SchemaIndex { context.run.index }
    var schema: Schema { context.run.index.schema }
    var definitions: Definitions { context.run.definitions.table }
    var environment: Environment { context.environment }
    /// Innermost last; frame 0 is the last.
    var frames: [NameScope] { context.environment.frames }

    func report(_ diagnostic: Diagnostic) { context.report(diagnostic) }

    /// Reports and gives the expression that stands for the mistake.
    func invalid(_ diagnostic: Diagnostic, at span: Span) -> TypedExpression {
        report(diagnostic)
        return invalid(at: span)
    }

    func invalid(at span: Span) -> TypedExpression { TypedExpression(.invalid, .unknown, at: span) }

    /// The user's own words.
    func text(_ span: Span) -> String {
        guard span.start >= 0, span.start <= span.end, span.end <= context.source.utf8.count else { return "" }
        return String(decoding: context.source.utf8[span.start..<span.end], as: UTF8.self)
    }

    func text(_ expression: Expression) -> String { text(expression.span) }

    /// What `body` would report, without reporting it.
    func attempt<Result>(_ body: (CheckContext) -> Result) -> (result: Result, failed: Bool) {
        let trial = context.onTrial()
        let result = body(trial)
        return (result, trial.sink.hasErrors)
    }

    // MARK: Expressions

    func check(_ expression: Expression, expecting: Type? = nil) -> TypedExpression {
        ExpressionChecker(context: context).check(expression, expecting: expecting)
    }

    func checkElements(_ expression: Expression, wanted: Type = .text) -> TypedExpression {
        ExpressionChecker(context: context).checkElements(expression, wanted: wanted)
    }

    func checkAll(_ operands: [Expression], expecting: Type?) -> [TypedExpression] {
        ExpressionChecker(context: context).checkAll(operands, expecting: expecting)
    }

    func needsContext(_ expression: Expression) -> Bool {
        ExpressionChecker(context: context).needsContext(expression)
    }

    func condition(_ expression: Expression) -> TypedExpression {
        logic.condition(expression)
    }

    func single(_ expression: TypedExpression, use: SingleUse) -> TypedExpression {
        SingleValueChecker(context: context).single(expression, use: use)
    }

    // MARK: The other parts, at the same place

    var names: NameResolver { NameResolver(context: context) }
    var members: MemberReader { MemberReader(context: context) }
    var narrowing: Narrowing { Narrowing(context: context) }
    var entities: EntityLookup { EntityLookup(context: context) }
    var typeNames: TypeNameResolver { TypeNameResolver(context: context) }
    var lets: DefinitionUse { DefinitionUse(context: context) }
    var elements: ElementChecker { ElementChecker(context: context) }
    var arithmetic: ArithmeticChecker { ArithmeticChecker(context: context) }
    var ranges: RangeChecker { RangeChecker(context: context) }
    var logic: LogicChecker { LogicChecker(context: context) }
    var sets: SetChecker { SetChecker(context: context) }
    var memberships: MembershipChecker { MembershipChecker(context: context) }
    var windows: WindowChecker { WindowChecker(context: context) }
    var comparisons: ComparisonChecker { ComparisonChecker(context: context) }
    var literals: LiteralChecker { LiteralChecker(context: context) }
    var calls: CallChecker { CallChecker(context: context) }
    var aggregates: AggregateChecker { AggregateChecker(context: context) }
    var linkPaths: LinkPathChecker { LinkPathChecker(context: context) }
    var queries: QueryChecker { QueryChecker(context: context) }
    var completions: CompletionItems { CompletionItems(context: context) }
}
