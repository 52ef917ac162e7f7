public import HeraldModel

/// Carries out an ``OwedScan`` row by row, so that every driver ends a page at the same place.
///
/// For each row, oldest first: ask ``look(at:key:)``, add what it wants, stop at ``isFull``. When the rows run out,
/// call ``rowsRanOut()``.
public struct OwedPageBuilder {
    /// Where the scan starts: above this id.
    public let after: DeliveryID?
    private let scan: OwedScan
    private var shares: [UInt64: OwedScan.Share]
    private var page = OwedPage(isComplete: false)
    private var rows = 0
    private var bytes = 0

    /// What to do with a row.
    public enum Verdict: Hashable, Sendable {
        /// Load it and add it.
        case read
        case passOver
        /// The page ends before it.
        case end
    }

    /// An empty page.
    public init(_ scan: OwedScan) {
        self.scan = scan
        guard case .only(let shares) = scan.keys else {
            shares = [:]
            after = scan.after
            return
        }
        self.shares = shares
        let first = shares.values.lazy.map { DeliveryID(rawValue: $0.from.rawValue - 1) }.min()
        after = first.map { max($0, scan.after ?? $0) } ?? scan.after
    }

    /// Whether rows are judged by their keys.
    public var wantsKeys: Bool { scan.keys != .all }

    /// Judges a row by its id and the ``StableHash`` of its ordering key.
    public mutating func look(at id: DeliveryID, key: UInt64?) -> Verdict {
        if let through = scan.through, id > through {
            page.isComplete = true
            return .end
        }
        rows += 1
        page.reached = id
        switch scan.keys {
        case .all: return .read
        case .except(let starts):
            guard let key, let start = starts[key], id >= start else { return .read }
            return .passOver
        case .only:
            guard let key, let share = shares[key], id >= share.from else { return .passOver }
            shares[key] = share.limit > 1 ? OwedScan.Share(from: share.from, limit: share.limit - 1) : nil
            return .read
        }
    }

    /// Adds a row that is to be read.
    public mutating func add(_ delivery: OwedDelivery) {
        bytes += delivery.event.payloadBytes
        page.deliveries.append(delivery)
    }

    /// Whether nothing more is to be looked at.
    public var isFull: Bool {
        if page.deliveries.count >= scan.limit || rows >= scan.maxRows { return true }
        if bytes >= scan.maxBytes, !page.deliveries.isEmpty { return true }
        guard case .only = scan.keys else { return false }
        return shares.isEmpty
    }

    /// Says that the store has no more rows.
    public mutating func rowsRanOut() { page.isComplete = true }

    /// What was read.
    public consuming func finish() -> OwedPage { page }
}
