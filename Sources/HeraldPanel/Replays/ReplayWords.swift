import HeraldModel

extension Replay.Status {
    /// Which events qualify, in a few words.
    var title: String {
        switch self {
        case .failed: "given up"
        case .neverDelivered: "never delivered"
        case .all: "all"
        }
    }

    /// What to know before choosing it.
    var hint: String {
        switch self {
        case .failed: "Their delivery to this webhook failed for good; it is opened again."
        case .neverDelivered: "Never taken by this webhook and not owed to it, such as those from before it existed."
        case .all: "Whatever became of them: the receiver sees repeats, with the same ids."
        }
    }
}

extension Pill {
    init(_ replay: Replay) {
        switch replay.state {
        case .running: self.init("running", Self.busy)
        case .paused: self.init("paused", Self.quiet)
        case .completed where replay.owed > 0: self.init("all queued", Self.busy)
        case .completed: self.init("completed", Self.good)
        case .cancelled: self.init("cancelled", Self.quiet)
        }
    }
}
