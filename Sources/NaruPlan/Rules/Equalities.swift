package import NaruSemantics
import NaruSyntax

extension TypedExpression {
    /// The operands that must all be yes for this to be yes.
    var conjuncts: [TypedExpression] {
        if case .and(let operands) = kind { return operands.flatMap(\.conjuncts) }
        return [self]
    }

    /// The two sides of an equality of single values whose "yes" is identity
    /// of the recorded value: texts, enum cases, entities, integers, truths.
    var identity: (left: TypedExpression, right: TypedExpression)? {
        guard case .compare(.equal, let left, let right) = kind, left.type.type == right.type.type,
            left.type.cardinality != .many, right.type.cardinality != .many
        else {
            if case .compare(.equal, let left, let right) = kind, case .entity = left.type.type,
                case .entity = right.type.type, left.type.cardinality != .many, right.type.cardinality != .many
            {
                return (left, right)
            }
            return nil
        }
        switch left.type.type {
        case .text, .enumeration, .entity, .int: return (left, right)
        default: return nil
        }
    }

    /// Which slots of the frame `depth` levels out the expression reads.
    package func slots(of depth: Int) -> Set<Int> {
        if case .slot(let frame, let slot) = kind { return frame == depth ? [slot] : [] }
        var found: Set<Int> = []
        forEachChild { child, deeper in found.formUnion(child.slots(of: depth + deeper)) }
        return found
    }

    /// The expression with frame numbers at `depth` and further out changed,
    /// for a place with more or fewer frames around it.
    func shiftingFrames(by amount: Int, from depth: Int = 0) -> TypedExpression {
        if case .slot(let frame, let slot) = kind {
            return frame >= depth ? TypedExpression(.slot(frame: frame + amount, slot), type, at: span) : self
        }
        return mappingChildren { child, deeper in child.shiftingFrames(by: amount, from: depth + deeper) }
    }

    /// The expression with one slot of the innermost frame renumbered.
    func renumbering(slot old: Int, to new: Int, depth: Int = 0) -> TypedExpression {
        if case .slot(depth, old) = kind { return TypedExpression(.slot(frame: depth, new), type, at: span) }
        return mappingChildren { child, deeper in child.renumbering(slot: old, to: new, depth: depth + deeper) }
    }

    /// What it says of values of the innermost frame, over what they are made
    /// of. These read the same frame.
    func replacingSlots(by values: [TypedExpression], depth: Int = 0) -> TypedExpression {
        if case .slot(depth, let slot) = kind { return values[slot].shiftingFrames(by: depth) }
        return mappingChildren { child, deeper in child.replacingSlots(by: values, depth: depth + deeper) }
    }
}
