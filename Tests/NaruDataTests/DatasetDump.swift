import NaruData
import NaruEngine
import NaruSemantics
import NaruSyntax

/// A dataset as text, for golden files: its types, records and claims.
struct DatasetDump {
    let store: Store
    var schema: Schema { store.schema }

    static func text(_ dataset: LoadedDataset) -> String {
        let dump = DatasetDump(store: dataset.store)
        var lines = dump.types() + dump.records() + dump.claims()
        if let order = dataset.store.idOrder {
            let sorted = order.indices.sorted { order[$0] < order[$1] }
            lines += ["", "order: " + sorted.map { dump.name(Int32($0)) }.joined(separator: ", ")]
        }
        if !dataset.prelude.isEmpty { lines += ["", "prelude: \(dataset.prelude.count)"] }
        return lines.joined(separator: "\n") + "\n"
    }

    private func types() -> [String] {
        var lines = ["languages \(schema.languages.joined(separator: ", "))"]
        for type in schema.declaredTypes {
            let alias = type.aliases.isEmpty ? "" : " " + type.aliases.joined(separator: " ")
            let parent = type.parent.map { " is \(schema[$0].name)" } ?? ""
            lines.append("\(type.isAbstract ? "abstract " : "")type \(type.name)\(alias) / \(type.plural)\(parent)")
            for id in type.fields where schema.claims?.role(of: id) == nil { lines.append("  " + field(schema[id])) }
            for computed in type.computed {
                lines.append("  let \(computed.name) \(computed.aliases.joined(separator: " "))")
            }
            if let validity = type.validity {
                lines.append("  valid \(bounds(validity.start)) .. \(bounds(validity.end))")
            }
        }
        return lines
    }

    private func bounds(_ bounds: [Validity.Bound]) -> String {
        bounds.map { bound in
            switch bound {
            case .field(let name): name
            case .sum(let name, let term): "\(name) + \(term)"
            }
        }.joined(separator: " ?? ")
    }

    private func field(_ field: Field) -> String {
        var words = [([field.name] + field.aliases).joined(separator: " ") + ":"]
        switch field.content {
        case .link(let types): words.append("-> " + types.map { schema[$0].name }.joined(separator: " | "))
        case .enumeration(let id):
            words.append(
                "enum "
                    + schema[id].cases.map {
                        ([$0.name] + $0.aliases + ["'\($0.englishLabel)'"]).joined(separator: " ")
                    }.joined(separator: ", "))
        default: words.append("\(field.content)")
        }
        for (word, holds) in [
            ("many", field.isMany), ("per language", field.isLocalized), ("required", field.isRequired),
            ("label", field.isLabel), ("alias", field.isAlias), ("key", field.isKey),
        ] where holds { words.append(word) }
        if let value = field.defaultValue { words.append("default \(value)") }
        if let inverse = field.inverse {
            words.append(
                "\(field.isInverse ? "inverse of" : "inverse") \(schema[schema[inverse].owner].name).\(schema[inverse].name)"
            )
        }
        return words.joined(separator: " ")
    }

    private func records() -> [String] {
        var lines: [String] = []
        for number in (0..<store.entityCount).map({ Int32($0) }) {
            let location =
                store.claims.location(of: number).map { file, line in
                    "  # \(file.split(separator: "/").last ?? ""):\(line)"
                } ?? ""
            lines += ["", "\(name(number)) '\(store.label(of: number))'\(location)"]
            for id in schema.allFields(of: store.type(of: number)) where schema.claims?.role(of: id) == nil {
                let row = Int(number - store.range(of: schema[id].owner).lowerBound)
                if let text = value(store.column(of: id), row, schema[id]) {
                    lines.append("  \(schema[id].name): \(text)")
                }
            }
        }
        return lines
    }

    func name(_ number: EntityNumber) -> String { "\(schema[store.type(of: number)].name):\(store.id(of: number))" }

    /// nil when absent.
    private func value(_ vector: Vector, _ row: Int, _ field: Field) -> String? {
        if let valid = vector.valid, !valid[row] { return nil }
        switch vector.payload {
        case .bool(let bits): return "\(bits[row])"
        case .int(let values): return "\(values[row])"
        case .float(let values): return "\(values[row])"
        case .decimal(let values): return "\(values[row])"
        case .code(let codes): return code(codes[row], field)
        case .date(let dates): return date(dates[row])
        case .period(let start, let end): return "\(date(start[row])) / \(date(end[row]))"
        case .duration(let values): return "\(values[row])"
        case .geo(let latitude, let longitude): return "\(latitude[row]) \(longitude[row])"
        case .quantity(let values): return quantity(values, row)
        case .list(let list):
            let elements = (list.offsets[row]..<list.offsets[row + 1]).compactMap { value(list.child, Int($0), field) }
            return elements.isEmpty ? nil : "[" + elements.joined(separator: ", ") + "]"
        case .localized(let languages):
            let texts = zip(schema.languages, languages).compactMap { name, vector in
                value(vector, row, field).map { "\(name) \($0)" }
            }
            return texts.isEmpty ? nil : texts.joined(separator: ", ")
        case .days, .numbers, .record: return "?"
        }
    }

    private func quantity(_ values: QuantityColumn, _ row: Int) -> String {
        let amount = "\(values.amount[row])"
        let unit = store.texts[values.unit[row]]
        switch Quantity.Qualifier(rawValue: values.qualifier[row]) {
        case .range: return "\(amount)..\(values.upper[row]) \(unit)"
        case .exact, nil: return "\(amount) \(unit)"
        case let qualifier?: return "\(qualifier) \(amount) \(unit)"
        }
    }

    private func code(_ code: Int32, _ field: Field) -> String {
        switch field.content {
        case .link: name(code)
        case .enumeration(let id): "." + schema[id].cases[Int(code)].name
        default: "\"\(store.texts[code])\""
        }
    }

    private func date(_ date: PartialDate) -> String {
        if date.first == PartialDate.distantPast || date.last == PartialDate.distantFuture { return ".." }
        func day(_ number: Int32) -> String {
            let day = CivilDate(day: number)
            return [day.year, day.month, day.day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
        }
        let span = date.first == date.last ? day(date.first) : "\(day(date.first))…\(day(date.last))"
        return "\(span) \(date.precision)\(date.qualifier.mark)"
    }

    private func claims() -> [String] {
        guard !store.claims.claims.isEmpty else { return [] }
        return ["", "claims"]
            + store.claims.claims.map { claim in
                var words = [name(claim.subject)]
                if let field = claim.field { words[0] += "." + schema[field].name }
                if let language = claim.language { words.append(schema.languages[Int(language)]) }
                if claim.field != nil { words.append("= \(store.valueText(of: claim))") }
                if let target = claim.target { words.append("-> \(name(target))") }
                words += ["\(claim.rank)", "\(claim.basis)"]
                if claim.field != nil, !claim.isRead { words.append("unread") }
                if let reason = claim.rankReason { words.append("because '\(store.texts[reason])'") }
                for flag in store.claims.flags(of: claim) {
                    words.append("flag \(store.texts[flag.name])" + (flag.note.map { " '\(store.texts[$0])'" } ?? ""))
                }
                if let note = claim.note { words.append("note '\(store.texts[note])'") }
                for citation in store.claims.citations(of: claim) {
                    words.append(
                        "< \(store.id(of: citation.source)) '\(store.texts[citation.quote])' @\(citation.offset.map { "\($0)" } ?? "-")#\(citation.occurrence)"
                            + (citation.origin.map { " origin \(store.texts[$0])" } ?? ""))
                }
                return "  " + words.joined(separator: " ")
            }
    }
}
