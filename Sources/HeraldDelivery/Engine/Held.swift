/// Where a delivery stands that memory knows.
enum Held {
    case slot(SlotTable.Slot)
    case settling(Settling)
}

/// A delivery that was let go of before all of its outcomes were recorded. Until they are, and until a page read
/// meanwhile is over, the store may still show it as owed.
struct Settling {
    /// The lane that held it.
    let lane: Int
    /// Outcomes on their way to the store.
    var unrecorded: Int
    var then: Then

    /// What follows once the outcomes are recorded.
    enum Then {
        case forget
        /// It waits in the store and must be looked for.
        case lookForIt
        /// It was made owed again meanwhile.
        case pageAgain
    }
}
