/// What the catalogue knows about a name.
public enum Lookup: Equatable, Sendable {
    /// An event type to publish.
    case current(EventType)
    /// A name the vendor withdrew.
    case deprecated(EventType, notice: String)
    /// Another name of an event; without a canonical name it never was an event.
    case alias(EventType, canonical: String?, notice: String)
    /// Not in the catalogue; at most three names that may have been meant.
    case unknown(nearest: [String])
}
