import DequeModule
import HeraldModel

/// What a lane knows of one ordering key: who is next, who waits behind, and what was left in the store.
///
/// What must hold: of the deliveries that were never requeued, those in memory are older than `spilledFrom`, and those
/// that the lane has come by and are owed from there on are only in the store. While it is blocked, nothing is held
/// behind the head.
struct KeyQueue {
    /// Behind the head, oldest first.
    var followers: Deque<SlotTable.Slot> = []
    /// Whether one of them is ready, under way or waiting.
    var hasHead = false
    /// Set while the oldest waits for a later attempt, in memory or, without a head, in the store.
    var blockedUntil: Timestamp?
    /// The key's deliveries from this one on are only in the store, as far as the lane has come by them.
    var spilledFrom: DeliveryID?
    /// The first of those that were left there since a page of them was asked for: the page may lack it.
    var left: DeliveryID?
    /// Whether it stands in the lane's list of keys to read, or is being read.
    var isListed = false

    /// How many are held.
    var count: Int { followers.count + (hasHead ? 1 : 0) }
    /// The oldest waits in the store.
    var isParked: Bool { !hasHead && blockedUntil != nil }
}
