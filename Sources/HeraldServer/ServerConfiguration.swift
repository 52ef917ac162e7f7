public import HeraldHooks
public import HeraldModel
public import HeraldOperations
public import HeraldPanel
public import Logging

/// Everything a server can be told at its start. `init(reader:)` documents the keys.
public struct ServerConfiguration: Sendable {
    /// The address to listen on.
    public var listenHost = "127.0.0.1"
    /// The port to listen on; 0 lets the system choose.
    public var listenPort = 8080
    public var store = StoreLocation.sqlite(path: "herald.db")
    /// The admin key to accept; nil makes one at the first start and prints it.
    public var adminKey: String?
    /// Base64 of 32 bytes that encrypt secrets at rest; nil keeps a key file beside the store.
    public var secretKey: String?
    /// Forbidden address ranges that deliveries may reach all the same, in CIDR notation.
    public var allowAddresses: [String] = []
    /// Load balancers whose `X-Forwarded-For` is believed.
    public var trustedProxies: [CIDR] = []
    public var logLevel = Logger.Level.info
    public var limits = Limits()
    public var retention = RetentionPolicy()
    /// How long a shutdown waits for requests under way.
    public var shutdownGrace: Duration = .seconds(10)
    /// How long external event ids are remembered.
    public var duplicateWindow: Duration = .seconds(86_400)
    /// Where deliveries leave from, by region; straight from this machine when empty.
    public var egress: [EgressSetting] = []
    /// How long between two looks at alert rules.
    public var alertInterval: Duration = .seconds(10)
    /// Where people reach this server; nil leaves it to each request.
    public var publicURL: WebOrigin?
    public var panel = PanelSettings()
    /// Threads for connections to receivers.
    public var deliveryThreads = 2

    /// What one network or the whole server may use.
    public struct Limits: Sendable {
        public var webhooksPerNetwork = 10
        public var alertsPerNetwork = 50
        /// Owed deliveries per network before publishing is refused with 429.
        public var backlogPerNetwork = 10_000_000
        /// Their payloads, in MiB.
        public var backlogMegabytesPerNetwork = 10_240
        /// Owed deliveries of all networks before publishing is refused with 429.
        public var backlog = 50_000_000
        /// Their payloads, in MiB.
        public var backlogMegabytes = 51_200
        /// Requests under way per webhook unless it says otherwise.
        public var concurrencyPerWebhook = 32
        /// Requests under way in all.
        public var requestsInFlight = 4096
        /// Memory for bodies waiting to be sent, in MiB.
        public var deliveryMegabytes = 64
        /// Synchronous calls.
        public var hooks = HookSettings()
        /// What a hook may answer, in KiB.
        public var hookAnswerKilobytes: Int {
            get { hooks.answerBytes >> 10 }
            set { hooks.answerBytes = newValue << 10 }
        }

        /// The defaults.
        public init() {}
    }

    /// The defaults.
    public init() {}
}

/// Where events are kept.
public enum StoreLocation: Hashable, Sendable, CustomStringConvertible {
    /// One file on a local disk.
    case sqlite(path: String)
    /// Memory only: for trying things out. Nothing survives the process.
    case memory

    /// Reads `sqlite:PATH` or `memory:`.
    public init(_ text: String) throws(ConfigurationError) {
        if text == "memory:" || text == "memory" {
            self = .memory
        } else if text.hasPrefix("sqlite:"), text.utf8.count > "sqlite:".utf8.count {
            self = .sqlite(path: String(text.dropFirst("sqlite:".count)))
        } else if text.hasPrefix("postgres") {
            throw ConfigurationError(
                key: "store", problem: "this version has no PostgreSQL driver; use sqlite:PATH or memory:")
        } else {
            throw ConfigurationError(key: "store", problem: "'\(text)' is neither sqlite:PATH nor memory:")
        }
    }

    public var description: String {
        switch self {
        case .sqlite(let path): "sqlite:\(path)"
        case .memory: "memory:"
        }
    }
}

/// A setting that cannot be used.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The setting, as in the configuration file.
    public let key: String
    /// What is wrong and what would be right. Never the value of a secret.
    public let problem: String

    /// Names the setting and the problem.
    public init(key: String, problem: String) {
        self.key = key
        self.problem = problem
    }

    public var description: String { "setting '\(key)': \(problem)" }
}
