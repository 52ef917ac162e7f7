public import HeraldModel

/// A file of the deliveries that failed within a window, made in the background.
public struct FailureExport: Hashable, Sendable {
    /// 16 hexadecimal digits.
    public let id: String
    public let networkID: NetworkID
    public let request: FailureExportRequest
    public let createdAt: Timestamp
    /// Opens the file to whoever holds the link. Never logged.
    public let token: String
    public var status: Status
    /// Why it failed, for its owner.
    public var failure: String?
    public var finishedAt: Timestamp?
    /// How many deliveries the file holds so far.
    public var rows = 0
    /// How many parts the file has so far.
    public var parts = 0
    public var bytes = 0
    /// The delivery the last part ended with; the next part goes on with older ones.
    var cursor: DeliveryID?

    /// How far an export is. The raw values are Sendbird's words, besides `failed`, which is ours.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        case scheduled
        case exporting
        case done
        case failed

        /// Whether nothing more happens.
        public var isFinal: Bool { self == .done || self == .failed }
    }

    /// How long a finished file can be fetched.
    public static let lifetimeMilliseconds: Int64 = 7 * 86_400_000

    /// When the file goes; nil while it is being made.
    public var expiresAt: Timestamp? { finishedAt?.advanced(byMilliseconds: Self.lifetimeMilliseconds) }

    init(id: String, networkID: NetworkID, request: FailureExportRequest, createdAt: Timestamp, token: String) {
        self.id = id
        self.networkID = networkID
        self.request = request
        self.createdAt = createdAt
        self.token = token
        status = .scheduled
    }
}
