extension Vector {
    /// A text in several languages as the dataset's first one, or the next
    /// that is there: what sorting and grouping go by, whatever is shown.
    var inFirstLanguage: Vector { inLanguage(0) }

    /// A text in several languages as one of them, else the first one that is
    /// there.
    func inLanguage(_ language: Int) -> Vector {
        guard case .localized(let texts) = payload, let first = texts.first else { return self }
        var result = texts.indices.contains(language) ? texts[language] : first
        for other in texts where result.valid != nil { result = result.filled(from: other) }
        return result
    }

    /// A text in one of its languages; a plain text is the same in each.
    func text(ofLanguage language: Int) -> Vector {
        guard case .localized(let texts) = payload, texts.indices.contains(language) else { return self }
        return texts[language]
    }

    /// The codes of this vector, present or not, at some rows, and those of
    /// another at the others.
    func chosen(where isChosen: Bitmap, over other: Vector) -> Vector {
        guard case .code(let codes) = payload, case .code(var result) = other.payload else { return other }
        for row in isChosen.indices { result[Int(row)] = codes[Int(row)] }
        return Vector(
            count: count, valid: (presence & isChosen) | (other.presence & ~isChosen), payload: .code(result))
    }

    /// The values of another code vector where this one is absent.
    func filled(from other: Vector) -> Vector {
        guard let valid, case .code(var codes) = payload, case .code(let others) = other.payload else { return self }
        for row in 0..<count where !valid[row] { codes[row] = others[row] }
        return Vector(count: count, valid: other.valid.map { $0 | valid }, payload: .code(codes))
    }
}
