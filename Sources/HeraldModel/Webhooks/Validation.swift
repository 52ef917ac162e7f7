/// What publishing does with a type the catalogue does not know or calls withdrawn.
public enum Validation: String, Hashable, Sendable, CaseIterable, Codable {
    /// Refuse it and name the nearest types.
    case strict
    /// Accept it and mark the event.
    case warn
    /// Accept it silently.
    case off
}
