import HeraldDelivery

/// Reads one HTTP/1.x answer at a time from bytes as they come, within limits.
///
/// Strict where framing is at stake (folded lines, blanks before the colon, contradicting lengths and stray carriage
/// returns are refused, chunks must end as they should), lenient where it is not: a line of the head may end in a bare
/// line feed, and `Transfer-Encoding` wins over `Content-Length`. Herald is no intermediary, so a misframed answer can only mislead about its own origin, and any
/// doubt about where an answer ends (``canReuse``) ends the connection.
struct ResponseParser {
    /// How far the answer is.
    enum Progress: Equatable {
        case incomplete
        case complete
        case failed(TransportFailure)
    }

    private enum Phase: Equatable {
        case statusLine
        case headerLines
        case fixedBody(remaining: Int)
        case chunkSize
        case chunkData(remaining: Int)
        case chunkEnd
        case trailers
        case untilClose
        case complete
        case failed(TransportFailure)
    }

    private let limits: ResponseLimits
    private var phase = Phase.statusLine
    private var head = ResponseHead()
    private var keptHead: [UInt8] = []
    private var isHeadCut = false
    private var body: [UInt8] = []
    /// A line of which the end has not come yet.
    private var partialLine: [UInt8] = []
    private var headBytes = 0
    private var bodyBytes = 0
    private var informationalCount = 0

    /// Whether any byte of the answer has come.
    private(set) var hasStarted = false
    /// Whether the connection can serve another request after this answer. Meaningful once complete.
    private(set) var canReuse = true

    init(limits: ResponseLimits) {
        self.limits = limits
    }

    /// Prepares for the next answer.
    mutating func reset() {
        self = ResponseParser(limits: limits)
    }

    /// What was read. Meaningful once complete.
    var response: TransportResponse {
        TransportResponse(status: head.status, head: keptHead, body: body)
    }

    /// Reads the next bytes. Bytes after the end of the answer only end the connection's reuse.
    mutating func receive(_ bytes: Span<UInt8>) -> Progress {
        var position = 0
        if !bytes.isEmpty { hasStarted = true }
        while position < bytes.count {
            switch phase {
            case .complete:
                canReuse = false
                return .complete
            case .failed(let failure):
                return .failed(failure)
            case .fixedBody(let remaining):
                let count = min(remaining, bytes.count - position)
                take(bytes.extracting(position..<position + count))
                position += count
                advance(to: remaining == count ? .complete : .fixedBody(remaining: remaining - count))
            case .untilClose:
                take(bytes.extracting(position..<bytes.count))
                position = bytes.count
            case .chunkData(let remaining):
                let count = min(remaining, bytes.count - position)
                take(bytes.extracting(position..<position + count))
                position += count
                advance(to: remaining == count ? .chunkEnd : .chunkData(remaining: remaining - count))
            case .statusLine, .headerLines, .trailers, .chunkSize, .chunkEnd:
                position = readLine(bytes, from: position)
            }
        }
        return progress
    }

    /// Takes note that the peer closed the connection.
    mutating func end() -> Progress {
        canReuse = false
        switch phase {
        case .complete, .untilClose: phase = .complete
        case .failed: break
        default: phase = .failed(.connectionClosed)
        }
        return progress
    }

    private var progress: Progress {
        switch phase {
        case .complete: .complete
        case .failed(let failure): .failed(failure)
        default: .incomplete
        }
    }

    /// Moves on, unless taking the body has just ended the answer.
    private mutating func advance(to next: Phase) {
        if phase != .complete { phase = next }
    }

    private mutating func take(_ bytes: Span<UInt8>) {
        let room = limits.keptBody - body.count
        if room > 0 { body.append(bytes.extracting(first: min(room, bytes.count))) }
        countBody(bytes.count)
    }

    private mutating func countBody(_ count: Int) {
        bodyBytes += count
        guard bodyBytes > limits.body else { return }
        canReuse = false
        phase = .complete
    }

