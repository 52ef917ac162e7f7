/// Splits what a server-sent stream brings into its events.
struct EventFrames {
    /// One event of the stream.
    struct Frame: Hashable, Sendable {
        var id: String
        var data: [UInt8]
    }

    /// The longest event that is taken, in bytes.
    static let limit = 16 << 20

    private var line: [UInt8] = []
    private var id = ""
    private var data: [UInt8]?

    /// The events that are complete with these bytes.
    /// - Throws: ``CommandFailure`` when an event is too long.
    mutating func take(_ bytes: some Sequence<UInt8>) throws(CommandFailure) -> [Frame] {
        var frames: [Frame] = []
        for byte in bytes {
            guard byte == UInt8(ascii: "\n") else {
                line.append(byte)
                guard line.count + (data?.count ?? 0) <= Self.limit else {
                    throw CommandFailure("The server sent an event that is too long.")
                }
                continue
            }
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if line.isEmpty {
                if let data { frames.append(Frame(id: id, data: data)) }
                data = nil
            } else {
                read()
            }
            line.removeAll(keepingCapacity: true)
        }
        return frames
    }

    /// A line without a colon has no value; one that begins with it is a comment.
    private mutating func read() {
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[min(colon + 1, line.endIndex)...]
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "id": id = String(decoding: value, as: UTF8.self)
        case "data": data = data.map { $0 + [UInt8(ascii: "\n")] + value } ?? Array(value)
        default: break
        }
    }
}
