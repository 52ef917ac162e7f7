/// A page that asks before something is destroyed.
struct ConfirmView {
    let question: String
    let consequence: String
    /// Where the form goes.
    let action: String
    let verb: String
    let back: String
}
