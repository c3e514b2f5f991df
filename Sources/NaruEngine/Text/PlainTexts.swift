import Synchronization

/// Texts that fold to themselves but for ASCII capitals, as most do.
extension TextDictionary {
    /// A bit for each written text, found once.
    var plainTexts: Bitmap {
        plainTextCache.withLock { known in
            if let known { return known }
            let found = Bitmap(count: writtenTexts.count) { (place: Int) -> Bool in
                writtenTexts.withBytes(of: place) { TextFold.isPlain($0) }
            }
            known = found
            return found
        }
    }
}
