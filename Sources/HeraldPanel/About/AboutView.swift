import HeraldModel
import HeraldOperations
import HeraldStore

/// What the page about the server shows. Its store and limits are for admins.
struct AboutView {
    let version: String
    let dialectNames: String
    let storeFacts: [Fact]
    let limits: [Fact]
    let retention: [Fact]
    let isAdmin: Bool
    let started: Moment?

    init(_ visit: Visit) async throws {
        let facts = visit.settings.facts
        version = facts?.version ?? "unknown"
        dialectNames = Dialect.allCases.map(\.title).joined(separator: ", ")
        isAdmin = visit.may(.admin)
        started = facts.map { Moment($0.startedAt) }
        retention = facts?.retention.facts ?? []
        guard isAdmin else {
            storeFacts = []
            limits = []
            return
        }
        let now = visit.operations.clock.now
        let usage = try await visit.operations.statistics.usage()
        var store = [Fact(name: "Store", setting: PlainText.visible(facts?.store ?? "unknown"))]
        store.append(
            Fact(
                name: "Size",
                setting: "\(Figure.bytes(usage.usedBytes)) in use, \(Figure.bytes(usage.freeBytes)) free for reuse, "
                    + "\(Figure.bytes(usage.logBytes)) write-ahead log"))
        store.append(
            Fact(
                name: "Owed now",
                setting: "\(Figure.count(usage.owed.deliveries)) deliveries, \(Figure.bytes(usage.owed.bytes))"))
        if let oldest = usage.oldestEvent {
            store.append(Fact(name: "Oldest event", setting: "\(Figure.age(from: oldest, to: now)) old"))
        }
        if let facts {
            store.append(Fact(name: "Running for", setting: Figure.age(from: facts.startedAt, to: now)))
        }
        store.append(Fact(name: "Networks", setting: Figure.count(visit.operations.directory.networks.count)))
        storeFacts = store
        limits = (facts?.limits ?? []).map { limit in
            Fact(
                name: limit.name,
                setting: limit.unit.isEmpty ? Figure.count(limit.amount) : "\(Figure.count(limit.amount)) \(limit.unit)"
            )
        }
    }
}
