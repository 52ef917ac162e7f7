import HTTPTypes
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// Calls whose answer the app waits for.
    mutating func addHooks() {
        let all = Self.network + "/hooks"
        let one = all + "/{kind}"
        add(.get, all, needs: .read) { visit in
            visit.page("hooks", title: "Hooks", current: .hooks, try HooksView(visit))
        }
        add(.get, one, needs: .read) { visit in
            let kind = try visit.hookKind
            return visit.page("hook", title: kind.title, current: .hooks, try HookView(kind, visit))
        }
        add(.get, one + "/edit", needs: .manage) { visit in
            let kind = try visit.hookKind
            return visit.page(
                "hook-form", title: kind.title, current: .hooks, try HookFormView(kind, try visit.hook(kind), visit))
        }
        add(.post, one + "/edit", needs: .manage) { visit in
            let kind = try visit.hookKind
            do {
                let result = try await visit.operations.hooks.put(
                    kind, of: try visit.network.id, HookFormView.body(visit.form))
                guard result.secret == nil else { return try Self.shown(result, visit) }
                return .redirect(Self.page(result.hook) + "?done=\(result.isNew ? "created" : "saved")")
            } catch let error as OperationError where error.kind == .invalid {
                return visit.refusal(
                    "hook-form", title: kind.title, current: .hooks,
                    try HookFormView(kind, try visit.hook(kind), visit.form, visit, FormErrors(error)))
            }
        }
        addHookSecret(one)
        addHookRemoval(one)
        add(.post, one + "/try", needs: .manage) { visit in try await Self.trial(visit) }
    }

    private mutating func addHookSecret(_ one: String) {
        add(.get, one + "/secret", needs: .manage) { visit in
            let hook = try visit.operations.hooks.hook(try visit.hookKind, of: try visit.network.id)
            return visit.page(
                "confirm", title: "New secret", current: .hooks,
                ConfirmView(
                    question: "Give this hook a new secret?",
                    consequence: "It signs from now on, and the old one does not: until its endpoint knows the new "
                        + "one, it cannot verify what it is asked. "
                        + (hook.secrets.isEmpty ? "So far the network's credential signs." : ""),
                    action: Self.page(hook) + "/secret", verb: "Make a new secret", back: Self.page(hook)))
        }
        add(.post, one + "/secret", needs: .manage) { visit in
            let result = try await visit.operations.hooks.regenerateKey(try visit.hookKind, of: try visit.network.id)
            return try Self.shown(result, visit)
        }
    }

    private mutating func addHookRemoval(_ one: String) {
        add(.get, one + "/delete", needs: .manage) { visit in
            let hook = try visit.operations.hooks.hook(try visit.hookKind, of: try visit.network.id)
            return visit.page(
                "confirm", title: "Remove hook", current: .hooks,
                ConfirmView(
                    question: "Remove this hook?",
                    consequence: "Nobody is asked any more and everything is let through. Its secret and its call log "
                        + "are forgotten. To stop asking for a while, switch it off instead.",
                    action: Self.page(hook) + "/delete", verb: "Remove hook", back: Self.page(hook)))
        }
        add(.post, one + "/delete", needs: .manage) { visit in
            let network = try visit.network.id
            try await visit.operations.hooks.delete(try visit.hookKind, of: network)
            return .redirect(Visit.path(network, "/hooks?done=deleted"))
        }
    }

    /// Asks the hook what the form holds, and shows what came of it.
    private static func trial(_ visit: Visit) async throws -> Outcome {
        let kind = try visit.hookKind
        let network = try visit.network.id
        let draft = HookQuestionDraft(kind, visit.form)
        do {
            let body = try draft.body
            let calls = visit.operations.hookCalls
            let outcome =
                switch kind {
                case .beforeMessageSend:
                    HookOutcomeView(try await calls.beforeMessageSend(body, in: network), of: body)
                case .customCommand: HookOutcomeView(try await calls.customCommand(body, in: network), of: body)
                case .preHook: HookOutcomeView(try await calls.preHook(body, in: network), of: body)
                }
            // Made after the call, so that it stands in the log.
            var view = try HookView(kind, visit, draft: draft)
            view.outcome = outcome
            return visit.page("hook", title: kind.title, current: .hooks, view)
        } catch let error as OperationError where error.kind == .invalid {
            var view = try HookView(kind, visit, draft: draft)
            view.question = try HookQuestionView(draft, kind, visit, FormErrors(error))
            return visit.refusal("hook", title: kind.title, current: .hooks, view)
        }
    }

    /// The hook's page with its new secret, which must not travel in a URL.
    private static func shown(_ result: HookResult, _ visit: Visit) throws -> Outcome {
        var view = try HookView(result.hook.kind, visit)
        view.secret = result.secret
        return visit.page("hook", title: result.hook.kind.title, current: .hooks, view)
    }

    private static func page(_ hook: Hook) -> String {
        Visit.path(hook.networkID, "/hooks/\(hook.kind.rawValue)")
    }
}

extension Visit {
    /// The kind of hook the path names.
    fileprivate var hookKind: Hook.Kind {
        get throws(OperationError) {
            guard let kind = Hook.Kind(rawValue: try parameter("kind")) else { throw .notFound("kind of hook") }
            return kind
        }
    }

    /// The network's hook of a kind, when it is set up.
    fileprivate func hook(_ kind: Hook.Kind) throws(OperationError) -> Hook? {
        try operations.hooks.all(of: try network.id).first { $0.kind == kind }
    }
}
