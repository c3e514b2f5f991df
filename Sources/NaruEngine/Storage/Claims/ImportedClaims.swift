import NaruSemantics

/// One value in a row of a table.
struct ImportedValue {
    var field: FieldID
    /// The value is `column[row]`, in a column without lists.
    var column: Vector
    var row: Int
    var language: UInt8?
}

/// The claims of rows of tables: nothing of them is stored but the values.
struct ImportedClaims {
    private let store: Store
    private let fields: [[FieldID]]

    init(_ store: Store) {
        self.store = store
        let schema = store.schema
        fields = schema.types.map { type in
            schema.allFields(of: type.id).filter {
                !schema[$0].isInverse && schema.claims?.role(of: $0) == nil
            }
        }
    }

    /// The existence of the row, and its present values.
    func count(of entity: EntityNumber) -> Int {
        var count = 1
        forEachValue(of: entity) { _, _, _, _ in
            count += 1
            return true
        }
        return count
    }

    func value(at place: Int, of entity: EntityNumber) -> ImportedValue? {
        var left = place
        var found: ImportedValue?
        forEachValue(of: entity) { field, column, row, language in
            guard left == 0 else {
                left -= 1
                return true
            }
            found = ImportedValue(field: field, column: column, row: row, language: language)
            return false
        }
        return found
    }

    /// The place of a value among those of its row: of a many-valued field the
    /// element-th one.
    func place(of field: FieldID, language: UInt8?, element: Int, in entity: EntityNumber) -> Int? {
        var place = 0
        var left = element
        var isFound = false
        forEachValue(of: entity) { other, _, _, otherLanguage in
            let isWanted = other == field && (language == nil || language == otherLanguage)
            isFound = isWanted && left == 0
            if isWanted { left -= 1 }
            if !isFound { place += 1 }
            return !isFound
        }
        return isFound ? place : nil
    }

    /// Calls in schema order until the body returns false.
    private func forEachValue(of entity: EntityNumber, _ body: (FieldID, Vector, Int, UInt8?) -> Bool) {
        for field in fields[store.type(of: entity).index] {
            let column = store.wholeColumn(of: field)
            let row = Int(entity - store.range(of: store.schema[field].owner).lowerBound)
            switch column.payload {
            case .list(let list):
                for element in Int(list.offsets[row])..<Int(list.offsets[row + 1]) {
                    if !body(field, list.child, element, nil) { return }
                }
            case .localized(let languages):
                for (language, texts) in languages.enumerated() where texts.isPresent(row) {
                    if !body(field, texts, row, UInt8(language)) { return }
                }
            case .bool, .int, .float, .decimal, .code, .date, .period, .days, .duration, .geo, .quantity, .numbers,
                .record:
                if column.isPresent(row), !body(field, column, row, nil) { return }
            }
        }
    }
}
