import HeraldJSON
import HeraldModel
import HeraldOperations

/// How a source looks to users. Secrets are never shown again, only what they are recognised by.
enum SourceView {
    static func json(_ door: SourceDoor) -> JSONValue {
        let source = door.source
        return .object(
            JSONObject([
                .init("id", .string(source.id.description)),
                .init("networkId", .string(source.networkID.description)),
                .init("name", .string(source.name)),
                .init("provider", .string(source.provider.rawValue)),
                .init("ingestPath", .string(source.ingestPath)),
                .init("enabled", .bool(source.isEnabled)),
                .init(
                    "allowedAddresses", source.allowedAddresses.map { .array($0.map(JSONValue.string)) } ?? .null),
                .init("secrets", .array(source.secrets.map(secret))),
                .init("stats", stats(door.stats.snapshot)),
                .init("createdAt", .time(source.createdAt)),
                .init("updatedAt", .time(source.updatedAt)),
            ]))
    }

    /// What came in since the server started.
    static func stats(_ stats: SourceStats.Snapshot) -> JSONValue {
        [
            "accepted": .count(stats.accepted), "duplicates": .count(stats.duplicates),
            "legacy": .count(stats.legacy),
            "refused": .object(
                JSONObject(stats.refused.sorted { $0.key < $1.key }.map { .init($0.key, .count($0.value)) })),
            "answerTimeMs": [
                "p50": .milliseconds(microseconds: stats.answerTimes.percentile(0.5)),
                "p99": .milliseconds(microseconds: stats.answerTimes.percentile(0.99)),
            ],
            "lastEventAt": .time(stats.lastEventAt),
        ]
    }

    private static func secret(_ secret: SourceSecret) -> JSONValue {
        [
            "hint": .text(SecretHint.of(secret.value)), "apiKey": .text(secret.apiKey),
            "createdAt": .time(secret.createdAt), "expiresAt": .time(secret.expiresAt),
        ]
    }
}
