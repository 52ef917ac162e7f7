/// Cuts a stream of JSON into the events it holds: one object, an array of objects, or objects one after another.
///
/// Sees only braces and strings; whether an event is well-formed inside is for the server to say. Memory is bounded
/// by the size of one event.
struct EventSplitter {
    /// The most bytes one event may have.
    let eventLimit: Int
    /// How many events were cut out so far.
    private(set) var count = 0

    private var place = Place.start
    private var isInArray = false
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var current: [UInt8] = []

    private enum Place { case start, between, inside, end }

    init(eventLimit: Int = 8 << 20) { self.eventLimit = eventLimit }

    /// Takes the next piece of input and returns the events that ended in it.
    mutating func feed(_ bytes: some Sequence<UInt8>) throws(CommandFailure) -> [[UInt8]] {
        var events: [[UInt8]] = []
        for byte in bytes {
            if place == .inside {
                guard current.count < eventLimit else {
                    throw CommandFailure("Event \(count + 1) is larger than \(eventLimit) bytes.")
                }
                current.append(byte)
                if closes(byte) {
                    events.append(current)
                    current = []
                    count += 1
                    place = .between
                }
            } else {
                try step(byte)
            }
        }
        return events
    }

    /// Says that the input is over.
    /// - Throws: ``CommandFailure`` when it stopped in the middle of an event or an array.
    func finish() throws(CommandFailure) {
        if place == .inside {
            throw CommandFailure("The input ends in the middle of event \(count + 1).", hint: "Is it cut off?")
        }
        if isInArray, place != .end {
            throw CommandFailure("The input ends before the array is closed.", hint: "Is it cut off?")
        }
        if count == 0, place != .end {
            throw CommandFailure("The input holds no event.", hint: #"An event is {"type":"…","data":{…}}."#)
        }
    }

    private mutating func step(_ byte: UInt8) throws(CommandFailure) {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D: return
        // A byte order mark.
        case 0xEF where place == .start, 0xBB where place == .start, 0xBF where place == .start: return
        case UInt8(ascii: "[") where place == .start:
            isInArray = true
            place = .between
        case UInt8(ascii: "]") where isInArray && place == .between: place = .end
        case UInt8(ascii: ",") where isInArray && place == .between && count > 0: return
        case UInt8(ascii: "{") where place != .end:
            place = .inside
            depth = 1
            current = [byte]
        default:
            throw CommandFailure(
                "Event \(count + 1) does not start with '{'.",
                hint: "Give one event object, an array of them, or one object per line."
            )
        }
    }

    /// Whether `byte` ends the object that is being read.
    private mutating func closes(_ byte: UInt8) -> Bool {
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            return false
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
        return depth == 0
    }
}
