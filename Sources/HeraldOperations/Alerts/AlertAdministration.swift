public import HeraldJSON
public import HeraldModel
import HeraldStore

/// Creates, changes and removes the alert rules of networks, in store and memory together.
public struct AlertAdministration: Sendable {
    let book: AlertBook
    let store: any DocumentBook
    let directory: Directory
    let meters: AlertMeters
    let announcer: AlertAnnouncer
    let gate: ChangeGate
    let limits: OperationLimits
    let clock: WallClock

    /// A network's rules, oldest first.
    public func all(of network: NetworkID) throws(OperationError) -> [AlertReport] {
        guard directory.network(network) != nil else { throw .notFound("network") }
        return book.entries(of: network).map(\.report)
    }

    /// One rule.
    public func alert(_ id: AlertID, of network: NetworkID) throws(OperationError) -> AlertReport {
        guard directory.network(network) != nil, let entry = book.entry(id, of: network) else {
            throw .notFound("alert")
        }
        return entry.report
    }

    /// How many rules of all networks fire now.
    public var firingCount: Int { book.firingCount }

    /// Creates a rule from
    /// `{"name","metric","subject"?,"threshold","window"?,"minimum"?,"forSeconds"?,"enabled"?}`.
    public func create(_ body: JSONValue, in network: NetworkID) async throws -> AlertReport {
        let now = clock.now
        var reader = FieldReader(body)
        let metric = reader.required("metric", FieldRule<AlertRule.Metric>.choice)
        var subject = AlertRule.Subject.network
        reader.update(&subject, "subject", cleared: .network, .alertSubject)
        reader.require("name")
        reader.require("threshold")
        var draft = AlertRule(
            id: book.makeID(at: now), networkID: network, name: "", metric: metric ?? .successRate, subject: subject,
            threshold: 0, createdAt: now)
        if metric == nil {
            for key in ["name", "threshold", "forSeconds", "enabled", "window", "minimum"] { reader.ignore(key) }
        } else {
            AlertFields.apply(&reader, to: &draft)
            check(draft, &reader)
        }
        try reader.finish()
        let rule = draft
        return try await gate.run {
            guard directory.network(network) != nil else { throw OperationError.notFound("network") }
            let rules = book.entries(of: network).map(\.rule)
            guard rules.count < limits.alertsPerNetwork else {
                throw OperationError.alertLimit(limits.alertsPerNetwork)
            }
            try await save(rules + [rule], of: network)
            let entry = AlertBook.Entry(rule)
            book.put([entry])
            return entry.report
        }
    }

    /// Changes what `body` names; null puts an optional setting back to its default. A rule that fires and is switched
    /// off is said to be over.
    public func update(_ id: AlertID, of network: NetworkID, _ body: JSONValue) async throws -> AlertReport {
        try await gate.run {
            guard let old = book.entry(id, of: network), directory.network(network) != nil else {
                throw OperationError.notFound("alert")
            }
            var rule = old.rule
            var reader = FieldReader(body)
            AlertFields.apply(&reader, to: &rule)
            for key in ["metric", "subject"] {
                reader.refuse(key, "cannot be changed; create another rule instead")
            }
            try reader.finish()
            let now = clock.now
            rule.updatedAt = now
            if !rule.isEnabled {
                let end = AlertTurn(ending: old.rule, for: .disabled, at: now)
                try await announcer.announce([end].compactMap(\.self), of: network)
                rule.firingSince = nil
            }
            // What was pending begins anew: it was another condition.
            var entry = AlertBook.Entry(rule)
            if rule.isEnabled {
                entry.value = old.value
                entry.checkedAt = old.checkedAt
            }
            if rule.firingSince != old.rule.firingSince { settle(entry) }
            try await save(rules(of: network, with: rule), of: network)
            book.put([entry])
            return entry.report
        }
    }

    /// Removes a rule. If it fires, it is said to be over.
    public func delete(_ id: AlertID, of network: NetworkID) async throws {
        try await gate.run {
            guard let rule = book.entry(id, of: network)?.rule, directory.network(network) != nil else {
                throw OperationError.notFound("alert")
            }
            if let end = AlertTurn(ending: rule, for: .deleted, at: clock.now) {
                try await announcer.announce([end], of: network)
                var quiet = rule
                quiet.firingSince = nil
                settle(AlertBook.Entry(quiet))
            }
            try await save(book.entries(of: network).map(\.rule).filter { $0.id != id }, of: network)
            book.remove(id, of: network)
        }
    }

    /// Keeps in memory what was told, so that a store that fails right after does not make it be told twice.
    private func settle(_ entry: AlertBook.Entry) {
        book.put([entry])
        book.setSaved(false, entry.rule.networkID)
    }

    private func rules(of network: NetworkID, with changed: AlertRule) -> [AlertRule] {
        book.entries(of: network).map { $0.rule.id == changed.id ? changed : $0.rule }
    }

    /// Writes a network's rules. Runs inside the gate.
    private func save(_ rules: [AlertRule], of network: NetworkID) async throws {
        try await OperationError.translating("network") {
            try await store.save([AlertDocument.document(rules, of: network)])
        }
        book.setSaved(true, network)
    }

    private func check(_ rule: AlertRule, _ reader: inout FieldReader) {
        guard rule.metric.applies(to: rule.subject) else {
            return reader.fail(
                "subject",
                FieldProblem("does not go with '\(rule.metric.rawValue)', which is of \(rule.metric.subjects)"))
        }
        guard let meter = meters.index(rule.metric, of: rule.subject) else {
            return reader.fail(
                "subject", FieldProblem("cannot be measured by this version", code: "subject_not_measured"))
        }
        if !meters.all[meter].knows(rule.subject, of: rule.networkID) {
            reader.fail("subject", FieldProblem("names what the network does not have", code: "unknown_subject"))
        }
    }
}
