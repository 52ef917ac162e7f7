import HeraldModel
import HeraldStore
import Logging

/// Applies readings to rules: publishes what turns, then saves it. One change at a time.
struct AlertTurns: Sendable {
    let book: AlertBook
    let store: any DocumentBook
    let announcer: AlertAnnouncer
    let gate: ChangeGate
    let logger: Logger

    /// Applies what was measured of one network's rules.
    ///
    /// What cannot be published leaves its rule where it was, so the next look tries again. What is published and cannot
    /// be saved is kept in memory and saved later: it is never told twice.
    ///
    /// - Parameters:
    ///   - readings: the values by rule; nil when the measure failed, which changes no rule's state.
    ///   - rules: the rules as they were measured. What was changed since is left alone.
    ///   - network: whose rules they are.
    ///   - now: when it was measured.
    func apply(
        _ readings: [AlertID: Double]?, to rules: [AlertRule], of network: NetworkID, at now: Timestamp
    ) async {
        await change(network) {
            var turns: [AlertTurn] = []
            var turned: [AlertBook.Entry] = []
            for rule in rules {
                guard var entry = book.entry(rule.id, of: network), entry.rule == rule else { continue }
                entry.value = readings?[rule.id]
                if readings != nil { entry.checkedAt = now }
                guard readings != nil else {
                    book.put([entry])
                    continue
                }
                var next = entry
                let turn = next.state.take(entry.value, for: rule, at: now)
                if let turn {
                    // Until it is told, the rule stays where it was.
                    book.put([entry])
                    turned.append(next)
                    turns.append(AlertTurn(next.rule, turn, value: entry.value, at: now))
                } else {
                    book.put([next])
                }
            }
            guard !turns.isEmpty else { return }
            try await announcer.announce(turns, of: network)
            book.put(turned)
            book.setSaved(false, network)
            try await save(network)
        }
    }

    /// Removes rules whose subject is no more; what fires is said to be over.
    func drop(_ rules: [AlertRule], of network: NetworkID, at now: Timestamp) async {
        await change(network) {
            let gone = rules.filter { book.entry($0.id, of: network)?.rule == $0 }
            try await announcer.announce(
                gone.compactMap { AlertTurn(ending: $0, for: .subjectDeleted, at: now) }, of: network)
            for rule in gone {
                book.remove(rule.id, of: network)
                logger.notice(
                    "An alert rule went with what it was about",
                    metadata: ["network": "\(network)", "alert": "\(rule.id)", "name": "\(rule.name)"])
            }
            book.setSaved(false, network)
            try await save(network)
        }
    }

    /// Saves what could not be saved before.
    func saveRest() async {
        for network in book.unsaved { await change(network) { try await save(network) } }
    }

    private func save(_ network: NetworkID) async throws {
        let rules = book.entries(of: network).map(\.rule)
        try await OperationError.translating("network") {
            try await store.save([AlertDocument.document(rules, of: network)])
        }
        book.setSaved(true, network)
    }

    private func change(_ network: NetworkID, _ body: @Sendable () async throws -> Void) async {
        do {
            try await gate.run(body)
        } catch let error as OperationError where error.kind == .notFound {
            book.remove(network)
        } catch {
            logger.warning(
                "Alerts wait: the store does not take them",
                metadata: ["network": "\(network)", "error": "\(error)"])
        }
    }
}

extension AlertTurn {
    /// What a reading brought about.
    fileprivate init(_ rule: AlertRule, _ turn: AlertState.Turn, value: Double?, at now: Timestamp) {
        switch turn {
        case .fired: self.init(rule: rule, kind: .fired, value: value, at: now)
        case .resolved(let since):
            self.init(rule: rule, kind: .resolved(since: since, reason: .recovered), value: value, at: now)
        }
    }

    /// The end of a rule that fires, without a reading; nil when it does not fire.
    init?(ending rule: AlertRule, for reason: Reason, at now: Timestamp) {
        guard let since = rule.firingSince else { return nil }
        self.init(rule: rule, kind: .resolved(since: since, reason: reason), value: nil, at: now)
    }
}
