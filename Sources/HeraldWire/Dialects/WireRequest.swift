public import HeraldModel

/// Which request is being written: what a dialect may put into its headers besides the body's signature.
///
/// Only values, so that making one costs nothing; texts are made by the dialects that send them.
public struct WireRequest: Hashable, Sendable {
    /// The network the request is made for.
    public var network: NetworkID
    /// The delivery. Zero for requests that are none, such as synchronous hooks without an id of their own.
    public var delivery: DeliveryID
    /// The event.
    public var event: EventID
    /// The id the app gave the event, if it gave one.
    public var externalID: String?
    /// The attempt's number, from 1.
    public var attempt: Int
    /// When the attempt is made.
    public var time: Timestamp
    /// The separate second request under the legacy signature is meant. Ignored by dialects without one.
    public var isLegacy: Bool

    /// Describes a request.
    public init(
        network: NetworkID, delivery: DeliveryID, event: EventID, externalID: String? = nil, attempt: Int = 1,
        time: Timestamp, isLegacy: Bool = false
    ) {
        self.network = network
        self.delivery = delivery
        self.event = event
        self.externalID = externalID
        self.attempt = attempt
        self.time = time
        self.isLegacy = isLegacy
    }

    /// The event's id as users know it: theirs, else ours.
    public var messageID: String { externalID ?? event.description }

    /// A UUID for the delivery: the same for every attempt, another for every other delivery.
    public var deliveryUUID: DeliveryUUID { DeliveryUUID(delivery: delivery, network: network) }
}
