import Synchronization

/// Texts that fold to themselves but for ASCII capitals, as most do.
extension TextDictionary {
    /// A bit for each text, found once.
    var plainTexts: Bitmap {
        plainTextCache.withLock { known in
            if let known { return known }
            let found = findPlainTexts()
            known = found
            return found
        }
    }

    private func findPlainTexts() -> Bitmap {
        withBytes { bytes, offsets in
            Bitmap(count: count) { (code: Int) -> Bool in
                TextFold.isPlain(
                    UnsafeBufferPointer(rebasing: bytes[Int(offsets[code])..<Int(offsets[code + 1])]))
            }
        }
    }
}
