/// How much may be owed before nothing more is taken.
public struct BacklogLimits: Hashable, Sendable {
    /// To the webhooks of one network.
    public var perNetwork: BacklogSize
    /// To all webhooks together.
    public var total: BacklogSize

    /// Limits that a disk of some 100 GB has room for.
    public init(
        perNetwork: BacklogSize = BacklogSize(deliveries: 10_000_000, bytes: 10 << 30),
        total: BacklogSize = BacklogSize(deliveries: 50_000_000, bytes: 50 << 30)
    ) {
        self.perNetwork = perNetwork
        self.total = total
    }

    /// Why `added` cannot be taken on top of what is owed; nil when it can.
    public func refusal(of added: BacklogSize, onTopOf network: BacklogSize, total: BacklogSize) -> StoreError? {
        let ofNetwork = network + added
        if ofNetwork.deliveries > perNetwork.deliveries { return .backlogFull }
        if ofNetwork.bytes > perNetwork.bytes { return .backlogBytesFull }
        let ofAll = total + added
        if ofAll.deliveries > self.total.deliveries { return .serverBacklogFull }
        if ofAll.bytes > self.total.bytes { return .serverBacklogBytesFull }
        return nil
    }
}
