/// One line of a list of facts: what it is about, and what holds.
struct Fact {
    let name: String
    let setting: String
}
