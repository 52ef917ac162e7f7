import HeraldModel
import HeraldOperations

/// What pages say about alert rules.
enum AlertWords {
    /// What a rule watches for.
    static func condition(_ rule: AlertRule) -> String {
        let held = rule.forSeconds > 0 ? ", for \(seconds(rule.forSeconds)) on end" : ""
        switch (rule.metric, rule.subject) {
        case (.successRate, .source):
            return "fewer than \(Figure.percent(rule.threshold)) of the requests of the last "
                + "\(minutes(rule.windowMinutes)) accepted\(held)"
        case (.successRate, _):
            return "fewer than \(Figure.percent(rule.threshold)) of the last \(minutes(rule.windowMinutes)) delivered"
                + held
        case (.lag, .consumer): return "more than \(count(rule.threshold)) events not acknowledged\(held)"
        case (.lag, _): return "more than \(count(rule.threshold)) deliveries owed\(held)"
        case (.silence, .source): return "no genuine request for \(seconds(Int64(rule.threshold)))\(held)"
        case (.silence, _): return "no event for \(seconds(Int64(rule.threshold)))\(held)"
        }
    }

    /// What was measured.
    static func reading(_ report: AlertReport) -> String {
        guard let value = report.value else { return "–" }
        switch report.rule.metric {
        case .successRate: return Figure.percent(value)
        case .lag: return count(value)
        case .silence: return seconds(Int64(min(value, 1e15)))
        }
    }

    /// What a rule is about.
    static func subject(_ rule: AlertRule, _ operations: Operations) -> String {
        switch rule.subject {
        case .network: return "the network"
        case .webhook(let id):
            return operations.directory.webhook(id).map { ShownURL.text($0.url) } ?? "deleted webhook"
        case .source(let text):
            let door = SourceID(text).flatMap { try? operations.sources.door($0, of: rule.networkID) }
            return "source " + (door.map { SourceWords.name($0.source) } ?? PlainText.visible(text))
        case .consumer(let name): return "consumer " + PlainText.visible(name)
        }
    }

    /// What a metric is called.
    static func title(_ metric: AlertRule.Metric) -> String {
        switch metric {
        case .successRate: "Success rate too low"
        case .lag: "Too much owed"
        case .silence: "Too quiet"
        }
    }

    /// A length of time that may be odd.
    static func seconds(_ number: Int64) -> String {
        number < 120 ? "\(number) s" : number % 60 == 0 ? minutes(number / 60) : "\(Figure.count(number)) s"
    }

    private static func minutes(_ number: Int64) -> String {
        for (length, unit) in [(Int64(1440), "d"), (60, "h")] where number % length == 0 {
            return "\(number / length) \(unit)"
        }
        return "\(Figure.count(number)) min"
    }

    private static func count(_ value: Double) -> String { Figure.count(Int64(min(value, 1e15))) }
}

extension Pill {
    init(_ condition: AlertReport.Condition, isEnabled: Bool) {
        switch condition {
        case .quiet: self.init("well", Self.good)
        case .pending: self.init("about to fire", Self.busy)
        case .firing: self.init("firing", Self.bad)
        case .unknown: self.init(isEnabled ? "not judged yet" : "switched off", Self.quiet)
        }
    }
}
