/// One participant's account in deficit round-robin: each turn brings credit, each request costs some.
///
/// A turn goes on while there is credit. Its last request may cost more than is left; the debt is paid by the next
/// turns. Credit that is left when a turn ends is lost.
struct TurnAccount: Hashable {
    private(set) var credit = 0
    private var isOpen = false

    /// Begins the turn, or goes on with one that was interrupted.
    mutating func begin(quantum: Int) {
        guard !isOpen else { return }
        isOpen = true
        credit += quantum
    }

    mutating func spend(_ cost: Int) { credit -= cost }

    mutating func end() {
        isOpen = false
        credit = min(credit, 0)
    }
}
