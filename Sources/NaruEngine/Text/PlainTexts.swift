import NaruSemantics

/// Texts that fold to themselves but for ASCII capitals, as most do.
extension TextDictionary {
    /// A bit for each written text, found once.
    var plainTexts: Bitmap {
        plainTextCache.withLock { known in
            if let known { return known }
            let written = writtenTexts
            let found = Bitmap(count: written.count) { (place: Int) -> Bool in
                written.withBytes(of: place) { TextFold.isPlain($0) }
            }
            known = found
            return found
        }
    }
}
