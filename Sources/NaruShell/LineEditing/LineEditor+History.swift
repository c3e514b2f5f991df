extension LineEditor {
    /// Goes through older statements that begin as the text did.
    func browse(older: Bool) {
        let browsing = self.browsing ?? History.Browsing(typed: text.text, place: history.entries.count)
        guard let next = history.step(browsing, older: older) else { return }
        replaceAll(with: next.isAtTyped ? next.typed : history.entries[next.place])
        self.browsing = next.isAtTyped ? nil : next
        self.browsing?.left = text
    }

    /// Ctrl-R: finds older statements that contain what is typed now.
    func search() -> KeyOutcome {
        completing = nil
        browsing = nil
        layout.below = []
        let before = text
        var wanted = ""
        var place = history.entries.count
        while true {
            let found = place < history.entries.count ? history.entries[place] : wanted.isEmpty ? before.text : ""
            show(wanted, found, isMissing: !wanted.isEmpty && place >= history.entries.count)
            guard let key = nextKey() else {
                restore(before)
                if Signals.wasInterrupted { Signals.forgetInterrupts() }
                return .refresh
            }
            switch key.value {
            case 0x12: place = history.place(containing: wanted, before: place) ?? place
            case 0x08, 0x7F:
                if !wanted.isEmpty { wanted.removeLast() }
                place = history.place(containing: wanted, before: history.entries.count) ?? history.entries.count
            case 0x07:
                restore(before)
                return .refresh
            case 0x20...:
                wanted.unicodeScalars.append(key)
                place =
                    history.place(containing: wanted, before: min(place + 1, history.entries.count))
                    ?? history.entries.count
            default:
                // Any other key takes what was found, and then does what it does.
                replaceAll(with: place < history.entries.count ? history.entries[place] : before.text)
                if key.value != 0x1B { pushBack(key) }
                return .refresh
            }
        }
    }

    private func restore(_ before: EditText) {
        replaceAll(with: before.text)
        move(to: before.cursor)
    }

    private func show(_ wanted: String, _ found: String, isMissing: Bool) {
        var searching = layout
        searching.hint = ""
        searching.below = [[StyledText(text: "(\(isMissing ? "✗ " : "")search) \(wanted)", style: .note)]]
        let saved = layout
        layout = searching
        draw(EditText(found), leaving: false)
        layout = saved
    }
}
