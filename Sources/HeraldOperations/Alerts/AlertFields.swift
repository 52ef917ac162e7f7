import HeraldJSON
import HeraldModel

/// Reads the settings of an alert rule from a request, for creating and changing alike.
enum AlertFields {
    private static let minima: ClosedRange<Int64> = 1...1_000_000

    /// Applies every member that is there. Null puts an optional setting back to its default.
    static func apply(_ reader: inout FieldReader, to rule: inout AlertRule) {
        reader.update(&rule.name, "name", .text(1...128))
        reader.update(&rule.threshold, "threshold", .number(rule.thresholds))
        reader.update(&rule.forSeconds, "forSeconds", cleared: 0, .integer(AlertRule.holds))
        reader.update(&rule.isEnabled, "enabled", cleared: true, .flag)
        guard rule.metric == .successRate else {
            for key in ["window", "minimum"] { reader.refuse(key, "belongs to the metric 'successRate' only") }
            return
        }
        reader.update(&rule.windowMinutes, "window", cleared: 5, window)
        reader.update(&rule.minimum, "minimum", cleared: 20, .integer(minima))
    }

    private static var window: FieldRule<Int64> {
        FieldRule { value throws(FieldProblem) in
            guard let minutes = value.string.flatMap(AlertRule.minutes) else {
                throw FieldProblem("must be 1m to 1d, such as 5m or 1h")
            }
            return minutes
        }
    }
}

extension AlertRule {
    /// What its threshold may be.
    fileprivate var thresholds: ClosedRange<Double> {
        switch (metric, subject) {
        case (.successRate, _): 0.0001...1
        // Over more it would never be: nothing further is counted.
        case (.lag, .consumer): 0...Double(ConsumerState.lagBound)
        case (.lag, _): 0...1_000_000_000
        case (.silence, _): 1...2_592_000
        }
    }
}

extension FieldRule where Value == AlertRule.Subject {
    /// `{"webhook":ID}`, `{"source":ID}` or `{"consumer":NAME}`.
    static var alertSubject: FieldRule {
        FieldRule { value throws(FieldProblem) in
            guard value != .null, let subject = AlertRule.Subject(json: value) else {
                throw FieldProblem(
                    "must be an object with one of 'webhook', 'source' and 'consumer'; leave it out for the network")
            }
            return subject
        }
    }
}

extension FieldRule where Value == Double {
    /// A number within a range.
    fileprivate static func number(_ range: ClosedRange<Double>) -> FieldRule {
        FieldRule { value throws(FieldProblem) in
            guard case .number(let number) = value, range.contains(number.double) else {
                let bounds = [range.lowerBound, range.upperBound].map { JSONNumber($0)?.text ?? "" }
                throw FieldProblem("must be a number from \(bounds[0]) to \(bounds[1])")
            }
            return number.double
        }
    }
}
