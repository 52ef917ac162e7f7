import HeraldModel

extension OperationError {
    /// The same words for an unknown name, a wrong password and an unknown key.
    public static let signInFailed = OperationError(
        .unauthenticated, code: "sign_in_failed", title: "Sign-in failed",
        detail: "These credentials are not right. Check them and try again.")

    /// Too many attempts from one address or for one name.
    static func tooManySignIns(retryAfter seconds: Int) -> OperationError {
        OperationError(
            .throttled, code: "too_many_sign_ins", title: "Too many attempts",
            detail: "There were too many attempts to sign in. Try again in \(seconds) s.", retryAfter: seconds)
    }

    /// The key is right, but its role reads nothing.
    static func seesNothing(_ role: Role) -> OperationError {
        OperationError(
            .forbidden, code: "forbidden", title: "Not allowed",
            detail: "The role '\(role.rawValue)' sees no page; sign in with \(Need.read.description).")
    }
}
