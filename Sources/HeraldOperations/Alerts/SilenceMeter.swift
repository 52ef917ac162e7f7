import HeraldDelivery
import HeraldModel
import HeraldStore
import Synchronization

/// Measures how long a network's log has had no new event. Herald's own events do not count: an alert must not end the
/// silence it tells of.
final class SilenceMeter: AlertMeter {
    private let store: any History
    private let directory: Directory
    /// How far each network's log is known.
    private let known = Mutex<[NetworkID: Known]>([:])

    private struct Known {
        /// Everything up to here was looked at.
        var end: EventID
        /// When the newest event came that counts.
        var newest: Timestamp
    }

    /// The first is nearly always one that counts, and events may be large.
    private static let firstPage = 1
    private static let page = 10
    /// What lies beyond is not looked at: the oldest one seen is taken for one that counts, which errs towards less
    /// silence.
    private static let pages = 50

    init(store: any History, directory: Directory) {
        self.store = store
        self.directory = directory
    }

    func measures(_ metric: AlertRule.Metric, of subject: AlertRule.Subject) -> Bool {
        metric == .silence && subject == .network
    }

    func knows(_ subject: AlertRule.Subject, of network: NetworkID) -> Bool { directory.network(network) != nil }

    func readings(for rules: [AlertRule], of network: NetworkID, at now: Timestamp) async throws -> [AlertID: Double] {
        guard let newest = try await newestEvent(of: network) else { return [:] }
        let seconds = Double(max(0, now.milliseconds - newest.milliseconds)) / 1000
        return Dictionary(uniqueKeysWithValues: rules.map { ($0.id, seconds) })
    }

    /// When the newest event that counts was accepted; a network without one has been silent since it was made.
    private func newestEvent(of network: NetworkID) async throws -> Timestamp? {
        guard let createdAt = directory.network(network)?.createdAt else {
            known.withLock { $0[network] = nil }
            return nil
        }
        let before = known.withLock { $0[network] }
        var end = before?.end
        var newest = before?.newest ?? createdAt
        var query = EventQuery(limit: Self.firstPage)
        search: for page in 0..<Self.pages {
            let events = try await OperationError.translating("network") { [query] in
                try await store.events(of: network, matching: query)
            }
            if page == 0, let first = events.first { end = first.id }
            for event in events {
                if let before, event.id <= before.end { break search }
                if !event.type.hasPrefix(EngineNotice.typePrefix) {
                    newest = event.acceptedAt
                    break search
                }
            }
            guard events.count == query.limit, let last = events.last else { break }
            if page == Self.pages - 1 { newest = max(newest, last.acceptedAt) }
            query.before = last.id
            query.limit = Self.page
        }
        if let end { known.withLock { $0[network] = Known(end: end, newest: newest) } }
        return newest
    }
}
