import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `/v1/networks/{network}/hooks/{kind}/calls`: asking a hook, and what it answered lately.
    mutating func addHookCalls() {
        let calls = "/v1/networks/{network}/hooks/{kind}/calls"
        add(.post, calls, needs: .publish) { call in
            let (kind, network) = (try call.hookKind, try call.network)
            let body = try await call.body(limit: HookCalls.bodyBytes)
            let hooks = call.operations.hookCalls
            switch kind {
            case .beforeMessageSend:
                return .json(HookOutcomeView.json(try await hooks.beforeMessageSend(body, in: network)))
            case .customCommand:
                return .json(HookOutcomeView.json(try await hooks.customCommand(body, in: network)))
            case .preHook: return .json(HookOutcomeView.json(try await hooks.preHook(body, in: network)))
            }
        }
        add(.get, calls, needs: .read) { call in
            let query = try QueryReader(call.request, known: ["limit"])
            let records = try call.operations.hookCalls.records(of: try call.hookKind, in: try call.network)
            return .json(
                ListPage.json(
                    records.prefix(try query.limit()).map(HookCallRecordView.json), nextCursor: nil))
        }
    }
}
