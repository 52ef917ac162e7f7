/// A condition a network's owner wants to hear of: a success rate under, a lag over, or a silence for so much.
public struct AlertRule: Hashable, Sendable {
    public let id: AlertID
    public let networkID: NetworkID
    public var name: String
    /// What is measured. Never changed.
    public let metric: Metric
    /// What it is measured of. Never changed.
    public let subject: Subject
    /// In the metric's unit; see ``Metric``.
    public var threshold: Double
    /// How far back a success rate looks.
    public var windowMinutes: Int64
    /// The fewest finished deliveries, or requests to a source, a success rate is judged by.
    public var minimum: Int64
    /// How long the condition must hold before the rule fires.
    public var forSeconds: Int64
    /// Whether it is measured at all.
    public var isEnabled: Bool
    public let createdAt: Timestamp
    public var updatedAt: Timestamp
    /// Since when the rule fires; nil while it does not.
    public var firingSince: Timestamp?

    /// What a rule measures.
    public enum Metric: String, Hashable, Sendable, CaseIterable {
        /// Delivered among finished deliveries, or taken among requests to a source, 0–1. Fires below the threshold.
        case successRate
        /// How many deliveries are owed, or events not acknowledged by a consumer. Fires above the threshold.
        case lag
        /// Seconds since the newest event, or genuine request to a source. Fires from the threshold on.
        case silence
    }

    /// What a rule is about.
    public enum Subject: Hashable, Sendable {
        /// The network as a whole.
        case network
        case webhook(WebhookID)
        /// A source of the gateway, by the text of its id.
        case source(String)
        /// A pull consumer, by its name.
        case consumer(String)
    }

    /// How long a success rate may look back, in minutes.
    public static let windows: ClosedRange<Int64> = 1...1440
    /// How long a condition may be asked to hold, in seconds.
    public static let holds: ClosedRange<Int64> = 0...86_400

    /// Describes a rule that does not fire.
    public init(
        id: AlertID, networkID: NetworkID, name: String, metric: Metric, subject: Subject = .network,
        threshold: Double, windowMinutes: Int64 = 5, minimum: Int64 = 20, forSeconds: Int64 = 0,
        isEnabled: Bool = true, createdAt: Timestamp, updatedAt: Timestamp? = nil, firingSince: Timestamp? = nil
    ) {
        self.id = id
        self.networkID = networkID
        self.name = name
        self.metric = metric
        self.subject = subject
        self.threshold = threshold
        self.windowMinutes = windowMinutes
        self.minimum = minimum
        self.forSeconds = forSeconds
        self.isEnabled = isEnabled
        self.createdAt = createdAt
        self.updatedAt = updatedAt ?? createdAt
        self.firingSince = firingSince
    }

    /// Whether `value` is what the rule is there to tell of.
    public func isMet(by value: Double) -> Bool {
        switch metric {
        case .successRate: value < threshold
        case .lag: value > threshold
        case .silence: value >= threshold
        }
    }
}

extension AlertRule.Metric {
    /// Whether there is such a measure of `subject`.
    public func applies(to subject: AlertRule.Subject) -> Bool {
        switch (self, subject) {
        case (.successRate, .network), (.successRate, .webhook), (.successRate, .source): true
        case (.lag, .network), (.lag, .webhook), (.lag, .consumer): true
        case (.silence, .network), (.silence, .source): true
        default: false
        }
    }

    /// What ``applies(to:)`` allows, as the API names it.
    public var subjects: String {
        switch self {
        case .successRate: "the network, a 'webhook' or a 'source'"
        case .lag: "the network, a 'webhook' or a 'consumer'"
        case .silence: "the network or a 'source'"
        }
    }
}
