import HTTPTypes
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// Rules that tell when a figure is out of bounds.
    mutating func addAlerts() {
        let all = Self.network + "/alerts"
        let one = all + "/{alert}"
        add(.get, all, needs: .read) { visit in
            visit.page("alerts", title: "Alerts", current: .alerts, try AlertsView(visit))
        }
        add(.get, all + "/new", needs: .manage) { visit in
            visit.page(
                "alert-form", title: "New alert", current: .alerts, try await AlertFormView(new: AlertDraft(), visit))
        }
        add(.post, all, needs: .manage) { visit in
            let draft = AlertDraft(visit.form)
            do {
                let report = try await visit.operations.alerts.create(draft.creation, in: try visit.network.id)
                return .redirect(Self.page(report.rule, visit) + "?done=created")
            } catch let error as OperationError where error.kind == .invalid || error.kind == .conflict {
                return visit.refusal(
                    "alert-form", title: "New alert", current: .alerts,
                    try await AlertFormView(new: draft, visit, error))
            }
        }
        add(.get, one, needs: .read) { visit in
            let report = try visit.alert
            return visit.page(
                "alert", title: PlainText.visible(report.rule.name), current: .alerts, AlertView(report, visit))
        }
        add(.get, one + "/edit", needs: .manage) { visit in
            let rule = try visit.alert.rule
            return visit.page(
                "alert-form", title: "Edit alert", current: .alerts,
                try await AlertFormView(rule, AlertDraft(rule), visit))
        }
        add(.post, one + "/edit", needs: .manage) { visit in
            let rule = try visit.alert.rule
            var draft = AlertDraft(visit.form)
            draft.metric = rule.metric.rawValue
            do {
                _ = try await visit.operations.alerts.update(rule.id, of: rule.networkID, draft.change)
                return .redirect(Self.page(rule, visit) + "?done=saved")
            } catch let error as OperationError where error.kind == .invalid {
                return visit.refusal(
                    "alert-form", title: "Edit alert", current: .alerts,
                    try await AlertFormView(rule, draft, visit, error))
            }
        }
        addAlertRemoval(one + "/delete")
    }

    private mutating func addAlertRemoval(_ path: String) {
        add(.get, path, needs: .manage) { visit in
            let rule = try visit.alert.rule
            let page = Self.page(rule, visit)
            let end = rule.firingSince == nil ? "" : " It fires now; that is said to be over."
            return visit.page(
                "confirm", title: "Delete alert", current: .alerts,
                ConfirmView(
                    question: "Delete the rule \(PlainText.visible(rule.name))?",
                    consequence: "Nobody is told any more.\(end) To stop for a while, switch it off instead.",
                    action: page + "/delete", verb: "Delete rule", back: page))
        }
        add(.post, path, needs: .manage) { visit in
            let rule = try visit.alert.rule
            try await visit.operations.alerts.delete(rule.id, of: rule.networkID)
            return .redirect(visit.path(rule.networkID, "/alerts?done=deleted"))
        }
    }

    private static func page(_ rule: AlertRule, _ visit: Visit) -> String {
        visit.path(rule.networkID, "/alerts/\(rule.id)")
    }
}

extension Visit {
    /// The alert rule of the path.
    fileprivate var alert: AlertReport {
        get throws(OperationError) { try operations.alerts.alert(try id("alert"), of: try network.id) }
    }
}
