import HeraldJSON
import HeraldModel

/// One failed delivery as a line of an export.
struct ExportRow {
    let delivery: Delivery
    let url: String
    let event: EventRecord?
    let lastAttempt: Attempt?
}

/// Writes the rows of an export as JSON or CSV, part by part. The columns are ours: Sendbird's are unpublished.
struct ExportWriter {
    let request: FailureExportRequest
    let times: ZonedTime
    /// Whether the file has a row already.
    private(set) var hasRows: Bool
    private(set) var bytes: [UInt8] = []

    static let columns = [
        "created_at", "category", "webhook_id", "url", "delivery_id", "event_id", "attempts", "last_attempt_at",
        "last_status", "last_error", "payload",
    ]

    /// - Parameter hasRows: whether an earlier part has one.
    init(_ request: FailureExportRequest, times: ZonedTime, isFirstPart: Bool, hasRows: Bool) {
        self.request = request
        self.times = times
        self.hasRows = hasRows
        guard isFirstPart else { return }
        switch request.format {
        case .json: bytes.append(UInt8(ascii: "["))
        case .csv: appendLine(Self.columns)
        }
    }

    mutating func append(_ row: ExportRow) {
        let values = values(of: row)
        switch request.format {
        case .json:
            if hasRows { bytes += Array(",\n".utf8) }
            JSONValue.object(JSONObject(zip(Self.columns, values).map { .init($0, $1) })).append(to: &bytes)
            // The payload is copied as it is kept, never parsed.
            bytes.removeLast()
            bytes += Array(",\"payload\":".utf8)
            bytes += payload(of: row) ?? Array("null".utf8)
            bytes.append(UInt8(ascii: "}"))
        case .csv:
            let payload = payload(of: row).map { String(decoding: $0, as: UTF8.self) } ?? ""
            appendLine(values.map(Self.plain) + [payload])
        }
        hasRows = true
    }

    /// Ends the file.
    mutating func finish() {
        if request.format == .json { bytes += Array("]\n".utf8) }
    }

    /// All columns but the payload.
    private func values(of row: ExportRow) -> [JSONValue] {
        [
            .string(times.text(row.delivery.createdAt)), .string(row.delivery.type),
            .string(row.delivery.webhookID.description), .string(row.url), .string(row.delivery.id.description),
            .string(row.delivery.eventPublicID), .number(.init(row.delivery.attemptCount)),
            row.lastAttempt.map { .string(times.text($0.startedAt)) } ?? .null,
            row.lastAttempt?.status.map { .number(.init($0)) } ?? .null,
            (row.lastAttempt?.error ?? row.delivery.reason).map(JSONValue.string) ?? .null,
        ]
    }

    private func payload(of row: ExportRow) -> [UInt8]? {
        guard let event = row.event, event.hasPayload else { return nil }
        return event.data
    }

    private mutating func appendLine(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes += Array(String(request.delimiter).utf8) }
            let needsQuotes = field.contains { $0 == request.delimiter || $0 == "\"" || $0.isNewline }
            bytes += Array((needsQuotes ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field).utf8)
        }
        bytes += Array("\r\n".utf8)
    }

    private static func plain(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .number(let number): number.text
        default: ""
        }
    }
}
