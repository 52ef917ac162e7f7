import HeraldModel
import HeraldOperations

/// A consumer with what lies before it.
struct ConsumerRow {
    let href: String
    let consumerName: String
    let wants: String
    let lag: String
    let hasLag: Bool
    /// How long the bar of its lag is, of 96: the list's largest lag fills it.
    let bar: Int
    let oldest: String
    let leased: String
    let waiting: String
    let dead: String
    let hasDead: Bool
    let expired: String
    let lastLease: Moment

    init(_ detail: ConsumerDetail, largestLag: Int = 0) {
        let consumer = detail.consumer
        let state = detail.state
        href = Visit.path(consumer.networkID, "/consumers/\(FormText.encode(consumer.name))")
        consumerName = consumer.name
        wants = consumer.events.map { PlainText.visible($0.description) }.joined(separator: ", ")
        lag = Figure.count(state.lag) + (state.isLagMore ? "+" : "")
        hasLag = state.lag > 0
        bar = largestLag > 0 ? max(state.lag > 0 ? 2 : 0, state.lag * 96 / largestLag) : 0
        oldest = detail.oldestAgeMilliseconds.map { Figure.duration(microseconds: $0 * 1000) } ?? "–"
        leased = Figure.count(state.leased)
        waiting = Figure.count(state.waiting)
        dead = Figure.count(state.dead)
        hasDead = state.dead > 0
        expired = Figure.count(state.expired)
        lastLease = Moment(state.lastLeaseAt)
    }
}
