import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird
import NIOCore

/// How Sendbird shows an export, and the file itself.
enum SendbirdExportView {
    static func json(_ export: FailureExport, for call: Call) -> JSONObject {
        var object = JSONObject([
            .init("request_id", .string(export.id)),
            .init("data_type", "failed_webhooks"),
            .init("status", .string(export.status.rawValue)),
            .init("format", .string(export.request.format.rawValue)),
            .init("csv_delimiter", .string(String(export.request.delimiter))),
            .init("timezone", .string(export.request.timeZone)),
            .init("created_at", .count(export.createdAt.milliseconds)),
            .init("start_ts", .count(export.request.start.milliseconds)),
            .init("end_ts", .count(export.request.end.milliseconds)),
        ])
        if export.status == .done, let expiry = export.expiresAt {
            object["file"] = [
                "url": .string(link(to: export, for: call)), "expires_at": .count(expiry.milliseconds),
            ]
        }
        object["error_message"] = export.failure.map(JSONValue.string)
        return object
    }

    /// The file, part by part as the store gives it.
    static func file(_ export: FailureExport, exports: FailureExports) -> Response {
        let format = export.request.format
        let body = ResponseBody(contentLength: export.bytes) { writer in
            for part in 0..<export.parts {
                try await writer.write(ByteBuffer(bytes: try await exports.part(part, of: export)))
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: format == .csv ? "text/csv; charset=utf-8" : "application/json",
                .contentDisposition: "attachment; filename=\"failed_webhooks_\(export.id).\(format.rawValue)\"",
            ],
            body: body)
    }

    /// Where the caller reached this server, with the path of the file.
    private static func link(to export: FailureExport, for call: Call) -> String {
        let forwarded = forwardedScheme.flatMap { call.request.headers[$0] }?.lowercased()
        let scheme = forwarded == "https" ? "https" : "http"
        let prefix = call.request.uri.path.hasPrefix("/sendbird/") ? "/sendbird" : ""
        return "\(scheme)://\(call.request.head.authority ?? "localhost")\(prefix)/v3/export/failed_webhooks/"
            + "\(export.id)/file?network=\(export.networkID)&token=\(export.token)"
    }

    private static let forwardedScheme = HTTPField.Name("x-forwarded-proto")
}
