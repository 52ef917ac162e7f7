import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird
import NIOCore

extension RouteTable {
    /// The export of failed webhooks (`reference/sendbird.md` §2.6).
    mutating func addSendbirdExports() {
        let all = "/v3/export/failed_webhooks"
        addSendbird(.post, all) { call, network in
            guard let body = try await call.vendorBody() else { throw SendbirdFault.invalidJSON }
            let request = try FailureExportRequest(SendbirdBody(object: body))
            let export = try await call.operations.exports.schedule(request, of: network.id)
            return .json(.object(SendbirdExportView.json(export, for: call)))
        }
        addSendbird(.get, all) { call, network in
            let exports = try await call.operations.exports.all(of: network.id)
            let query = VendorQuery(call.request)
            let limit = try Self.number(query, "limit", 1...100) ?? 10
            let start = try Self.number(query, "token", 0...1_000_000) ?? 0
            let shown = exports.dropFirst(start).prefix(limit)
            let next = start + shown.count < exports.count ? String(start + shown.count) : ""
            return .json([
                "exported_data": .array(shown.map { .object(SendbirdExportView.json($0, for: call)) }),
                "next": .string(next),
            ])
        }
        addSendbird(.get, all + "/{export}") { call, network in
            let export = try await call.operations.exports.export(try call.parameter("export"), of: network.id)
            return .json(.object(SendbirdExportView.json(export, for: call)))
        }
        // The link is its own permission, as Sendbird's is: whoever fetches the file has no API token.
        addVendor(.get, all + "/{export}/file", prefix: "/sendbird") { call in
            let query = VendorQuery(call.request)
            guard let network = query.text("network").flatMap({ NetworkID($0) }), let token = query.text("token")
            else { throw SendbirdFault(400_108, "The link is not complete.") }
            let export = try await call.operations.exports.export(
                try call.parameter("export"), of: network, linkToken: token)
            return SendbirdExportView.file(export, exports: call.operations.exports)
        }
    }

    private static func number(
        _ query: VendorQuery, _ name: String, _ range: ClosedRange<Int>
    ) throws(SendbirdFault) -> Int? {
        guard let text = query.text(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw SendbirdFault(400_111, "Invalid value: \"\(name)\".")
        }
        return number
    }
}

extension FailureExportRequest {
    /// Reads the body of `POST /v3/export/failed_webhooks`.
    init(_ body: SendbirdBody) throws(SendbirdFault) {
        guard let start = try body.number("start_ts"), let end = try body.number("end_ts") else {
            throw SendbirdFault(400_105, "\"start_ts\" and \"end_ts\" are required.")
        }
        // Beyond year 9999 nothing can be told apart any more.
        let known = 0...Timestamp.distantFuture.milliseconds
        guard known.contains(start), known.contains(end) else {
            throw SendbirdFault(400_113, "\"start_ts\" and \"end_ts\" must be Unix times in milliseconds.")
        }
        self.init(start: Timestamp(milliseconds: start), end: Timestamp(milliseconds: end))
        if let text = try body.text("format") {
            guard let format = Format(rawValue: text) else {
                throw SendbirdFault(400_111, "Invalid value: \"format\". Write json or csv.")
            }
            self.format = format
        }
        if let text = try body.text("csv_delimiter") {
            guard text.count == 1, let character = text.first else {
                throw SendbirdFault(400_111, "Invalid value: \"csv_delimiter\". Write one character.")
            }
            delimiter = character
        }
        timeZone = try body.text("timezone") ?? timeZone
    }
}
