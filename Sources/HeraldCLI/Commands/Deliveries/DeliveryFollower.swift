import HeraldJSON

/// Finds what is new between two looks at the list of deliveries.
struct DeliveryFollower {
    private var seen: [String: String] = [:]
    private var order: [String] = []
    private var isFirstLook = true
    private let memory: Int

    /// - Parameter memory: how many deliveries are remembered.
    init(memory: Int = 10_000) { self.memory = memory }

    /// The deliveries of `page` (newest first) that are new or have moved on, oldest first. The first look shows only
    /// the last `shown`.
    mutating func take(_ page: [JSONValue], shown: Int = 10) -> [JSONValue] {
        var fresh: [JSONValue] = []
        for delivery in page.reversed() {
            guard let id = delivery["id"]?.string else { continue }
            let state = "\(delivery.text("status"))/\(DeliveryView.attemptCount(of: delivery))"
            if let known = seen[id] {
                if known == state { continue }
            } else {
                order.append(id)
            }
            seen[id] = state
            fresh.append(delivery)
        }
        if order.count > memory {
            for id in order.prefix(order.count - memory) { seen[id] = nil }
            order.removeFirst(order.count - memory)
        }
        defer { isFirstLook = false }
        return isFirstLook ? fresh.suffix(shown) : fresh
    }
}
