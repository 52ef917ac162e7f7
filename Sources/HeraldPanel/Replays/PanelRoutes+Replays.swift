import HTTPTypes
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// Past events sent again, in bulk.
    mutating func addReplays() {
        let all = Self.network + "/replays"
        add(.get, all, needs: .read) { visit in
            visit.page("replays", title: "Replays", current: .replays, try await ReplaysView(visit))
        }
        add(.get, all + "/new", needs: .manage) { visit in
            var draft = ReplayDraft(visit.query)
            if draft.since.isEmpty {
                let dayAgo = visit.operations.clock.now.advanced(byMilliseconds: -86_400_000)
                draft.since = ReplayDraft.field(dayAgo)
            }
            return visit.page(
                "replay-form", title: "New replay", current: .replays, try ReplayFormView(draft, visit))
        }
        add(.post, all + "/preview", needs: .manage) { visit in
            let draft = ReplayDraft(visit.form)
            return try await Self.refusing(draft, visit) {
                let now = visit.operations.clock.now
                let order = try await visit.operations.replays.create(
                    draft.body(isDryRun: true), in: try visit.network.id)
                return visit.page(
                    "replay-form", title: "New replay", current: .replays,
                    try ReplayFormView(draft, order, now: now, visit))
            }
        }
        add(.post, all, needs: .manage) { visit in
            let draft = ReplayDraft(visit.form)
            return try await Self.refusing(draft, visit) {
                let order = try await visit.operations.replays.create(
                    draft.body(isDryRun: false), in: try visit.network.id)
                let page = order.replay.map { "/\($0.id)" } ?? ""
                return .redirect(Visit.path(try visit.network.id, "/replays\(page)?done=started"))
            }
        }
        addReplayActions(all + "/{replay}")
    }

    private mutating func addReplayActions(_ one: String) {
        add(.get, one, needs: .read) { visit in
            visit.page("replay", title: "Replay", current: .replays, ReplayView(try await visit.replay, visit))
        }
        let actions: [(String, Replay.State, String)] = [
            ("pause", .paused, "held"), ("resume", .running, "continued"), ("cancel", .cancelled, "cancelled"),
        ]
        for (action, state, word) in actions {
            add(.post, "\(one)/\(action)", needs: .manage) { visit in
                let replay = try await visit.operations.replays.setState(
                    state, try visit.id("replay"), of: try visit.network.id)
                return .redirect(Visit.path(replay.networkID, "/replays/\(replay.id)?done=\(word)"))
            }
        }
        add(.get, one + "/cancel", needs: .manage) { visit in
            let replay = try await visit.replay
            let page = Visit.path(replay.networkID, "/replays/\(replay.id)")
            return visit.page(
                "confirm", title: "Cancel replay", current: .replays,
                ConfirmView(
                    question: "Cancel this replay?",
                    consequence: "\(Figure.count(replay.remaining)) matching events are left out. What it queued "
                        + "already is still sent. A cancelled replay cannot go on; pause it instead to wait.",
                    action: page + "/cancel", verb: "Cancel replay", back: page))
        }
    }

    /// Shows the form again when the use case has something against what it holds.
    private static func refusing(
        _ draft: ReplayDraft, _ visit: Visit, _ body: () async throws -> Outcome
    ) async throws -> Outcome {
        do {
            return try await body()
        } catch let error as OperationError where error.kind == .invalid {
            return visit.refusal(
                "replay-form", title: "New replay", current: .replays,
                try ReplayFormView(draft, visit, FormErrors(error)))
        }
    }
}

extension Visit {
    /// The replay of the path.
    fileprivate var replay: Replay {
        get async throws {
            try await operations.replays.replay(try id("replay"), of: try network.id)
        }
    }
}
