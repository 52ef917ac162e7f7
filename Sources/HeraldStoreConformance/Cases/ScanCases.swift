import HeraldModel
import HeraldStore

extension StoreConformance {
    static let scanCases: [Case] = [
        Case("a scan passes over keys from a delivery of each on") { harness in
            let (webhook, owed) = try await harness.makeKeyed(12)
            let first = { (key: String) in owed.first { $0.event.orderingKey == key } }
            let start = try require(first("k1"), "a delivery of k1").id
            let scan = OwedScan(
                keys: .except([StableHash.of("k1"): DeliveryID(rawValue: start.rawValue + 1)]), limit: 50)
            let page = try await harness.store.owed(to: webhook, scan)
            let expected = owed.filter { $0.event.orderingKey != "k1" || $0.id == start }
            try check(page.deliveries.map(\.id), is: expected.map(\.id), "what is left")
            try check(page.deliveries.map(\.event.data), is: expected.map(\.event.data), "their payloads")
            try check(page.reached, is: owed.last?.id, "how far it came")
            try check(page.isComplete, "there is nothing more")
        },
        Case("a scan of keys reads the share of each") { harness in
            let (webhook, owed) = try await harness.makeKeyed(40)
            let ones = owed.filter { $0.event.orderingKey == "k1" }
            let twos = owed.filter { $0.event.orderingKey == "k2" }
            let shares = [
                StableHash.of("k1"): OwedScan.Share(from: ones[1].id, limit: 3),
                StableHash.of("k2"): OwedScan.Share(from: twos[0].id, limit: 2),
            ]
            let page = try await harness.store.owed(to: webhook, OwedScan(keys: .only(shares), limit: 50))
            let expected = (ones[1...3] + twos[...1]).map(\.id).sorted()
            try check(page.deliveries.map(\.id), is: expected, "the shares")
            try check(page.reached, is: expected.last, "it ends once each has its share")
            let short = OwedScan(through: ones[2].id, keys: .only(shares), limit: 50)
            let part = try await harness.store.owed(to: webhook, short)
            try check(part.deliveries.map(\.id), is: expected.filter { $0 <= ones[2].id }, "what lies before the end")
            try check(part.isComplete, "there is nothing more before the end")
        },
        Case("a page is bounded by its bytes, with one delivery at least") { harness in
            let (webhook, owed) = try await harness.makeKeyed(10)
            let size = owed[0].event.payloadBytes
            for (bytes, count) in [(0, 1), (1, 1), (size, 1), (size + 1, 2), (3 * size, 3)] {
                let page = try await harness.store.owed(to: webhook, OwedScan(limit: 9, maxBytes: bytes))
                try check(page.deliveries.map(\.id), is: owed.prefix(count).map(\.id), "owed, \(bytes) bytes")
                try check(page.reached, is: owed[count - 1].id, "how far it came")
                try check(!page.isComplete, "there is more")
                for delivery in owed { try await harness.settle(delivery, .retry(at: harness.clock.now)) }
                let due = try await harness.store.due(
                    at: webhook, before: harness.clock.now, limit: 9, maxBytes: bytes, unkeyedOnly: false)
                try check(due.deliveries.map(\.id), is: owed.prefix(count).map(\.id), "due, \(bytes) bytes")
                try check(!due.isComplete, "more is due")
            }
        },
        Case("what is due and has no key is read apart") { harness in
            let (webhook, owed) = try await harness.makeKeyed(10)
            for delivery in owed { try await harness.settle(delivery, .retry(at: harness.clock.now)) }
            let due = try await harness.store.due(
                at: webhook, before: harness.clock.now, limit: 50, maxBytes: .max, unkeyedOnly: true)
            try check(
                due.deliveries.map(\.id), is: owed.filter { $0.event.orderingKey == nil }.map(\.id), "without a key")
            try check(due.isComplete, "there is nothing more")
        },
        Case("random scans read what a plain loop reads") { harness in
            let (webhook, all) = try await harness.makeKeyed(60)
            var generator = SplitMix64(seed: 7)
            for delivery in all where Bool.random(using: &generator) { try await harness.settle(delivery, .delivered) }
            let owed = try await harness.owed(webhook)
            for _ in 0..<200 {
                let scan = OwedScan.random(over: all.map(\.id), using: &generator)
                let page = try await harness.store.owed(to: webhook, scan)
                let expected = scan.plainly(over: owed)
                try check(page.deliveries.map(\.id), is: expected.deliveries.map(\.id), "\(scan)")
                try check(page.reached, is: expected.reached, "how far it came: \(scan)")
                // A page that ends just where the rows do may say either.
                if page.isComplete != expected.isComplete {
                    try check(page.reached, is: owed.last?.id, "where it is complete: \(scan)")
                }
            }
        },
    ]
}

