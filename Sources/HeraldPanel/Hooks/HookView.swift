import HeraldModel
import HeraldOperations

/// What the page of one hook shows.
struct HookView {
    let list: String
    let path: String
    let row: HookRow
    let origin: String
    let isSet: Bool
    let fullURL: String
    let facts: [Fact]
    let isUnresolved: Bool
    let isPaused: Bool
    let mayManage: Bool
    /// Only where there is a hook to try.
    var question: HookQuestionView?
    let records: [HookRecordRow]
    let pager: Pager
    let commandsPath: String?
    /// The secret, right after it was made: its only showing.
    var secret: String?
    var outcome: HookOutcomeView?

    private static let pageSize = 50

    init(_ kind: Hook.Kind, _ visit: Visit, draft: HookQuestionDraft? = nil) throws {
        let network = try visit.network
        let hook = try visit.operations.hooks.all(of: network.id).first { $0.kind == kind }
        let calls = try hook.map { try visit.operations.hookCalls.records(of: $0.kind, in: network.id) } ?? []
        list = Visit.path(network.id, "/hooks")
        path = list + "/\(kind.rawValue)"
        row = HookRow(kind, hook, HookFigures(calls), network.id, visit)
        origin = kind.origin
        isSet = hook != nil
        mayManage = visit.may(.manage)
        // A query may be a credential: who may not change a hook does not see it.
        fullURL = hook.map { visit.may(.manage) ? PlainText.visible($0.url) : ShownURL.text($0.url) } ?? ""
        facts = hook.map { Self.facts($0, in: network) } ?? []
        isUnresolved = hook?.isUnresolved ?? false
        isPaused = hook.map { visit.operations.hookCalls.isPaused($0.key) } ?? false
        question = isSet && mayManage ? try HookQuestionView(draft ?? HookQuestionDraft(kind), kind, visit) : nil
        // Calls have no ids, so the place in the log says where a page begins.
        let start = max(0, visit.query.text("cursor").flatMap(Int.init) ?? 0)
        let rest = calls.dropFirst(start)
        records = rest.prefix(Self.pageSize).map(HookRecordRow.init)
        pager = Pager(
            path, [], cursor: rest.count > Self.pageSize ? "\(start + Self.pageSize)" : nil, isFirst: start == 0)
        commandsPath = kind == .customCommand ? Visit.path(network.id, "/commands") : nil
    }

    private static func facts(_ hook: Hook, in network: Network) -> [Fact] {
        let own = SecretHint.of(hook.secrets).map { "its own secret \(PlainText.visible($0))" } ?? "its own secret"
        return [
            Fact(name: "Limit for the request", setting: "\(Figure.count(hook.attemptTimeout.wholeMilliseconds)) ms"),
            Fact(name: "Limit for everything", setting: "\(Figure.count(hook.overallTimeout.wholeMilliseconds)) ms"),
            Fact(
                name: "When it fails",
                setting: hook.onFailure == .allow ? "allow: go on unchanged" : "deny: refuse, and ask to try again"),
            Fact(
                name: "Shadow mode",
                setting: hook.isShadow ? "on: asked and recorded, but what it answers does not count" : "off"),
            Fact(name: "Signed with", setting: hook.secrets.isEmpty ? "the network's credential" : own),
            Fact(name: "Signed as", setting: network.dialect.title),
        ]
    }
}
