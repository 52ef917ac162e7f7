import HeraldJSON
import HeraldModel
import HeraldStore

extension FailureExport {
    static let jobPrefix = "export-job/"
    static func partPrefix(_ id: String) -> String { "export-part/\(id)/" }

    static func jobName(_ id: String) -> String { jobPrefix + id }
    static func partName(_ id: String, _ part: Int) -> String { partPrefix(id) + String(part) }

    /// The job as it is kept.
    var document: Document {
        var object = JSONObject([
            .init("id", .string(id)), .init("createdAt", Self.number(createdAt)), .init("token", .string(token)),
            .init("status", .string(status.rawValue)), .init("rows", .number(.init(rows))),
            .init("parts", .number(.init(parts))), .init("bytes", .number(.init(bytes))),
            .init("start", Self.number(request.start)), .init("end", Self.number(request.end)),
            .init("format", .string(request.format.rawValue)), .init("delimiter", .string(String(request.delimiter))),
            .init("timeZone", .string(request.timeZone)),
        ])
        object["failure"] = failure.map(JSONValue.string)
        object["finishedAt"] = finishedAt.map(Self.number)
        object["cursor"] = cursor.map { .string($0.description) }
        return Document(networkID: networkID, name: Self.jobName(id), body: JSONValue.object(object).encoded())
    }

    /// Reads what ``document`` wrote; nil when it is something else.
    init?(_ document: Document) {
        guard let json = try? JSONValue(parsing: document.body), let id = json["id"]?.string,
            let token = json["token"]?.string, let created = Self.time(json["createdAt"]),
            let start = Self.time(json["start"]), let end = Self.time(json["end"]),
            let format = json["format"]?.string.flatMap(FailureExportRequest.Format.init),
            let delimiter = json["delimiter"]?.string?.first, let zone = json["timeZone"]?.string,
            let status = json["status"]?.string.flatMap(Status.init)
        else { return nil }
        self.init(
            id: id, networkID: document.networkID,
            request: FailureExportRequest(
                start: start, end: end, format: format, delimiter: delimiter, timeZone: zone),
            createdAt: created, token: token)
        self.status = status
        failure = json["failure"]?.string
        finishedAt = Self.time(json["finishedAt"])
        rows = Int(json["rows"]?.integer ?? 0)
        parts = Int(json["parts"]?.integer ?? 0)
        bytes = Int(json["bytes"]?.integer ?? 0)
        cursor = json["cursor"]?.string.flatMap { DeliveryID($0) }
    }

    private static func number(_ time: Timestamp) -> JSONValue { .number(.init(time.milliseconds)) }

    private static func time(_ value: JSONValue?) -> Timestamp? {
        value?.integer.map(Timestamp.init(milliseconds:))
    }
}
