import HeraldJSON

/// A publishing request's body: canonical JSON, cut into its events. Nothing is built as a tree.
///
/// The whole body is checked and made canonical in one pass. What lies in it is canonical too, so a payload is from
/// then on only a range of these bytes.
struct EventBatch {
    /// Every event's canonical bytes, one after another or within their array.
    private(set) var bytes: [UInt8] = []
    /// Where each event stands.
    private(set) var events: [Range<Int>] = []
    /// Whether the body was one event rather than a list: then pointers have no index.
    private(set) var isSingle = false
    private let keepsIntegers: Bool

    /// - Parameter keepsIntegers: leave 64-bit integers as they are rather than round them as JavaScript does.
    /// - Throws: ``OperationError``: malformed JSON, no events, too many of them, too many bytes.
    init(
        _ body: UnsafeBufferPointer<UInt8>, format: EventFormat, limits: OperationLimits, keepsIntegers: Bool = false
    ) throws(OperationError) {
        self.keepsIntegers = keepsIntegers
        guard body.count <= limits.batchBytes else { throw .batchTooLarge(limit: limits.batchBytes) }
        bytes.reserveCapacity(body.count)
        switch format {
        case .json: try readDocument(body, limits: limits)
        case .lines: try readLines(body, limits: limits)
        }
        guard !events.isEmpty else {
            throw OperationError(
                .invalid, code: "invalid_events", title: "Invalid events",
                detail: "The body holds no event. Send one object, an array of objects, or one object per line.")
        }
    }

    /// The JSON pointer of an event in the request.
    func pointer(_ index: Int) -> String { isSingle ? "" : "/\(index)" }

    private mutating func readDocument(
        _ body: UnsafeBufferPointer<UInt8>, limits: OperationLimits
    ) throws(OperationError) {
        do throws(JSONError) {
            try JSONCanonicalizer.canonicalize(body, into: &bytes, keepsIntegers: keepsIntegers)
        } catch {
            let place = error.position(in: body)
            throw .malformedJSON("Line \(place.line), column \(place.column): \(error.remedy).")
        }
        guard bytes.first == UInt8(ascii: "[") else {
            isSingle = true
            events = [0..<bytes.count]
            return
        }
        events = JSONScanner.elements(of: bytes, limit: limits.eventsPerArray + 1)
        guard events.count <= limits.eventsPerArray else { throw Self.tooMany(limits.eventsPerArray) }
    }

    private mutating func readLines(
        _ body: UnsafeBufferPointer<UInt8>, limits: OperationLimits
    ) throws(OperationError) {
        var start = 0
        var line = 0
        while start < body.count {
            line += 1
            let end = ByteSearch.first(UInt8(ascii: "\n"), in: body, start..<body.count)
            let text = UnsafeBufferPointer(rebasing: body[start..<end])
            start = end + 1
            guard text.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { continue }
            guard events.count < limits.eventsPerStream else { throw Self.tooMany(limits.eventsPerStream) }
            let before = bytes.count
            do throws(JSONError) {
                try JSONCanonicalizer.canonicalize(text, into: &bytes, keepsIntegers: keepsIntegers)
            } catch {
                throw .malformedJSON("Line \(line), column \(error.byteOffset + 1): \(error.remedy).")
            }
            events.append(before..<bytes.count)
        }
    }

    private static func tooMany(_ limit: Int) -> OperationError {
        OperationError(
            .invalid, code: "too_many_events", title: "Too many events",
            detail: "The body holds more than \(limit) events. Send it in parts.")
    }
}
