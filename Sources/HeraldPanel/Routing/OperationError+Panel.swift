import HeraldOperations

extension OperationError {
    /// A form without its session's token, or from another site.
    static let foreignForm = OperationError(
        .forbidden, code: "form_refused", title: "Form refused",
        detail: "This form does not belong to your session. Go back, reload the page and send it again.")

    /// A form that is no form, or too long.
    static let unreadableForm = OperationError(
        .malformed, code: "unreadable_form", title: "Unreadable form",
        detail: "The form could not be read: it is too long, or not encoded the way browsers do.")

    /// Every place of a listener is taken.
    static let tooManyWatch = OperationError(
        .unavailable, code: "too_many_watch", title: "Too many open pages",
        detail: "Too many pages listen for changes already. Reload this one to see what is new.", retryAfter: 60)

    /// The page is for other roles.
    static func roleRefused(needed: String) -> OperationError {
        OperationError(
            .forbidden, code: "forbidden", title: "Not allowed",
            detail: "Your role does not allow this; it needs \(needed).")
    }

    /// A fault of ours.
    static let unexpected = OperationError(
        .failed, code: "internal_error", title: "Something went wrong",
        detail: "The page could not be made. The server's log says more.")
}
