import HTTPTypes

/// What every page says about how it may be used.
enum PanelHeaders {
    static func contentSecurityPolicy(_ frames: FramePolicy) -> String {
        "default-src 'self'; frame-ancestors \(frames.ancestors); base-uri 'none'; form-action 'self'; "
            + "object-src 'none'"
    }

    private static let referrerPolicy = HTTPField.Name("referrer-policy")

    /// - Parameters:
    ///   - headers: where to add them.
    ///   - frames: who may show the page in a frame.
    ///   - hidesAddress: whether the page's address is a secret that no other may learn.
    static func add(to headers: inout HTTPFields, frames: FramePolicy, hidesAddress: Bool) {
        headers[.contentSecurityPolicy] = contentSecurityPolicy(frames)
        headers[.xContentTypeOptions] = "nosniff"
        headers[.cacheControl] = "no-store"
        if let referrerPolicy { headers[referrerPolicy] = hidesAddress ? "no-referrer" : "same-origin" }
    }
}
