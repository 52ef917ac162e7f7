import HeraldModel
import HeraldOperations

/// What came in by sources, in the Prometheus text format.
enum SourceMetricsText {
    static func text(_ doors: [SourceDoor]) -> String {
        let sources = doors.map { (label: #"source="\#($0.source.id)""#, stats: $0.stats.snapshot) }
        var lines = [
            "# HELP herald_source_requests_total Requests to sources by what became of them.",
            "# TYPE herald_source_requests_total counter",
        ]
        for (label, stats) in sources {
            lines.append(#"herald_source_requests_total{\#(label),result="accepted"} \#(stats.accepted)"#)
            lines.append(#"herald_source_requests_total{\#(label),result="duplicate"} \#(stats.duplicates)"#)
            lines.append(#"herald_source_requests_total{\#(label),result="legacy"} \#(stats.legacy)"#)
            for (reason, count) in stats.refused.sorted(by: { $0.key < $1.key }) {
                lines.append(
                    #"herald_source_requests_total{\#(label),result="refused",reason="\#(reason)"} \#(count)"#)
            }
        }
        lines += [
            "# HELP herald_source_answer_seconds From a request's last byte to its answer.",
            "# TYPE herald_source_answer_seconds summary",
        ]
        for (label, stats) in sources {
            for fraction in [0.5, 0.99] {
                guard let time = stats.answerTimes.percentile(fraction) else { continue }
                lines.append(#"herald_source_answer_seconds{\#(label),quantile="\#(fraction)"} \#(seconds(time))"#)
            }
            let count = stats.answerTimes.counts.reduce(0) { $0 + Int($1) }
            lines.append("herald_source_answer_seconds_sum{\(label)} \(seconds(stats.answerMicroseconds))")
            lines.append("herald_source_answer_seconds_count{\(label)} \(count)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func seconds(_ microseconds: Int64) -> String { "\(Double(microseconds) / 1_000_000)" }
}
