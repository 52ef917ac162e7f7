import HeraldModel

extension OperationError {
    /// The same words for a token that was tampered with, expired or revoked.
    public static let portalLinkInvalid = OperationError(
        .unauthenticated, code: "portal_link_invalid", title: "Link no longer valid",
        detail: "This link has expired or is not complete. Ask whoever gave it to you for a new one.")
}