    // MARK: Lines

    /// Reads up to the end of a line, or keeps what there is of it. Returns where to go on.
    private mutating func readLine(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        let length = partialLine.count + end - start
        guard end < bytes.count else {
            if isWithinLimits(lineBytes: length) { partialLine.append(bytes.extracting(start..<end)) }
            return end
        }
        guard isWithinLimits(lineBytes: length + 1) else { return end }
        if partialLine.isEmpty {
            finishLine(bytes.extracting(start..<end))
        } else {
            partialLine.append(bytes.extracting(start..<end))
            let line = partialLine
            partialLine = []
            finishLine(line.span)
        }
        return end + 1
    }

    private mutating func isWithinLimits(lineBytes: Int) -> Bool {
        switch phase {
        case .chunkSize, .chunkEnd:
            if lineBytes <= limits.chunkLine { return true }
            phase = .failed(.invalidResponse)
        default:
            if headBytes + lineBytes <= limits.head { return true }
            phase = .failed(.responseTooLarge)
        }
        return false
    }

    private mutating func finishLine(_ bytes: Span<UInt8>) {
        let hasReturn = bytes.count > 0 && bytes[bytes.count - 1] == UInt8(ascii: "\r")
        let line = bytes.extracting(first: bytes.count - (hasReturn ? 1 : 0))
        if !hasReturn, isFramingBody {
            // A chunk one byte longer than said would end here as well.
            phase = .failed(.invalidResponse)
            return
        }
        switch phase {
        case .statusLine:
            headBytes += bytes.count + 1
            phase = head.readStatusLine(line) ? .headerLines : .failed(.invalidResponse)
        case .headerLines:
            headBytes += bytes.count + 1
            if line.isEmpty {
                finishHead()
            } else if head.readField(line) {
                keepHeader(line)
            } else {
                phase = .failed(.invalidResponse)
            }
        case .trailers:
            headBytes += bytes.count + 1
            if line.isEmpty {
                phase = .complete
            } else if !ResponseHead.isField(line) {
                phase = .failed(.invalidResponse)
            }
        case .chunkSize:
            countBody(bytes.count + 1)
            switch ChunkLine.size(line) {
            case 0: advance(to: .trailers)
            case let size?: advance(to: .chunkData(remaining: size))
            case nil: advance(to: .failed(.invalidResponse))
            }
        case .chunkEnd:
            countBody(bytes.count + 1)
            advance(to: line.isEmpty ? .chunkSize : .failed(.invalidResponse))
        case .fixedBody, .chunkData, .untilClose, .complete, .failed: break
        }
    }

    private var isFramingBody: Bool {
        switch phase {
        case .chunkSize, .chunkEnd, .trailers: true
        default: false
        }
    }

    private mutating func keepHeader(_ line: Span<UInt8>) {
        guard !isHeadCut, keptHead.count + line.count + 2 <= limits.keptHead else {
            isHeadCut = true
            return
        }
        keptHead.append(line)
        keptHead.append(UInt8(ascii: "\r"))
        keptHead.append(UInt8(ascii: "\n"))
    }

    private mutating func finishHead() {
        if head.status < 200 {
            informationalCount += 1
            // Herald never asks for another protocol, so 101 is an answer to nothing.
            guard head.status != 101, informationalCount <= limits.informational else {
                phase = .failed(.invalidResponse)
                return
            }
            head = ResponseHead()
            keptHead.removeAll(keepingCapacity: true)
            isHeadCut = false
            phase = .statusLine
            return
        }
        canReuse = head.canReuse
        switch head.framing {
        case .none, .length(0): phase = .complete
        case .length(let length): phase = .fixedBody(remaining: length)
        case .chunked: phase = .chunkSize
        case .untilClose:
            canReuse = false
            phase = .untilClose
        case .contradiction: phase = .failed(.invalidResponse)
        }
    }
}
