import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore

/// How a consumer and what it is handed look to users.
enum ConsumerView {
    static func json(_ detail: ConsumerDetail) -> JSONValue { .object(object(detail)) }

    /// The answer to a change, with what its owner should know.
    static func json(_ result: ConsumerResult) -> JSONValue {
        var object = object(result.detail)
        object["warnings"] = .array(result.warnings.map(WebhookView.warning))
        return .object(object)
    }

    private static func object(_ detail: ConsumerDetail) -> JSONObject {
        let (consumer, state) = (detail.consumer, detail.state)
        return JSONObject([
            .init("name", .string(consumer.name)),
            .init("networkId", .string(consumer.networkID.description)),
            .init("events", .array(consumer.events.map { .string($0.description) })),
            .init("filter", consumer.filter?.json ?? .null),
            .init("ordering", .string(consumer.ordering.rawValue)),
            .init("maxAttempts", .count(consumer.maxAttempts)),
            .init("leaseSeconds", .count(consumer.leaseMilliseconds / 1000)),
            .init("maxOutstanding", .count(consumer.maxOutstanding)),
            .init("retentionHoldSeconds", .count(consumer.holdMilliseconds / 1000)),
            .init("position", state.position.rawValue == 0 ? .null : .string(state.position.description)),
            .init("lag", .count(state.lag)),
            .init("lagIsMore", .bool(state.isLagMore)),
            .init("oldestUnacknowledgedAt", .time(state.oldestUnacknowledged)),
            .init("oldestAgeMs", .count(detail.oldestAgeMilliseconds)),
            .init("leased", .count(state.leased)),
            .init("waiting", .count(state.waiting)),
            .init("dead", .count(state.dead)),
            .init("expired", .count(state.expired)),
            .init("lastLeaseAt", .time(state.lastLeaseAt)),
            .init("createdAt", .time(consumer.createdAt)),
            .init("updatedAt", .time(consumer.updatedAt)),
        ])
    }

    /// Leased events: each as the log shows it, with its lease.
    static func json(_ batch: LeaseBatch) -> [UInt8] {
        var output = JSONOutput()
        output.object { output in
            output.key("events")
            output.array { output in
                for lease in batch.leases {
                    output.object { output in
                        output.key("leaseToken")
                        output.text(lease.token.description)
                        output.key("attempt")
                        output.value(.count(lease.attempt))
                        output.key("leaseExpiresAt")
                        output.value(.time(lease.expiresAt))
                        EventView.writeMembers(lease.event, to: &output)
                    }
                }
            }
            output.key("isMore")
            output.value(.bool(batch.isMore))
        }
        return output.bytes
    }

    /// What became of tokens, the good ones named by `done`.
    static func json(_ outcomes: [TokenOutcome], done: String) -> JSONValue {
        let results = outcomes.map { outcome -> JSONValue in
            let status = outcome.outcome == .done ? done : outcome.outcome.rawValue
            return ["token": .string(outcome.token), "status": .string(status)]
        }
        return ["results": .array(results)]
    }

    /// A page of dead letters.
    static func json(_ page: Page<DeadLetter>) -> [UInt8] {
        var output = JSONOutput()
        output.object { output in
            output.key("data")
            output.array { output in
                for letter in page.elements {
                    output.object { output in
                        output.key("attempts")
                        output.value(.count(letter.attempts))
                        output.key("reason")
                        output.text(letter.reason)
                        output.key("diedAt")
                        output.value(.time(letter.diedAt))
                        EventView.writeMembers(letter.event, to: &output)
                    }
                }
            }
            output.key("nextCursor")
            output.text(page.nextCursor)
        }
        return output.bytes
    }
}
