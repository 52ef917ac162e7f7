/// The last calls of one hook, in memory: a ring that forgets the oldest.
struct HookCallLog {
    private var records: [HookCallRecord] = []
    private var next = 0
    private let capacity: Int

    init(capacity: Int) { self.capacity = max(1, capacity) }

    mutating func append(_ record: HookCallRecord) {
        if records.count < capacity {
            records.append(record)
        } else {
            records[next] = record
        }
        next = (next + 1) % capacity
    }

    /// What is remembered, newest first.
    var newestFirst: [HookCallRecord] {
        let isFull = records.count == capacity
        return Array((isFull ? records[next...] + records[..<next] : records[...]).reversed())
    }
}
