extension ServerFacts.Retention {
    /// What applies, in words.
    var facts: [Fact] {
        var facts = [
            Fact(name: "Payloads", setting: Self.age(payloads, of: "after the event was accepted")),
            Fact(name: "Attempts and answers", setting: Self.age(attempts, of: "after the attempt")),
            Fact(name: "Finished deliveries", setting: Self.age(deliveries, of: "after they came to be owed")),
            Fact(name: "Repeated event ids", setting: "noticed for \(Self.words(duplicateWindow))"),
        ]
        if let maxStoreMegabytes {
            facts.append(
                Fact(
                    name: "Size of the store",
                    setting: "over \(Figure.count(maxStoreMegabytes)) MiB the oldest finished data goes earlier"))
        }
        facts.append(Fact(name: "What is still owed", setting: "kept until it is delivered, given up or skipped"))
        return facts
    }

    private static func age(_ age: Duration?, of start: String) -> String {
        age.map { "kept for \(words($0)) \(start)" } ?? "kept for ever"
    }

    /// A length of time in the largest unit that divides it.
    static func words(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        for (length, unit) in [(Int64(86_400), "day"), (3600, "hour"), (60, "minute")] where seconds % length == 0 {
            return counted(seconds / length, unit)
        }
        return counted(seconds, "second")
    }

    private static func counted(_ number: Int64, _ unit: String) -> String {
        "\(Figure.count(number)) \(unit)\(number == 1 ? "" : "s")"
    }
}
