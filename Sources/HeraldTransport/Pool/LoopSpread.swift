/// Spreads a batch over the event loops: every origin has a home, where its connections are kept warm, and leaves it
/// only when its home is much busier than another loop. An origin on two loops has twice the connections.
struct LoopSpread {
    /// How many more requests than the least busy loop a home may have, however few there are.
    static let slack = 32
    /// The same as a part of all requests.
    static let slackPart = 4

    private var loads: [Int]
    private var total: Int

    init(loads: [Int]) {
        self.loads = loads
        total = loads.reduce(0, +)
    }

    /// Chooses a loop and counts the request there.
    mutating func place(home: Int) -> Int {
        var choice = home
        for index in loads.indices where loads[index] < loads[choice] { choice = index }
        if loads[home] <= loads[choice] + max(Self.slack, total / Self.slackPart) { choice = home }
        loads[choice] += 1
        total += 1
        return choice
    }
}
