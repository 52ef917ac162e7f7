public import HeraldHooks
public import HeraldJSON
public import HeraldModel

/// Asks the hooks of networks, and tells what they answered lately.
public struct HookCalls: Sendable {
    let directory: Directory
    let caller: HookCaller

    /// The most bytes the body of a question may have.
    public static let bodyBytes = 256 << 10

    /// Asks before a message is stored, from `{"message","user","channel","requestInfo"?}`.
    public func beforeMessageSend(
        _ body: JSONValue, in networkID: NetworkID
    ) async throws(OperationError) -> HookOutcome<MessageVerdict> {
        let network = try requireNetwork(networkID)
        var reader = FieldReader(body)
        let message = reader.required("message", Self.object)
        let user = reader.required("user", Self.object)
        let channel = reader.required("channel", Self.object)
        let info = reader.optional("requestInfo", Self.object)
        try reader.finish()
        guard let message, let user, let channel else { throw .invalidFields(reader.errors) }
        var question = JSONObject([
            .init("message", .object(message)), .init("user", .object(user)), .init("channel", .object(channel)),
        ])
        question["request_info"] = info.map(Self.requestInfo)
        return await ask(
            .beforeMessageSend, HookQuestion(body: .object(question)), in: network,
            judge: MessageJudge(message: message, dialect: network.dialect))
    }

    /// Asks what a custom command does, from `{"command","message","user","formData"?}`.
    public func customCommand(
        _ body: JSONValue, in networkID: NetworkID
    ) async throws(OperationError) -> HookOutcome<CommandVerdict> {
        let network = try requireNetwork(networkID)
        var reader = FieldReader(body)
        let command = reader.required("command", .text(1...64))
        let message = reader.required("message", Self.object)
        let user = reader.required("user", Self.object)
        let form = reader.optional("formData", Self.object)
        try reader.finish()
        guard let command, let message, let user else { throw .invalidFields(reader.errors) }
        guard command == ChatCommand.interactionName || directory.command(command, of: networkID) != nil else {
            throw .unknownCommand(command, known: directory.commands(of: networkID).map(\.name))
        }
        var question = JSONObject([
            .init("message", .object(Self.invocation(message, of: command))), .init("user", .object(user)),
        ])
        question["form_data"] = form.map(JSONValue.object)
        return await ask(
            .customCommand, HookQuestion(body: .object(question), command: command, subject: command), in: network,
            judge: CommandJudge(message: message))
    }

    /// Asks before an action, from `{"eventName","data","actor"}`.
    public func preHook(
        _ body: JSONValue, in networkID: NetworkID
    ) async throws(OperationError) -> HookOutcome<ActionVerdict> {
        let network = try requireNetwork(networkID)
        var reader = FieldReader(body)
        let event = reader.required("eventName", .text(1...128))
        let data = reader.required("data", Self.object)
        let actor = reader.required("actor", Self.object)
        try reader.finish()
        guard let event, let data, let actor else { throw .invalidFields(reader.errors) }
        let question: JSONValue = ["eventName": .string(event), "data": .object(data), "actor": .object(actor)]
        return await ask(
            .preHook, HookQuestion(body: question, subject: event), in: network, judge: ActionJudge(data: data))
    }

    /// The last calls of a hook, newest first.
    public func records(of kind: Hook.Kind, in network: NetworkID) throws(OperationError) -> [HookCallRecord] {
        let key = Hook.Key(networkID: network, kind: kind)
        guard directory.hook(key) != nil else { throw .notFound("hook") }
        return caller.records(of: key)
    }

    /// Whether a hook is paused because it does not answer.
    public func isPaused(_ hook: Hook.Key) -> Bool { caller.isPaused(hook) }

    /// How many hooks are paused.
    public var pausedHooks: Int { caller.pausedHooks }

    /// What hooks decided since the server started.
    public var metrics: HookMetrics { caller.metrics }

    private func ask<Judge: HookJudge>(
        _ kind: Hook.Kind, _ question: HookQuestion, in network: Network, judge: Judge
    ) async -> HookOutcome<Judge.Verdict> {
        guard let hook = directory.hook(Hook.Key(networkID: network.id, kind: kind)) else {
            return .withoutHook(judge)
        }
        return await caller.ask(question, of: hook, in: network, judge: judge)
    }

    private func requireNetwork(_ id: NetworkID) throws(OperationError) -> Network {
        guard let network = directory.network(id) else { throw .notFound("network") }
        return network
    }

    /// What the vendor's hook sees of a message with a command (`reference/stream-chat.md` §10): its name and what
    /// follows it, when the app did not say.
    private static func invocation(_ message: JSONObject, of command: String) -> JSONObject {
        var message = message
        if message["command"] == nil { message["command"] = .string(command) }
        let start = "/\(command)"
        if message["args"] == nil, let text = message["text"]?.string, text.hasPrefix(start) {
            let rest = text.dropFirst(start.count)
            if rest.isEmpty || rest.first == " " { message["args"] = .string(String(rest.drop { $0 == " " })) }
        }
        return message
    }

    /// The vendor spells its keys another way than Herald's API.
    private static func requestInfo(_ info: JSONObject) -> JSONValue {
        .object(
            JSONObject(info.members.map { .init($0.key == "userAgent" ? "user_agent" : $0.key, $0.value) }))
    }

    private static var object: FieldRule<JSONObject> {
        FieldRule { value throws(FieldProblem) in
            guard let object = value.object else { throw FieldProblem("must be an object") }
            return object
        }
    }
}
