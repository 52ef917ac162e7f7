/// A receiver's URL as lists show it: queries may carry secrets, so they stay on the webhook's own page.
enum ShownURL {
    static func text(_ url: String) -> String {
        guard let mark = url.firstIndex(of: "?") else { return PlainText.visible(url) }
        return PlainText.visible(url[..<mark] + "?…")
    }
}
