import HeraldJSON

/// The calls of one consumer.
struct LeaseClient: Sendable {
    let client: APIClient
    let path: String
    let max: Int
    let leaseSeconds: Int

    /// Takes events; waits for some when it may.
    func lease(waits: Bool) async throws -> [LeasedEvent] {
        let body: JSONValue = [
            "max": .number(JSONNumber(max)), "waitMs": .number(JSONNumber(waits ? 20_000 : 0)),
            "leaseSeconds": .number(JSONNumber(leaseSeconds)),
        ]
        let answer = try await client.call(.post, path + "/lease", body: body)
        return (answer["events"]?.array ?? []).compactMap { LeasedEvent($0) }
    }

    func acknowledge(_ tokens: [String]) async throws {
        _ = try await client.call(.post, path + "/ack", body: ["tokens": .array(tokens.map(JSONValue.string))])
    }

    /// Gives an event back after a failure.
    func giveBack(_ event: LeasedEvent, reason: String) async throws {
        _ = try await client.call(
            .post, path + "/nack",
            body: [
                "tokens": [.string(event.token)], "delayMs": .number(JSONNumber(event.delayMilliseconds)),
                "reason": .string(reason),
            ])
    }

    /// Gives events back that nobody looked at.
    func release(_ events: [LeasedEvent]) async throws {
        guard !events.isEmpty else { return }
        _ = try await client.call(
            .post, path + "/nack",
            body: ["tokens": .array(events.map { .string($0.token) }), "countAttempt": false])
    }

    func extend(_ tokens: [String]) async throws {
        _ = try await client.call(
            .post, path + "/extend",
            body: [
                "tokens": .array(tokens.map(JSONValue.string)), "leaseSeconds": .number(JSONNumber(leaseSeconds)),
            ])
    }
}
