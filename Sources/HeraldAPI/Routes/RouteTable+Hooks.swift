import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `/v1/networks/{network}/hooks`.
    mutating func addHooks() {
        let all = "/v1/networks/{network}/hooks"
        let one = all + "/{kind}"
        add(.get, all, needs: .read) { call in
            _ = try QueryReader(call.request, known: [])
            let hooks = try call.operations.hooks.all(of: try call.network)
            return .json(ListPage.json(hooks.map(call.view), nextCursor: nil))
        }
        add(.get, one, needs: .read) { call in
            .json(call.view(try call.operations.hooks.hook(try call.hookKind, of: try call.network)))
        }
        add(.put, one, needs: .manage) { call in
            let result = try await call.operations.hooks.put(
                try call.hookKind, of: try call.network, try await call.body())
            return .json(HookView.json(result), status: result.isNew ? .created : .ok)
        }
        add(.patch, one, needs: .manage) { call in
            let result = try await call.operations.hooks.update(
                try call.hookKind, of: try call.network, try await call.body())
            return .json(HookView.json(result))
        }
        add(.delete, one, needs: .manage) { call in
            try await call.operations.hooks.delete(try call.hookKind, of: try call.network)
            return Response(status: .noContent)
        }
        add(.post, one + "/regenerate-key", needs: .manage) { call in
            let result = try await call.operations.hooks.regenerateKey(
                try call.hookKind, of: try call.network, try await call.body(isOptional: true))
            return .json(HookView.json(result))
        }
    }
}

extension Call {
    fileprivate func view(_ hook: Hook) -> JSONValue {
        HookView.json(hook, isPaused: operations.hookCalls.isPaused(hook.key))
    }

    /// The kind of hook the path names.
    var hookKind: Hook.Kind {
        get throws(OperationError) {
            guard let kind = Hook.Kind(rawValue: try parameter("kind")) else { throw .notFound("kind of hook") }
            return kind
        }
    }
}
