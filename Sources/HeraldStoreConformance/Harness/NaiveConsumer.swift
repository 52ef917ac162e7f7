import HeraldModel
import HeraldStore

/// What a consumer should hand out, in the plainest terms: one list of events with what became of each.
struct NaiveConsumer {
    struct Entry {
        let id: EventID
        let key: String?
        let isWanted: Bool
        var fate = Fate.unread
        var attempts = 0
        var visibleAt = Timestamp(milliseconds: 0)
        var token: LeaseToken?
    }

    enum Fate { case unread, open, done, dead }

    let consumer: Consumer
    var entries: [Entry] = []

    private var openCount: Int { entries.count { $0.fate == .open } }

    /// The events a lease should hand out, in order.
    mutating func lease(max: Int, at now: Timestamp) -> [EventID] {
        var held: Set<String> = []
        var handed: [EventID] = []
        for place in entries.indices {
            let entry = entries[place]
            switch entry.fate {
            case .done, .dead: continue
            case .unread:
                guard handed.count < max, openCount < consumer.maxOutstanding else { return handed }
                guard entry.isWanted else {
                    entries[place].fate = .done
                    continue
                }
                entries[place].fate = .open
                entries[place].visibleAt = now
            case .open: break
            }
            if let key = entry.key, consumer.ordering == .key, !held.insert(key).inserted { continue }
            guard entries[place].visibleAt <= now else { continue }
            if entry.token != nil, entry.attempts >= consumer.maxAttempts {
                entries[place].fate = .dead
                entries[place].token = nil
            } else if handed.count < max {
                entries[place].attempts += 1
                entries[place].visibleAt = now.advanced(byMilliseconds: consumer.leaseMilliseconds)
                handed.append(entry.id)
            }
        }
        return handed
    }

    mutating func acknowledge(_ token: LeaseToken) -> LeaseOutcome {
        end(token) { entry in
            entry.fate = .done
            entry.token = nil
            return .done
        }
    }

    /// Applies `change` to the entry of a token.
    mutating func end(_ token: LeaseToken, _ change: (inout Entry) -> LeaseOutcome) -> LeaseOutcome {
        guard let place = entries.firstIndex(where: { $0.id == token.eventID }) else { return .unknown }
        switch entries[place].fate {
        case .unread, .done: return .unknown
        case .dead: return .expired
        case .open: return entries[place].token == token ? change(&entries[place]) : .expired
        }
    }

    mutating func giveBack(_ token: LeaseToken, delay: Int64, at now: Timestamp) -> LeaseOutcome {
        let limit = consumer.maxAttempts
        return end(token) { entry in
            entry.token = nil
            entry.visibleAt = now.advanced(byMilliseconds: delay)
            guard entry.attempts >= limit else { return .done }
            entry.fate = .dead
            return .dead
        }
    }

    /// Everything before the place is done, the rest is new.
    mutating func seek(to place: Int) {
        for index in entries.indices {
            if index < place {
                if entries[index].fate != .dead { entries[index].fate = .done }
            } else {
                entries[index].fate = .unread
                entries[index].attempts = 0
            }
            entries[index].token = nil
        }
    }

    mutating func requeueAll(at now: Timestamp) -> Int {
        let room = max(0, consumer.maxOutstanding - openCount)
        let dead = entries.indices.filter { entries[$0].fate == .dead }.prefix(room)
        for place in dead {
            entries[place].fate = .open
            entries[place].attempts = 0
            entries[place].visibleAt = now
        }
        return dead.count
    }
}
