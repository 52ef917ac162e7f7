import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// Stream's API, as far as it is about webhooks, hooks and custom commands (`reference/stream-chat.md` §12).
    mutating func addStream() {
        let rates = StreamRates()
        addStream(.get, "/app", rates, .readApp) { call, network in
            let app = try call.operations.streamApps.app(of: network.id)
            let shown = StreamView.json(app)
            return JSONObject([
                .init("app", .object(shown)), .init("event_hooks", shown["event_hooks"] ?? []),
            ])
        }
        addStream(.patch, "/app", rates, .updateApp) { call, network in
            let change = try StreamAppChange(try await call.streamBody(), at: call.operations.clock.now)
            _ = try await call.operations.streamApps.update(change, of: network.id)
            return JSONObject()
        }
        addStream(.post, "/check_push", rates, .check) { call, _ in
            let body = try await call.streamBody()
            return JSONObject([
                .init("device_errors", [:]),
                .init(
                    "general_errors", ["Push notifications to devices are not supported by this server."]),
                .init("skip_devices", .bool(try body.flag("skip_devices") ?? false)),
                .init("rendered_apn_template", ""), .init("rendered_firebase_template", ""),
                .init("rendered_message", [:]),
            ])
        }
        for (path, queue) in [("/check_sqs", "SQS"), ("/check_sns", "SNS")] {
            addStream(.post, path, rates, .check) { call, _ in
                _ = try await call.streamBody()
                return JSONObject([
                    .init("status", "error"),
                    .init("error", .string("Sending to \(queue) is not supported by this server.")),
                    .init("data", [:]),
                ])
            }
        }
        addStreamCommands(rates)
    }

    private mutating func addStreamCommands(_ rates: StreamRates) {
        let one = "/commands/{command}"
        addStream(.get, "/commands", rates, .commands) { call, network in
            let commands = try call.operations.commands.all(of: network.id)
            return JSONObject([.init("commands", .array(commands.map { .object(StreamView.json($0)) }))])
        }
        addStream(.post, "/commands", rates, .commands) { call, network in
            let fields = try await call.streamCommandFields(known: ["name", "description", "args", "set"])
            let command = try await call.operations.commands.create(fields, in: network.id)
            return JSONObject([.init("command", .object(StreamView.json(command)))])
        }
        addStream(.get, one, rates, .commands) { call, network in
            let command = StreamView.json(
                try call.operations.commands.command(try call.parameter("command"), of: network.id))
            // SDKs read the fields inline; the object is there as everywhere else.
            var answer = command
            answer["command"] = .object(command)
            return answer
        }
        addStream(.put, one, rates, .commands) { call, network in
            let fields = try await call.streamCommandFields(known: ["description", "args", "set"])
            let command = try await call.operations.commands.update(
                try call.parameter("command"), of: network.id, fields)
            return JSONObject([.init("command", .object(StreamView.json(command)))])
        }
        addStream(.delete, one, rates, .commands) { call, network in
            let name = try call.parameter("command")
            try await call.operations.commands.delete(name, of: network.id)
            return JSONObject([.init("name", .string(name))])
        }
    }

    private mutating func addStream(
        _ method: HTTPRequest.Method, _ path: String, _ rates: StreamRates,
        _ family: StreamRates.Family,
        _ handler: @escaping @Sendable (Call, Network) async throws -> JSONObject
    ) {
        addVendor(method, path, prefix: "/stream") { call in
            let start = ContinuousClock.now
            let network = try await call.streamNetwork()
            let headers = try rates.count(family, of: network.id, at: call.operations.clock.now)
            var answer: JSONObject
            do {
                answer = try await handler(call, network)
            } catch let error where error is StreamFault || error is OperationError {
                var fault = StreamFault(error)
                fault.headers = headers
                throw fault
            }
            answer["duration"] = .string(StreamDuration.text(start.duration(to: .now)))
            var response = Response.json(
                .object(answer), status: method == .post && path == "/commands" ? .created : .ok)
            for field in headers { response.headers[field.name] = field.value }
            return response
        }
    }
}

extension Call {
    private static let authType = HTTPField.Name("stream-auth-type")

    /// The network of the `api_key`, once the token proves that its server calls.
    fileprivate func streamNetwork() async throws(StreamFault) -> Network {
        guard let key = VendorQuery(request).text("api_key"),
            let network = operations.directory.network(forStreamKey: key),
            let secret = network.credentials.stream?.key(named: key)?.apiSecret
        else { throw .unknownKey }
        if let type = Self.authType.flatMap({ request.headers[$0] }), type.lowercased() != "jwt" {
            throw .auth("Stream-Auth-Type must be jwt")
        }
        guard let header = request.headers[.authorization], !header.isEmpty else {
            throw .auth("Authorization is required")
        }
        let token = BearerToken.read(header).map(String.init) ?? header
        try await StreamToken.read(token, secret: secret).check(at: operations.clock.now)
        return network
    }

    fileprivate func streamBody() async throws -> StreamBody {
        guard let object = try await vendorBody() else {
            throw StreamFault.input("The request body must be a JSON object")
        }
        return StreamBody(object: object)
    }

    /// What a command is to have. SDKs send empty text for what was not set: it counts as absent.
    fileprivate func streamCommandFields(known: [String]) async throws -> JSONValue {
        let body = try await streamBody()
        var fields = JSONObject()
        for key in known {
            if let text = try body.text(key), !text.isEmpty { fields[key] = .string(text) }
        }
        return .object(fields)
    }
}
