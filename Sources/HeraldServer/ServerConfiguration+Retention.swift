import Configuration

extension RetentionPolicy {
    /// What an age may be: one second to a hundred years.
    private static let ages = 1...(36_500 * 86_400)

    /// Reads `retention.…`.
    /// - Throws: ``ConfigurationError`` for a value that cannot be used.
    init(reader: ConfigReader) throws {
        self.init()
        payloads = try Self.age("payloads", reader) ?? payloads
        attempts = try Self.age("attempts", reader) ?? attempts
        deliveries = try Self.age("deliveries", reader) ?? deliveries
        maxStoreMegabytes = try reader.integer(
            "maxStoreMegabytes", in: 256...1_000_000_000, shownAs: "retention.maxStoreMegabytes")
    }

    /// An age such as `7d`; nil when it is not set, an inner nil for `forever`.
    private static func age(_ name: String, _ reader: ConfigReader) throws -> Duration?? {
        let key = ConfigKey(name)
        guard let text = reader.string(forKey: key) ?? reader.int(forKey: key).map(String.init) else { return nil }
        if text == "forever" { return .some(nil) }
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard text.first?.isNumber == true, let unit = text.last.flatMap({ units[$0] }),
            let number = Int(text.dropLast()), number <= ages.upperBound / unit, ages.contains(number * unit)
        else {
            throw ConfigurationError(
                key: "retention.\(name)", problem: "'\(text)' is no age; write it like 90s, 15m, 12h, 7d or forever")
        }
        return .seconds(number * unit)
    }
}
