import HummingbirdCore

/// What a page's handler answers.
enum Outcome {
    case page(Page)
    /// Server-sent events.
    case stream(ResponseBody)
    /// Elsewhere by GET, so that a reload repeats nothing.
    case redirect(String, cookie: String? = nil)
}
