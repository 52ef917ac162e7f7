internal import Crypto
internal import FoundationEssentials

/// Lets each event be handled once, however often it is delivered.
///
/// ```swift
/// let deduplicator = Deduplicator(storage: MemoryDeduplication())
///
/// let handling = try await deduplicator.handle(event) { try await inbox.add(event) }
/// // answer handling.statusCode
/// ```
public struct Deduplicator: Sendable {
    /// What two deliveries of the same event have in common.
    public enum Identity: Hashable, Sendable, CaseIterable {
        /// ``WebhookEvent/id``: what the provider calls the same event.
        case id
        /// ``WebhookEvent/fingerprint``: the same bytes. Nobody without the secret can change it, so it also stops
        /// recorded requests that are sent again under another `X-Webhook-Id`.
        case fingerprint
    }

    private let storage: any DeduplicationStorage
    private let scope: String
    private let identity: Identity
    private let clock: @Sendable () -> Int64

    /// An id longer than this is remembered by its hash, which bounds what a sender can make a storage keep.
    private static let idLimit = 255

    /// Prepares a de-duplicator.
    ///
    /// - Parameters:
    ///   - storage: where handled ids are remembered.
    ///   - scope: tells apart receivers that share a storage, such as two providers.
    ///   - identity: what to recognise an event by.
    ///   - clock: seconds since 1970; nil takes the system's.
    public init(
        storage: any DeduplicationStorage, scope: String = "", identity: Identity = .id,
        clock: (@Sendable () -> Int64)? = nil
    ) {
        self.storage = storage
        self.scope = scope
        self.identity = identity
        self.clock = clock ?? { Int64(Date().timeIntervalSince1970) }
    }

    /// Claims an event. After ``DeduplicationOutcome/fresh(_:)`` call ``finish(_:)`` or ``abandon(_:)``.
    public func begin(_ event: WebhookEvent) async throws -> DeduplicationOutcome {
        try await storage.begin(key(of: event), at: clock())
    }

    /// Remembers that the event was handled.
    public func finish(_ claim: DeduplicationClaim) async throws { try await storage.finish(claim, at: clock()) }

    /// Forgets the claim, so that the sender's repeat is handled.
    public func abandon(_ claim: DeduplicationClaim) async throws { try await storage.abandon(claim) }

    /// Does the work unless the event was handled before or is being handled now.
    ///
    /// Throws what the work throws, after the event was forgotten again; answer 500 then, so that the sender repeats.
    /// Also throws what the storage throws. When that happens after the work, a repeat may be handled a second time.
    public func handle(_ event: WebhookEvent, _ work: () async throws -> Void) async throws -> Handling {
        switch try await begin(event) {
        case .done: return .repeated
        case .inProgress: return .inProgress
        case .fresh(let claim):
            do {
                try await work()
            } catch {
                // The work's own error matters more; without this the lease frees the event.
                try? await abandon(claim)
                throw error
            }
            try await finish(claim)
            return .handled
        }
    }

    private func key(of event: WebhookEvent) -> String {
        let id = identity == .id ? event.id : event.fingerprint
        let bounded =
            id.utf8.count <= Self.idLimit ? id : "sha256:" + SignatureText.hex(SHA256.hash(data: Array(id.utf8)))
        return scope.isEmpty ? bounded : scope + " " + bounded
    }
}
