import HeraldModel

/// Turns snapshots into lines of text.
enum DashboardView {
    /// What stands above the dashboard, the curl command on a line of its own.
    static func opening(_ opening: DemoScreen.Opening, firstDelivery: Duration?, style: Style) -> [String] {
        let first = firstDelivery.map { "First event delivered \(seconds($0)) s after start." }
        return [
            style(.bold, first ?? "Herald runs; the first delivery takes longer than usual."), "",
            "API        \(opening.url)", "Panel      \(opening.url)/panel/ (sign in with the key)",
            "Admin key  \(opening.key) (of this demo only)",
            "Network    \(opening.network) (\(DemoSetup.networkName))",
        ] + examples(opening) + [
            "", "Publish an event by hand:", "",
            curl(opening), "", "Follow it:  herald deliveries tail --server \(opening.url) --key \(opening.key)", "",
        ] + question(opening)
    }

    /// Where the examples are, or how to get them.
    private static func examples(_ opening: DemoScreen.Opening) -> [String] {
        guard !opening.examples.isEmpty else {
            return [
                "Examples   not here; 'make examples' builds an analytics store, a moderation bot and a search index"
            ]
        }
        return opening.examples.enumerated().map { index, entry in
            (index == 0 ? "Examples   " : "           ") + "\(entry.url)/ (\(entry.example.program))"
        }
    }

    /// With a moderation bot there is something to ask it.
    private static func question(_ opening: DemoScreen.Opening) -> [String] {
        guard opening.examples.contains(where: { $0.example.hookPath != nil }) else { return [] }
        let call = #"{"message":{"text":"What the heck"},"user":{"id":"you"},"channel":{"id":"general"}}"#
        let path = "\(opening.url)/v1/networks/\(opening.network)/hooks/before-message-send/calls"
        return [
            "Ask the moderation bot whether a message may be sent:", "",
            "curl -sS -X POST '\(path)' -H 'Authorization: Bearer \(opening.key)'"
                + " -H 'Content-Type: application/json' -d '\(call)'", "",
        ]
    }

    /// A command that publishes a message as it is printed.
    static func curl(_ opening: DemoScreen.Opening) -> String {
        let event =
            #"{"type":"message.didCreate","data":{"messages":[{"messageId":"by-hand","channelId":"general","#
            + #""userId":"you","type":"text","data":{"text":"Hello from curl"}}],"users":[]}}"#
        return "curl -sS -X POST '\(opening.url)/v1/networks/\(opening.network)/events'"
            + " -H 'Authorization: Bearer \(opening.key)' -H 'Content-Type: application/json' -d '\(event)'"
    }

    /// The dashboard, no line wider than `width`.
    static func lines(_ snapshot: DemoSnapshot, width: Int, style: Style) -> [String] {
        let plain = Style(isEnabled: false)
        var lines = [fit(figures(snapshot, style: plain), width), fit(rates(snapshot), width), ""]
        lines += receivers(snapshot).lines(width: width, style: style)
        lines += ["", fit("Last requests", width)]
        lines += arrivals(snapshot).lines(width: width, style: style).dropFirst()
        lines += ["", style(.dim, fit("Ctrl-C ends", width))]
        lines[0] = style(.bold, lines[0])
        return lines
    }

    /// The snapshot in one line, for logs.
    static func line(_ snapshot: DemoSnapshot) -> String {
        let figures = snapshot.figures
        var parts = ["\(snapshot.elapsed.components.seconds) s", "published \(snapshot.published)"]
        parts.append("delivered \(figures?.delivered ?? 0)")
        parts.append("retried \(figures?.retried ?? 0)")
        parts.append("waiting \(figures?.waiting ?? 0)")
        parts.append("failed \(figures?.failed ?? 0)")
        parts.append("\(Int(snapshot.deliveredPerSecond.rounded()))/s")
        if let success = figures?.success { parts.append("success \(percent(success))") }
        return parts.joined(separator: "  ")
    }

    /// What is printed at the end.
    static func totals(_ snapshot: DemoSnapshot, style: Style) -> [String] {
        let figures = snapshot.figures
        let sum =
            "\(snapshot.published) events published by the demo, which makes \(snapshot.owed) deliveries. "
            + "The server counts \(figures?.delivered ?? 0) delivered, \(figures?.retried ?? 0) retried, "
            + "\(figures?.waiting ?? 0) waiting, \(figures?.failed ?? 0) failed."
        return [style(.bold, sum)] + receivers(snapshot).lines(style: style)
    }

    private static func figures(_ snapshot: DemoSnapshot, style: Style) -> String {
        let figures = snapshot.figures
        return "published \(snapshot.published)   delivered \(figures?.delivered ?? 0)   "
            + "retried \(figures?.retried ?? 0)   waiting \(figures?.waiting ?? 0)   failing \(figures?.failed ?? 0)"
    }

    private static func rates(_ snapshot: DemoSnapshot) -> String {
        var text =
            "\(tenths(snapshot.publishedPerSecond)) events/s in   "
            + "\(tenths(snapshot.deliveredPerSecond)) deliveries/s out   "
        if let success = snapshot.figures?.success { text += "\(percent(success)) of requests succeed   " }
        return text + "\(snapshot.elapsed.components.seconds) s"
    }

    private static func receivers(_ snapshot: DemoSnapshot) -> Table {
        var table = Table([
            "RECEIVER", .number("REQUESTS"), .number("VERIFIED"), .number("ACCEPTED"), .number("REJECTED"),
            .number("REPEATED"), .number("503"), .number("LATE"), .number("LEGACY"),
        ])
        for line in snapshot.receivers {
            let counts = line.counts
            let numbers = [
                counts.requests, counts.verified, counts.accepted, counts.rejected, counts.repeated,
                counts.unavailable, counts.late, counts.legacy,
            ]
            table.add([line.name] + numbers.map { String($0) })
        }
        return table
    }

    private static func arrivals(_ snapshot: DemoSnapshot) -> Table {
        var table = Table(["TIME", "TYPE", "RECEIVER", "ANSWER", .number("MS")])
        for arrival in snapshot.arrivals.reversed() {
            table.add([
                String(arrival.at.description.dropFirst(11).dropLast()), arrival.type, arrival.receiver,
                arrival.status.map { "→ \($0)" } ?? "→ too late", "\(arrival.milliseconds) ms",
            ])
        }
        return table
    }

    private static func fit(_ text: String, _ width: Int) -> String { TextWidth.fit(text, width) }

    /// Seconds with two digits.
    static func seconds(_ duration: Duration) -> String {
        let hundredths = (duration.wholeMilliseconds + 5) / 10
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// A share as a percentage with one digit, never rounded up to 100.
    static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded(.down))
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
