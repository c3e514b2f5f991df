extension TypedQuery {
    /// The same query over rewritten expressions. The source stands in the
    /// frame around the query, stages one frame deeper.
    package func mappingExpressions(
        _ transform: (TypedExpression, _ deeper: Int) -> TypedExpression
    ) -> TypedQuery {
        var copy = self
        copy.source.kind = source.kind.mapping(transform)
        copy.stages = stages.map { stage in
            var stage = stage
            stage.kind = stage.kind.mapping(transform)
            return stage
        }
        return copy
    }
}

extension TypedQuery {
    /// Its expressions, in the order of `mappingExpressions`.
    package func forEachExpression(_ body: (TypedExpression, _ deeper: Int) -> Void) {
        switch source.kind {
        case .elements(let expression): body(expression, 0)
        case .paths(let from, let to, let via, _, _):
            body(from, 0)
            body(to, 0)
            body(via, 1)
        case .reach(let from, let via, _), .network(let from, let via):
            body(from, 0)
            body(via, 1)
        }
        for stage in stages { stage.kind.forEachExpression(body) }
    }
}

extension TypedSource.Kind {
    fileprivate func mapping(_ transform: (TypedExpression, Int) -> TypedExpression) -> TypedSource.Kind {
        switch self {
        case .elements(let expression): .elements(transform(expression, 0))
        case .paths(let from, let to, let via, let limit, let mode):
            .paths(from: transform(from, 0), to: transform(to, 0), via: transform(via, 1), limit: limit, mode: mode)
        case .reach(let from, let via, let limit):
            .reach(from: transform(from, 0), via: transform(via, 1), limit: limit)
        case .network(let nodes, let via): .network(transform(nodes, 0), via: transform(via, 1))
        }
    }
}

extension TypedStage.Kind {
    fileprivate func forEachExpression(_ body: (TypedExpression, Int) -> Void) {
        func named(_ columns: [NamedExpression]) { for column in columns { body(column.value, 1) } }
        switch self {
        case .filter(let condition, _): body(condition, 1)
        case .select(let columns), .add(let columns), .distinct(let columns), .why(let columns): named(columns)
        case .drop, .take, .skip: break
        case .withSources(let shown): for value in shown { body(value, 1) }
        case .expand(let elements, _): body(elements, 1)
        case .join(let right, let condition, _):
            right.forEachExpression(body)
            body(condition, 1)
        case .group(let keys, let aggregates, let across):
            named(keys)
            named(aggregates)
            if let across {
                body(across.value, 1)
                for condition in across.conditions { body(condition, 1) }
            }
        case .sort(let keys): for key in keys { body(key.value, 1) }
        case .top(_, let key): body(key.value, 1)
        case .set(_, let right, _): right.forEachExpression(body)
        }
    }

    fileprivate func mapping(_ transform: (TypedExpression, Int) -> TypedExpression) -> TypedStage.Kind {
        func inside(_ expression: TypedExpression) -> TypedExpression { transform(expression, 1) }
        func named(_ columns: [NamedExpression]) -> [NamedExpression] {
            columns.map { NamedExpression(name: $0.name, value: inside($0.value)) }
        }
        func key(_ key: TypedSortKey) -> TypedSortKey {
            TypedSortKey(value: inside(key.value), isDescending: key.isDescending)
        }
        switch self {
        case .filter(let condition, let possibly): return .filter(inside(condition), possibly: possibly)
        case .select(let columns): return .select(named(columns))
        case .add(let columns): return .add(named(columns))
        case .drop, .take, .skip: return self
        case .withSources(let shown): return .withSources(shown: shown.map(inside))
        case .why(let shown): return .why(shown: named(shown))
        case .expand(let elements, let optional): return .expand(inside(elements), optional: optional)
        case .join(let right, let condition, let optional):
            return .join(right.mappingExpressions(transform), on: inside(condition), optional: optional)
        case .group(let keys, let aggregates, let across):
            return .group(
                keys: named(keys), aggregates: named(aggregates),
                across: across.map {
                    TypedAcross(value: inside($0.value), conditions: $0.conditions.map(inside))
                })
        case .sort(let keys): return .sort(keys.map(key))
        case .top(let count, let by): return .top(count, by: key(by))
        case .distinct(let keys): return .distinct(named(keys))
        case .set(let operation, let right, let slots):
            return .set(operation, right.mappingExpressions(transform), rightSlots: slots)
        }
    }
}
