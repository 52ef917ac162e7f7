import HeraldModel
import HeraldStore
import Synchronization

/// All networks' alert rules in memory, with where they stand. Reads take a short lock and no I/O.
final class AlertBook: Sendable {
    /// A rule with where it stands.
    struct Entry: Sendable {
        var rule: AlertRule
        var state: AlertState { didSet { rule.firingSince = state.firingSince } }
        var value: Double?
        var checkedAt: Timestamp?

        /// What fired before a restart goes on firing.
        init(_ rule: AlertRule) {
            self.rule = rule
            state = rule.firingSince.map { .firing(since: $0) } ?? .quiet
        }

        var report: AlertReport {
            let condition: AlertReport.Condition =
                switch state {
                case .firing: .firing
                case .pending where rule.isEnabled: .pending
                case .quiet where rule.isEnabled && value != nil: .quiet
                default: .unknown
                }
            return AlertReport(rule: rule, condition: condition, value: value, checkedAt: checkedAt)
        }
    }

    private struct State {
        var entries: [NetworkID: [AlertID: Entry]] = [:]
        /// Networks whose turns are published, but not in the store yet.
        var unsaved: Set<NetworkID> = []
        var ids = IdentifierGenerator()
    }

    private let state = Mutex(State())

    /// Reads everything the store has.
    init(loading store: some DocumentBook) async throws {
        let documents = try await store.documents(named: AlertDocument.name)
        state.withLock { state in
            var last: Int64 = 0
            for document in documents where document.name == AlertDocument.name {
                for rule in AlertDocument.rules(in: document) {
                    state.entries[document.networkID, default: [:]][rule.id] = Entry(rule)
                    last = max(last, rule.id.rawValue)
                }
            }
            state.ids = IdentifierGenerator(after: last)
        }
    }

    /// The networks that have rules.
    var networks: [NetworkID] { state.withLock { Array($0.entries.keys) }.sorted() }

    /// How many rules fire now.
    var firingCount: Int {
        state.withLock { state in
            state.entries.values.reduce(0) { $0 + $1.values.count { $0.state.firingSince != nil } }
        }
    }

    /// The networks whose turns must still be saved.
    var unsaved: [NetworkID] { state.withLock { Array($0.unsaved) }.sorted() }

    /// A network's rules, oldest first.
    func entries(of network: NetworkID) -> [Entry] {
        state.withLock { $0.entries[network].map { Array($0.values) } ?? [] }.sorted { $0.rule.id < $1.rule.id }
    }

    func entry(_ id: AlertID, of network: NetworkID) -> Entry? { state.withLock { $0.entries[network]?[id] } }

    /// Puts entries in place of those with the same ids.
    func put(_ entries: [Entry]) {
        state.withLock { state in
            for entry in entries { state.entries[entry.rule.networkID, default: [:]][entry.rule.id] = entry }
        }
    }

    func remove(_ id: AlertID, of network: NetworkID) {
        state.withLock { state in
            state.entries[network]?[id] = nil
            if state.entries[network]?.isEmpty == true { state.entries[network] = nil }
        }
    }

    /// Forgets a network that is gone.
    func remove(_ network: NetworkID) {
        state.withLock { state in
            state.entries[network] = nil
            state.unsaved.remove(network)
        }
    }

    func setSaved(_ isSaved: Bool, _ network: NetworkID) {
        state.withLock { state in
            if isSaved { state.unsaved.remove(network) } else { state.unsaved.insert(network) }
        }
    }

    func makeID(at now: Timestamp) -> AlertID { state.withLock { AlertID(rawValue: $0.ids.next(at: now)) } }
}
