import HeraldCatalogue
import HeraldJSON
import HeraldModel

/// Reads the settings of a consumer from a request, for creation and change alike.
struct ConsumerFields {
    /// Where a new consumer starts.
    let start: ConsumerPlace
    let warnings: [FieldWarning]

    /// Applies every member that is there. Null puts a setting back to its default.
    init(_ reader: inout FieldReader, to consumer: inout Consumer, dialect: Dialect) {
        let defaults = Consumer(networkID: consumer.networkID, name: consumer.name, createdAt: consumer.createdAt)
        var warnings: [FieldWarning] = []
        let patterns = EventPatternReader(catalogue: EventCatalogue.catalogue(for: dialect))
        reader.update(
            &consumer.events, "events", cleared: defaults.events,
            FieldRule { value throws(FieldProblem) in
                try patterns.read(value, pointer: "/events", warnings: &warnings)
            })
        reader.update(&consumer.filter, "filter", cleared: .some(nil), FieldRule<PayloadFilter>.filter.optional)
        reader.update(&consumer.ordering, "ordering", cleared: defaults.ordering, .choice)
        reader.update(&consumer.maxAttempts, "maxAttempts", cleared: defaults.maxAttempts, .count(1...1000))
        reader.update(
            &consumer.leaseMilliseconds, "leaseSeconds", cleared: defaults.leaseMilliseconds, Self.leaseSeconds)
        reader.update(&consumer.maxOutstanding, "maxOutstanding", cleared: defaults.maxOutstanding, .count(1...10_000))
        reader.update(
            &consumer.holdMilliseconds, "retentionHoldSeconds", cleared: defaults.holdMilliseconds,
            FieldRule<Int64>.integer(60...31_536_000).then { seconds throws(FieldProblem) in seconds * 1000 })
        start = reader.optional("startAt", Self.place(words: ["now": .end, "beginning": .beginning])) ?? .end
        self.warnings = warnings
    }

    /// How long a lease lasts: seconds outside, milliseconds inside.
    static var leaseSeconds: FieldRule<Int64> {
        FieldRule<Int64>.integer(Consumer.leases.lowerBound / 1000...Consumer.leases.upperBound / 1000)
            .then { seconds throws(FieldProblem) in seconds * 1000 }
    }

    /// A place in the log: one of some words, or a time.
    static func place(words: KeyValuePairs<String, ConsumerPlace>) -> FieldRule<ConsumerPlace> {
        FieldRule { value throws(FieldProblem) in
            if let word = words.first(where: { $0.key == value.string }) { return word.value }
            guard let time = value.string.flatMap({ Timestamp($0) }) else {
                let names = words.map { "'\($0.key)'" }.joined(separator: ", ")
                throw FieldProblem("must be \(names), or an RFC 3339 time")
            }
            return .time(time)
        }
    }
}
