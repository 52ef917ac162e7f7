/// Colours text for a terminal, or leaves it as it is.
struct Style: Hashable, Sendable {
    /// Whether escape sequences may be written.
    var isEnabled: Bool

    /// The looks in use.
    enum Look: String {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
        case cyan = "36"
    }

    /// The text in the given look.
    func callAsFunction(_ look: Look, _ text: String) -> String {
        isEnabled && !text.isEmpty ? "\u{1B}[\(look.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// The look of a delivery or check by its word.
    func look(ofStatus word: String) -> Look? {
        switch word {
        case "delivered", "ok", "verified", "running", "completed", "active": .green
        case "failed", "fail", "refused", "rejected": .red
        case "waiting", "warn", "paused", "delivering", "cancelled": .yellow
        case "skipped", "pending": .dim
        default: nil
        }
    }

    /// The word in the colour of what it says.
    func status(_ word: String) -> String {
        guard let look = look(ofStatus: word) else { return word }
        return self(look, word)
    }

    /// An HTTP status in the colour of its class.
    func httpStatus(_ status: Int) -> String {
        self(status < 300 ? .green : status < 500 ? .yellow : .red, String(status))
    }
}
