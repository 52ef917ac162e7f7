public import HeraldModel

/// What the operator set and the panel tells about the server.
public struct ServerFacts: Sendable {
    /// Which Herald this is.
    public var version: String
    /// Which store, and where.
    public var store: String
    public var startedAt: Timestamp
    public var retention: Retention
    /// The limits in force, in words.
    public var limits: [Limit]

    /// How long finished data is kept; nil keeps it.
    public struct Retention: Sendable {
        public var payloads: Duration?
        public var attempts: Duration?
        public var deliveries: Duration?
        /// The store's size, in MiB, beyond which the oldest goes earlier.
        public var maxStoreMegabytes: Int?
        /// How long the ids of events are remembered, to notice repeats.
        public var duplicateWindow: Duration

        /// Describes a policy.
        public init(
            payloads: Duration?, attempts: Duration?, deliveries: Duration?, maxStoreMegabytes: Int?,
            duplicateWindow: Duration
        ) {
            self.payloads = payloads
            self.attempts = attempts
            self.deliveries = deliveries
            self.maxStoreMegabytes = maxStoreMegabytes
            self.duplicateWindow = duplicateWindow
        }
    }

    /// One limit.
    public struct Limit: Sendable {
        /// What is limited.
        public var name: String
        public var amount: Int
        /// What stands behind the amount, such as `MiB`.
        public var unit: String

        /// Describes a limit.
        public init(_ name: String, _ amount: Int, unit: String = "") {
            self.name = name
            self.amount = amount
            self.unit = unit
        }
    }

    /// Describes a server.
    public init(version: String, store: String, startedAt: Timestamp, retention: Retention, limits: [Limit]) {
        self.version = version
        self.store = store
        self.startedAt = startedAt
        self.retention = retention
        self.limits = limits
    }
}
