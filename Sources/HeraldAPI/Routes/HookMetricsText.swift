import HeraldHooks
import HeraldModel

/// What hooks decided, in the Prometheus text format.
enum HookMetricsText {
    static func text(_ metrics: HookMetrics, paused: Int) -> String {
        var lines = [
            "# HELP herald_hook_calls_total Synchronous calls by what was decided, and by what.",
            "# TYPE herald_hook_calls_total counter",
        ]
        let counts = metrics.counts.map { key, count in
            """
            herald_hook_calls_total{kind="\(key.kind.rawValue)",verdict="\(key.verdict)",\
            decided_by="\(key.decidedBy.rawValue)",shadow="\(key.isShadow)"} \(count)
            """
        }
        lines += counts.sorted()
        lines += [
            "# HELP herald_hook_duration_seconds From the question to the verdict, paused hooks left out.",
            "# TYPE herald_hook_duration_seconds histogram",
        ]
        for (kind, times) in metrics.times.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            var total = 0
            for (bound, count) in zip(HookMetrics.bounds.map(seconds) + ["+Inf"], times.counts) {
                total += count
                lines.append(
                    #"herald_hook_duration_seconds_bucket{kind="\#(kind.rawValue)",le="\#(bound)"} \#(total)"#)
            }
            lines.append(#"herald_hook_duration_seconds_sum{kind="\#(kind.rawValue)"} \#(seconds(times.sum))"#)
            lines.append(#"herald_hook_duration_seconds_count{kind="\#(kind.rawValue)"} \#(total)"#)
        }
        lines += [
            "# HELP herald_hooks_paused Hooks that are not called because they do not answer.",
            "# TYPE herald_hooks_paused gauge", "herald_hooks_paused \(paused)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func seconds(_ microseconds: Int64) -> String { "\(Double(microseconds) / 1_000_000)" }
}
