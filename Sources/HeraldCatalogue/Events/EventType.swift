public import HeraldJSON

/// One event type of a dialect.
///
/// Shared and immutable: lookups hand out the same object.
public final class EventType: Sendable {
    /// How a name stands today.
    public enum Status: String, Sendable, CaseIterable {
        /// Publish it.
        case current
        /// The vendor withdrew it.
        case deprecated
        /// Another name of an event, or a name that never was one.
        case alias
    }

    /// The name publishers and subscriptions use.
    public let name: String
    /// The family it is listed under.
    public let group: String
    /// When it fires, in a sentence.
    public let summary: String
    /// How the name stands today.
    public let status: Status
    /// The current event that replaces this name.
    public let aliasOf: String?
    /// Current events closest in meaning, without being the same.
    public let nearest: [String]
    /// Date or period of introduction, at the precision known.
    public let since: String?
    /// Date of withdrawal.
    public let until: String?
    /// Whether the vendor's reference has it or it was deduced.
    public let evidence: String
    /// A remark for readers.
    public let note: String?
    /// Whether it belongs to the vendor's push-notification family.
    public let isPush: Bool
    /// What the payload looks like.
    public let shape: PayloadShape
    /// Why not to publish this name and what to publish instead; nil for current types.
    public let notice: String?

    let dialect: DialectTraits
    let envelope: Envelope
    let objects: ObjectTable
    let orderingRules: [OrderingRule]

    init(_ entry: CatalogueEntry, notice: String?, orderingRules: [OrderingRule], context: CatalogueContext) {
        name = entry.name
        group = entry.group
        summary = entry.summary
        status = entry.status
        aliasOf = entry.aliasOf
        nearest = entry.nearest
        since = entry.since
        until = entry.until
        evidence = entry.evidence
        note = entry.note
        isPush = entry.isPush
        shape = entry.shape
        self.notice = notice
        self.orderingRules = orderingRules
        dialect = context.traits
        envelope = entry.isPush ? context.pushEnvelope : context.envelope
        objects = context.objects
    }

    /// The name the wire body carries: an alias travels under the name of its event.
    public var wireName: String { status == .alias ? aliasOf ?? name : name }

    /// Where the ordering key stands in the payload, as JSON pointers: the first that hits wins.
    public var orderingPointers: [String] { orderingRules.map(\.path) }

    /// JSON Schema 2020-12 of the whole wire body.
    ///
    /// Built on each call.
    public var schema: JSONValue { SchemaBuilder.schema(of: self) }

    /// A realistic payload.
    ///
    /// One seed gives one cast (users, channel, community …) to every type.
    public func sample(seed: UInt64 = 0) -> JSONValue { SampleComposer.data(of: self, seed: seed) }

    /// The wire body around ``sample(seed:)``.
    public func sampleBody(seed: UInt64 = 0) -> JSONValue { SampleComposer.body(of: self, seed: seed) }
}

extension EventType: Equatable {
    /// Types are equal when their dialect and name are.
    public static func == (left: EventType, right: EventType) -> Bool {
        left === right || (left.name == right.name && left.dialect.dialect == right.dialect.dialect)
    }
}

extension EventType: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}
