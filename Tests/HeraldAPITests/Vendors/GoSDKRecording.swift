import HeraldJSON

/// Requests in the form the Go server SDK 8.4.1 gives them: chunked bodies, a bare token, `api_key` in the query, and
/// beside every change the zero values of what nobody set (`reference/stream-chat.md` §12.2). In the order of a session.
struct GoSDKRecording: Sendable {
    /// The SDK's call, to name it when it fails.
    let call: String
    let method: String
    let path: String
    let body: String?
    let status: Int
    /// Members the answer must have, with these values.
    let answer: JSONValue

    private init(
        _ call: String, _ method: String, _ path: String, _ body: String? = nil, _ status: Int = 200,
        _ answer: JSONValue = [:]
    ) {
        self.call = call
        self.method = method
        self.path = path
        self.body = body
        self.status = status
        self.answer = answer
    }

    /// The request as bytes; the body in two chunks, as a streaming encoder writes it.
    func bytes(host: String) -> [UInt8] {
        var head = "\(method) \(path)?api_key=\(StreamCaller.key) HTTP/1.1\r\nHost: \(host)\r\n"
        head += "User-Agent: Go-http-client/1.1\r\nAuthorization: \(StreamCaller.goToken)\r\nStream-Auth-Type: jwt\r\n"
        head += "X-Stream-Client: stream-go-client-8.4.1\r\nContent-Type: application/json\r\nAccept-Encoding: gzip\r\n"
        guard let body else { return Array((head + "\r\n").utf8) }
        // The SDK's encoder ends with a line feed.
        let content = Array((body + "\n").utf8)
        let parts = [content.prefix(7), content.dropFirst(7)].filter { !$0.isEmpty }
        var bytes = Array((head + "Transfer-Encoding: chunked\r\n\r\n").utf8)
        for part in parts {
            bytes += Array((String(part.count, radix: 16) + "\r\n").utf8) + part + Array("\r\n".utf8)
        }
        return bytes + Array("0\r\n\r\n".utf8)
    }

    private static let zeros = #"""
        "name":"","organization":"","suspended":false,"suspended_explanation":"","channel_configs":null,
        "revoke_tokens_issued_before":null,"push_notifications":{"version":"","offline_only":false},"policies":null
        """#
    private static let hookTimes = #""created_at":"0001-01-01T00:00:00Z","updated_at":"0001-01-01T00:00:00Z""#
    private static let missing: JSONValue = ["code": 16, "StatusCode": 404]

    static let session: [GoSDKRecording] = [
        .init("GetAppSettings", "GET", "/app", nil, 200, ["event_hooks": []]),
        .init(
            "UpdateAppSettings", "PATCH", "/app",
            #"{\#(zeros),"webhook_url":"https://a.example/push","webhook_events":["message.new"]}"#),
        .init(
            "UpdateAppSettings with event hooks", "PATCH", "/app",
            #"""
            {\#(zeros),"event_hooks":[{"id":"","hook_type":"webhook","enabled":true,"event_types":["message.new"],
            "product":"chat","webhook_url":"https://b.example/hook",\#(hookTimes)},{"id":"","hook_type":"sqs",
            "enabled":true,"sqs_queue_url":"https://sqs.example/1/q","sqs_region":"us-east-1","sqs_auth_type":"keys",
            "sqs_key":"AKIA","sqs_secret":"s",\#(hookTimes)}]}
            """#),
        .init("UpdateAppSettings with no event hooks", "PATCH", "/app", "{\(zeros)}"),
        .init(
            "UpdateAppSettings with a hook before sending", "PATCH", "/app",
            #"{\#(zeros),"before_message_send_hook_url":"https://a.example/bms","custom_action_handler_url":"https://a.example/{type}"}"#
        ),
        .init(
            "CheckPush", "POST", "/check_push", #"{"user_id":"jim","skip_devices":true}"#, 200, ["skip_devices": true]),
        .init(
            "CheckSqs", "POST", "/check_sqs", #"{"sqs_url":"u","sqs_key":"k","sqs_secret":"s"}"#, 200,
            ["status": "error", "data": [:]]),
        .init(
            "CheckSns", "POST", "/check_sns", #"{"sns_topic_arn":"a","sns_key":"k","sns_secret":"s"}"#, 200,
            ["status": "error", "data": [:]]),
        .init(
            "CreateCommand", "POST", "/commands",
            #"{"name":"ticket","description":"Opens a ticket","args":"[text]","set":"support_set"}"#, 201),
        .init("ListCommands", "GET", "/commands"),
        .init(
            "UpdateCommand", "PUT", "/commands/ticket", #"{"name":"","description":"Other words","args":"","set":""}"#),
        .init(
            "GetCommand", "GET", "/commands/ticket", nil, 200,
            ["name": "ticket", "description": "Other words", "args": "[text]"]),
        .init("DeleteCommand", "DELETE", "/commands/ticket", nil, 200, ["name": "ticket"]),
        .init("GetCommand of none", "GET", "/commands/ticket", nil, 404, missing),
        .init("UpsertUser", "POST", "/users", #"{"users":{"jim":{"id":"jim"}}}"#, 404, missing),
        .init(
            "PartialUpdateUser", "PATCH", "/users", #"{"users":[{"id":"jim","set":{"a":1},"unset":[]}]}"#, 404, missing),
        .init("DeactivateUser", "POST", "/users/jim/deactivate", #"{"mark_messages_deleted":false}"#, 404, missing),
        .init("DeleteUser", "DELETE", "/users/jim", nil, 404, missing),
        .init(
            "CreateChannel", "POST", "/channels/messaging/general/query",
            #"{"data":{"created_by":{"id":"jim"}},"state":true}"#, 404, missing),
        .init(
            "SendMessage", "POST", "/channels/messaging/general/message",
            #"{"message":{"text":"hi","user_id":"jim","attachments":null,"mentioned_users":null,"type":"","parent_id":""}}"#,
            404, missing),
        .init("PartialUpdateMessage", "PUT", "/messages/m1", #"{"set":{"a":1},"user_id":"jim"}"#, 404, missing),
        .init("SendAction", "POST", "/messages/m1/action", #"{"message_id":"m1","form_data":{}}"#, 404, missing),
        .init("Ban", "POST", "/moderation/ban", #"{"target_user_id":"a","user_id":"b"}"#, 404, missing),
        .init("CreateChannelType", "POST", "/channeltypes", #"{"name":"x","commands":["all"]}"#, 404, missing),
    ]
}
