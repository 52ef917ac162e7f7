import HeraldModel

/// What came in by a source lately: in full for an hour, in numbers for a day. Knows no clock, and holds some 25 KB at
/// most.
struct SourceHistory {
    private var hour = TimeRing<SourceFigures>(slotMinutes: 1, limit: hourMinutes + 1)
    private var day = TimeRing<Counts>(slotMinutes: 5, limit: dayMinutes / 5 + 1)

    /// How far back all is known.
    static let hourMinutes: Int64 = 60
    /// How far back the success rate is known.
    static let dayMinutes: Int64 = AlertRule.windows.upperBound

    private struct Counts {
        var good = 0
        var refused = 0
    }

    mutating func countSuccess(isDuplicate: Bool, at time: Timestamp, afterMicroseconds: Int64) {
        hour.change(at: time, fresh: SourceFigures()) { figures in
            if isDuplicate { figures.duplicates += 1 } else { figures.accepted += 1 }
            figures.answerTimes.record(microseconds: afterMicroseconds)
        }
        day.change(at: time, fresh: Counts()) { $0.good += 1 }
    }

    mutating func countRefusal(_ code: String, at time: Timestamp, afterMicroseconds: Int64) {
        hour.change(at: time, fresh: SourceFigures()) { figures in
            figures.refused[code, default: 0] += 1
            figures.answerTimes.record(microseconds: afterMicroseconds)
        }
        day.change(at: time, fresh: Counts()) { $0.refused += 1 }
    }

    /// The last minutes, of which there are at most ``hourMinutes``.
    func window(_ window: StatsWindow, before now: Timestamp) -> SourceWindow {
        let starts = window.bucketStarts(now: now)
        let first = starts[0]
        var figures = starts.map { _ in SourceFigures() }
        for slot in hour.slots(minutes: window.minutes, before: now) {
            // What a clock ahead of ours counted belongs to the newest.
            let index = min(Int((slot.start - first) / window.bucketMinutes), figures.count - 1)
            guard index >= 0 else { continue }
            figures[index].add(slot.value)
        }
        return SourceWindow(
            window: window, from: Timestamp(milliseconds: first * 60_000), to: now,
            buckets: zip(starts, figures).map { start, figures in
                SourceWindow.Bucket(start: Timestamp(milliseconds: start * 60_000), figures: figures)
            })
    }

    /// How many of the requests of the last minutes, of which there are at most ``dayMinutes``, were taken.
    func taken(minutes: Int64, before now: Timestamp) -> (good: Int, all: Int) {
        guard minutes > Self.hourMinutes else {
            return hour.slots(minutes: minutes, before: now).reduce(into: (good: 0, all: 0)) { sum, slot in
                sum.good += slot.value.taken
                sum.all += slot.value.requests
            }
        }
        return day.slots(minutes: minutes, before: now).reduce(into: (good: 0, all: 0)) { sum, slot in
            sum.good += slot.value.good
            sum.all += slot.value.good + slot.value.refused
        }
    }
}
