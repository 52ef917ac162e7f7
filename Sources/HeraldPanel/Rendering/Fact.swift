/// One line of a list of facts: what it is about, and what holds.
struct Fact {
    let name: String
    let setting: String
    /// The time it tells of, if it tells of one.
    var moments: [Moment] = []
}
