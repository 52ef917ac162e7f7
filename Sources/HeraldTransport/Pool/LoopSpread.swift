/// Spreads a batch over the event loops: every origin has a home, where its connections are kept warm, and leaves it
/// only when its home is busier than another loop.
struct LoopSpread {
    /// How many more requests than the least busy loop the home may have.
    static let slack = 4
    /// The same for work that begins on one of the loops, where leaving costs a change of threads.
    static let stayingSlack = 64

    private var loads: [Int]

    init(loads: [Int]) {
        self.loads = loads
    }

    /// Chooses a loop and counts the request there.
    mutating func place(home: Int, slack: Int) -> Int {
        var choice = home
        for index in loads.indices where loads[index] < loads[choice] { choice = index }
        if loads[home] <= loads[choice] + slack { choice = home }
        loads[choice] += 1
        return choice
    }
}
