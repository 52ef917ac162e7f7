public import HeraldModel

/// What an export is to hold and how it is written.
public struct FailureExportRequest: Hashable, Sendable {
    /// Deliveries made owed from here on.
    public var start: Timestamp
    /// Deliveries made owed up to here, inclusive.
    public var end: Timestamp
    public var format: Format
    /// What parts the columns of CSV: one character.
    public var delimiter: Character
    /// The zone its times are written in, such as `Europe/London`.
    public var timeZone: String

    /// How the file is written.
    public enum Format: String, Hashable, Sendable, CaseIterable {
        case json
        case csv
    }

    /// The longest window.
    public static let longestWindowMilliseconds: Int64 = 2 * 86_400_000

    /// Describes an export: JSON in UTC unless told otherwise.
    public init(
        start: Timestamp, end: Timestamp, format: Format = .json, delimiter: Character = ",",
        timeZone: String = "UTC"
    ) {
        self.start = start
        self.end = end
        self.format = format
        self.delimiter = delimiter
        self.timeZone = timeZone
    }
}
