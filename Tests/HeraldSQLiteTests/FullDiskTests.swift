import Foundation
import HeraldModel
import HeraldSQLite
import HeraldStore
import Synchronization
import Testing

/// Runs on a small file system of its own, which only root can mount.
@Suite(.enabled(if: SmallDisk.isAvailable), .serialized)
struct FullDiskTests {
    private let time = Timestamp(milliseconds: 1_767_312_000_000)

    @Test func refusesWhenFullAndGoesOnByItself() async throws {
        let disk = try SmallDisk(megabytes: 4)
        let place = try TemporaryStore(in: disk.folder)
        let store = try place.open()
        let news = Mutex<[OwedDelivery]>([])
        store.setCommitObserver { deliveries in news.withLock { $0 += deliveries } }
        let network = Network(id: try await store.makeNetworkID(), name: "n", dialect: .standard, createdAt: time)
        try await store.save(network)
        let webhook = Webhook(
            id: try await store.makeWebhookID(), networkID: network.id, url: "http://a.example", secrets: [],
            createdAt: time)
        #expect(try await store.add(webhook, limit: 1))

        let ballast = disk.folder + "/ballast"
        let event = NewEvent(
            type: "a", data: Array(repeating: 0x61, count: 4000), occurredAt: time, targets: [webhook.id])
        for _ in 0..<10 { _ = try await store.append([event], to: network.id) }
        try disk.fill(ballast)

        // The log may have a few pages to reuse, so it takes some appends until the disk is felt.
        var accepted = 10
        var refusal: StoreError?
        while refusal == nil {
            do {
                _ = try await store.append([event, event, event], to: network.id)
                accepted += 3
            } catch {
                refusal = error as? StoreError
                #expect(refusal == .full)
            }
        }
        #expect(news.withLock { $0.count } == accepted)
        #expect(try await store.events(of: network.id, matching: EventQuery(limit: 1000)).count == accepted)

        // Outcomes wait in the store until there is room, however large they are.
        let owed = news.withLock { $0 }
        let settlements = owed.map { delivery in
            let attempt = Attempt(
                number: 1, startedAt: time, durationMicroseconds: 1, status: 200, error: nil,
                responseBody: Array(repeating: 0x62, count: 16_000))
            return Settlement(
                deliveryID: delivery.id, webhookID: webhook.id, payloadBytes: delivery.event.data.count,
                attempt: attempt, decision: .delivered)
        }
        let isSettling = Flag()
        let isSettled = Flag()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                isSettling.set()
                try await store.settle(settlements)
                isSettled.set()
            }
            // Appends fail meanwhile, each behind a failed try of the settlements.
            var refusals = 0
            while refusals < 20 {
                if isSettling.isSet { refusals += 1 }
                await #expect(throws: StoreError.full) { try await store.append([event, event], to: network.id) }
            }
            #expect(!isSettled.isSet)
            try FileManager.default.removeItem(atPath: ballast)
            try await group.waitForAll()
        }
        #expect(try await store.backlog() == [:])
        _ = try await store.append([event], to: network.id)
        try await store.checkWritable()
        await store.close()

        let again = try place.open()
        #expect(try await again.events(of: network.id, matching: EventQuery(limit: 1000)).count == accepted + 1)
        #expect(try await again.backlog() == [webhook.id: 1])
        #expect(try await again.attempts(of: owed[0].id).count == 1)
        await again.close()
    }

    @Test func closingOnAFullDiskEnds() async throws {
        let disk = try SmallDisk(megabytes: 4)
        let place = try TemporaryStore(in: disk.folder)
        let store = try place.open()
        let network = Network(id: try await store.makeNetworkID(), name: "n", dialect: .standard, createdAt: time)
        try await store.save(network)
        let webhook = Webhook(
            id: try await store.makeWebhookID(), networkID: network.id, url: "http://a.example", secrets: [],
            createdAt: time)
        #expect(try await store.add(webhook, limit: 1))
        let event = NewEvent(type: "a", data: [1], occurredAt: time, targets: [webhook.id])
        _ = try await store.append([event], to: network.id)
        let owed = try await store.owed(to: webhook.id, after: nil, limit: 1)
        let delivery = try #require(owed.first)
        let ballast = disk.folder + "/ballast"
        try disk.fill(ballast)
        let settlements = (1...200).map { number in
            let attempt = Attempt(
                number: number, startedAt: time, durationMicroseconds: 1, status: 500, error: nil,
                responseBody: Array(repeating: 0x62, count: 16_000))
            return Settlement(
                deliveryID: delivery.id, webhookID: webhook.id, payloadBytes: delivery.event.data.count,
                attempt: attempt, decision: .retry(at: time))
        }
        let settling = Task { try await store.settle(settlements) }
        await Task.yield()
        await store.close()
        await #expect(throws: StoreError.closed) { try await settling.value }
        try FileManager.default.removeItem(atPath: ballast)
        let again = try place.open()
        #expect(try await again.backlog() == [webhook.id: 1])
        await again.close()
    }
}

/// Something that happened.
private final class Flag: Sendable {
    private let value = Mutex(false)

    var isSet: Bool { value.withLock { $0 } }

    func set() { value.withLock { $0 = true } }
}
