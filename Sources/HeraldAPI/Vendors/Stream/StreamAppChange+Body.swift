import HeraldJSON
import HeraldModel
import HeraldOperations

extension StreamAppChange {
    /// Reads the body of `PATCH /app` (`reference/stream-chat.md` §12.1–12.2).
    ///
    /// What server SDKs send for fields nobody set (empty names, `false`, null, zero structs) is left alone, and so is
    /// every setting that is not about webhooks.
    init(_ body: StreamBody, at now: Timestamp) throws(StreamFault) {
        self.init()
        name = try body.text("name").flatMap { $0.isEmpty ? nil : $0 }
        webhookURL = try body.text("webhook_url")
        webhookEvents = try body.types("webhook_events")
        for member in StreamApp.queueMembers {
            if let text = try body.text(member) { queue[member] = text }
        }
        beforeMessageSendURL = try body.text("before_message_send_hook_url")
        beforeMessageSendTimeoutMilliseconds = try body.number("before_message_send_hook_attempt_timeout_ms", 0...5000)
        // Its old name was custom_command_url.
        let older = try body.text("custom_command_url")
        customActionURL = try body.text("custom_action_handler_url") ?? older
        if let bodies = try body.objects("event_hooks") {
            var read: [StreamHook] = []
            for body in bodies { read.append(try StreamHook(body, at: now)) }
            hooks = read
        }
    }
}

extension StreamHook {
    /// The members of queues, and the misspelt one that an early page of Stream's shows.
    private static let queueMembers: [Kind: [String]] = [
        .sqs: ["sqs_queue_url", "sqs_region", "sqs_auth_type", "sqs_key", "sqs_secret", "sqs_role_arn"],
        .sns: ["sns_topic_arn", "sns_region", "sns_auth_type", "sns_key", "sns_secret", "sns_role_arn"],
    ]

    /// Reads an entry of `event_hooks`. Its times are the server's business.
    init(_ body: StreamBody, at now: Timestamp) throws(StreamFault) {
        guard let kind = try body.word("hook_type", Kind.self) else {
            throw .input("\(body.place)hook_type is required")
        }
        let id = try body.text("id") ?? ""
        guard id.utf8.count <= 64 else { throw .input("\(body.place)id must have at most 64 bytes") }
        self.init(
            id: id, kind: kind, isEnabled: try body.flag("enabled") ?? true,
            eventTypes: try body.types("event_types") ?? [],
            product: try body.word("product", Product.self) ?? .all, createdAt: now)
        timeoutMilliseconds = try body.number("timeout_ms", 0...Int64(30 * 86_400_000)).flatMap { $0 == 0 ? nil : $0 }
        switch kind {
        case .webhook:
            url = try body.text("webhook_url") ?? ""
            guard !url.isEmpty else { throw .input("\(body.place)webhook_url is required") }
        case .pendingMessage:
            url = try body.text("webhook_url") ?? ""
            callback = body.value("callback")
            guard (callback?.encoded().count ?? 0) <= 1024 else {
                throw .input("\(body.place)callback must have at most 1024 bytes")
            }
            guard !url.isEmpty || callback?["mode"]?.string == "CALLBACK_MODE_NONE" else {
                throw .input("\(body.place)webhook_url is required")
            }
        case .sqs, .sns:
            for member in Self.queueMembers[kind] ?? [] {
                if let text = try body.text(member), !text.isEmpty { queue[member] = text }
            }
            if kind == .sns, queue["sns_topic_arn"] == nil { queue["sns_topic_arn"] = try body.text("sns_arn_topic") }
            let target = kind == .sqs ? "sqs_queue_url" : "sns_topic_arn"
            guard queue[target]?.isEmpty == false else { throw .input("\(body.place)\(target) is required") }
        }
    }
}