extension ConformanceHarness {
    /// A webhook that is owed this many deliveries: of the keys k0, k1, k2, and of none, in turn.
    fileprivate func makeKeyed(_ count: Int) async throws -> (WebhookID, [OwedDelivery]) {
        let network = try await makeNetwork()
        let webhook = try await makeWebhook(network.id)
        let events = (0..<count).map { number in
            event(data: "{\"n\":\(number + 100)}", key: number % 4 == 3 ? nil : "k\(number % 4)", to: [webhook])
        }
        try await accept(events, in: network.id)
        return (webhook, news.filter { $0.webhookID == webhook })
    }
}

extension OwedScan {
    fileprivate static func random(over ids: [DeliveryID], using generator: inout SplitMix64) -> OwedScan {
        func id() -> DeliveryID { ids.randomElement(using: &generator) ?? DeliveryID(rawValue: 0) }
        var scan = OwedScan(limit: Int.random(in: 1...20, using: &generator))
        if Bool.random(using: &generator) { scan.after = id() }
        if Bool.random(using: &generator) { scan.through = id() }
        if Bool.random(using: &generator) { scan.maxRows = Int.random(in: 1...20, using: &generator) }
        if Bool.random(using: &generator) { scan.maxBytes = Int.random(in: 1...60, using: &generator) }
        var starts: [UInt64: DeliveryID] = [:]
        for key in ["k0", "k1", "k2"] where Bool.random(using: &generator) { starts[StableHash.of(key)] = id() }
        switch Int.random(in: 0...2, using: &generator) {
        case 0: scan.keys = .except(starts)
        case 1:
            let limit = Int.random(in: 1...5, using: &generator)
            scan.keys = .only(starts.mapValues { Share(from: $0, limit: limit) })
        default: break
        }
        return scan
    }

    /// What the scan must read.
    fileprivate func plainly(over owed: [OwedDelivery]) -> OwedPage {
        var page = OwedPage(isComplete: false)
        var left: [UInt64: Int] = [:]
        var rows = 0
        if case .only(let shares) = keys {
            left = shares.mapValues(\.limit)
            if shares.isEmpty { return page }
        }
        for delivery in owed where delivery.id > after ?? DeliveryID(rawValue: -1) {
            if let through, delivery.id > through { break }
            let key = delivery.event.orderingKey.map { StableHash.of($0) }
            var isWanted = true
            switch keys {
            case .all: break
            case .except(let starts):
                if let key, let start = starts[key] { isWanted = delivery.id < start }
            case .only(let shares):
                // A scan of keys starts at the first of their shares.
                guard delivery.id >= shares.values.map(\.from).min() ?? delivery.id else { continue }
                isWanted = key.flatMap { shares[$0] }.map { $0.from <= delivery.id } ?? false
                if let key, isWanted { isWanted = left[key, default: 0] > 0 }
                if let key, isWanted { left[key, default: 0] -= 1 }
            }
            rows += 1
            page.reached = delivery.id
            if isWanted { page.deliveries.append(delivery) }
            let bytes = page.deliveries.reduce(0) { $0 + $1.event.payloadBytes }
            if rows >= maxRows || page.deliveries.count >= limit { return page }
            if bytes >= maxBytes, !page.deliveries.isEmpty { return page }
            if case .only = keys, left.values.allSatisfy({ $0 == 0 }) { return page }
        }
        page.isComplete = true
        return page
    }
}
