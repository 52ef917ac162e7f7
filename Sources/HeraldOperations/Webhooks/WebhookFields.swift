import HeraldCatalogue
import HeraldJSON
import HeraldModel

/// Reads the settings of a webhook from a request, for creation and change alike.
struct WebhookFields {
    let network: Network
    let tls: TLSFields
    private(set) var warnings: [FieldWarning] = []

    init(network: Network, tls: TLSFields) {
        self.network = network
        self.tls = tls
    }

    /// Applies every member that is there. Null puts an optional setting back to its default.
    ///
    /// The URL's form is checked here; where it leads is the caller's to find out.
    mutating func apply(_ reader: inout FieldReader, to webhook: inout Webhook) {
        reader.update(&webhook.url, "url", .receiverURL)
        var noticed: [FieldWarning] = []
        let patterns = EventPatternReader(catalogue: EventCatalogue.catalogue(for: network.dialect))
        reader.update(
            &webhook.events, "events", cleared: [.everything],
            FieldRule { value throws(FieldProblem) in
                try patterns.read(value, pointer: "/events", warnings: &noticed)
            })
        reader.update(&webhook.filter, "filter", cleared: .some(nil), FieldRule<PayloadFilter>.filter.optional)
        reader.update(&webhook.dialect, "dialect", cleared: .some(nil), FieldRule<Dialect>.choice.optional)
        reader.update(&webhook.description, "description", cleared: "", .text(0...512))
        reader.update(&webhook.ordering, "ordering", cleared: Ordering.none, .choice)
        reader.update(
            &webhook.timeoutMilliseconds, "timeoutMs", cleared: .some(nil),
            FieldRule<Int64>.integer(100...30_000).optional)
        reader.update(&webhook.retry, "retry", cleared: .durable, .retry)
        reader.update(&webhook.headers, "headers", cleared: [], .headers)
        reader.update(
            &webhook.rateLimitPerSecond, "rateLimitPerSecond", cleared: .some(nil),
            FieldRule<Int>.count(1...100_000).optional)
        reader.update(
            &webhook.maxConcurrency, "maxConcurrency", cleared: .some(nil), FieldRule<Int>.count(1...1000).optional)
        reader.update(&webhook.legacySignature, "legacySignature", cleared: false, .flag)
        reader.update(&webhook.resigns, "resign", cleared: false, .flag)
        applyOptions(&reader, to: &webhook)
        let current = webhook.tls
        reader.update(
            &webhook.tls, "tls", cleared: .some(nil),
            FieldRule<WebhookTLS?> { [tls] value throws(FieldProblem) in
                try tls.read(value, changing: current, warnings: &noticed)
            })
        if webhook.tls != nil, let url = try? WebhookURL(webhook.url), !url.isSecure {
            reader.fail("tls", FieldProblem("is only for https URLs; set it to null or change 'url'"))
        }
        warnings = noticed
    }

    /// Reads what the webhook chooses about its dialect. Another dialect's choices are refused, and fall back to
    /// their defaults when the dialect changes.
    private func applyOptions(_ reader: inout FieldReader, to webhook: inout Webhook) {
        var options = webhook.options
        reader.update(&options.includeMembers, "includeMembers", cleared: false, .flag)
        reader.update(&options.includeUnreadCount, "includeUnreadCount", cleared: false, .flag)
        reader.update(&options.compression, "compression", cleared: DialectOptions.Compression.none, .choice)
        let limited = options.limited(to: webhook.effectiveDialect(in: network))
        let changes = [
            ("includeMembers", "sendbird", options.includeMembers != limited.includeMembers),
            ("includeUnreadCount", "sendbird", options.includeUnreadCount != limited.includeUnreadCount),
            ("compression", "stream", options.compression != limited.compression),
        ]
        for (key, dialect, isForeign) in changes where isForeign && reader.has(key) {
            reader.fail(key, FieldProblem("is only for webhooks of the dialect '\(dialect)'"))
        }
        webhook.options = limited
    }
}
