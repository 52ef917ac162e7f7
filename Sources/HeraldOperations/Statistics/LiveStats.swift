public import HeraldModel

/// Counts that the engine has not handed to the store yet.
public protocol LiveStats: Sendable {
    /// The unsaved buckets. They add to what the store has.
    func unsavedStats() -> [StatsBucket]
}
