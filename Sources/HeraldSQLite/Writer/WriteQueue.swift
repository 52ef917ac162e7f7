import HeraldStore

/// The calls that wait for the writer, in order, with a bound on what appends may pile up.
struct WriteQueue {
    private var commands: [WriteCommand] = []
    /// The commands before this place were taken.
    private var head = 0
    private var rows = 0
    private var bytes = 0
    private let configuration: SQLiteConfiguration

    init(configuration: SQLiteConfiguration) { self.configuration = configuration }

    var isEmpty: Bool { head == commands.count }

    /// Takes a command in. An append is refused when others already fill the queue; one alone always fits.
    mutating func add(_ command: WriteCommand) -> StoreError? {
        if case .append = command {
            let fits =
                rows + command.rows <= configuration.maxQueuedRows
                && bytes + command.bytes <= configuration.maxQueuedBytes
            guard fits || rows == 0 else { return .overloaded }
            rows += command.rows
            bytes += command.bytes
        }
        commands.append(command)
        return nil
    }

    /// The commands of the next transaction: what waits, up to the bounds of a transaction, at least one.
    mutating func take() -> [WriteCommand] {
        var end = head
        var taken = (rows: 0, bytes: 0)
        while end < commands.count, end == head || fits(commands[end], after: taken) {
            taken.rows += commands[end].rows
            taken.bytes += commands[end].bytes
            if case .append = commands[end] {
                rows -= commands[end].rows
                bytes -= commands[end].bytes
            }
            end += 1
        }
        defer { drop(upTo: end) }
        return Array(commands[head..<end])
    }

    private func fits(_ command: WriteCommand, after taken: (rows: Int, bytes: Int)) -> Bool {
        taken.rows + command.rows <= configuration.maxTransactionRows
            && taken.bytes + command.bytes <= configuration.maxTransactionBytes
    }

    /// Frees what was taken once it is more than what is left, so that the array neither grows nor shifts each time.
    private mutating func drop(upTo end: Int) {
        head = end
        guard head * 2 >= commands.count else { return }
        commands.removeFirst(head)
        head = 0
    }
}
