/// One option of a select or a group of radio buttons.
struct Choice {
    let value: String
    let label: String
    var hint: String?
    let isChosen: Bool
}
