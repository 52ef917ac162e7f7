import HeraldModel
import HeraldWire

/// A request body with the headers a dialect sends it under.
struct SignedBody: Hashable, Sendable {
    /// Names in lower case, with their values.
    var headers: [Header]
    var body: [UInt8]

    /// One request header.
    struct Header: Hashable, Sendable {
        var name: String
        var value: String
    }

    /// The headers that differ from request to request, the signature above all.
    static func signature(
        of body: [UInt8], dialect: any WireDialect, signer: Signer, request: WireRequest
    ) -> [Header] {
        var lines: [UInt8] = []
        body.withUnsafeBytes {
            dialect.appendRequestHeaders(body: $0, signer: signer, request: request, into: &lines)
        }
        return String(decoding: lines, as: UTF8.self).split(separator: "\r\n").compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return Header(
                name: String(line[..<colon]), value: String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
    }

    init(headers: [Header], body: [UInt8]) {
        self.headers = headers
        self.body = body
    }

    /// Signs a body and adds the dialect's other headers.
    init(_ body: [UInt8], dialect: any WireDialect, signer: Signer, request: WireRequest) {
        headers = dialect.staticHeaders.map { Header(name: $0.name, value: $0.value) }
        headers += Self.signature(of: body, dialect: dialect, signer: signer, request: request)
        self.body = body
    }

    /// The dialect's wire format.
    /// - Throws: ``CommandFailure`` when this version does not speak it.
    static func wire(for dialect: Dialect) throws(CommandFailure) -> any WireDialect {
        do {
            return try WireDialects.wire(for: dialect)
        } catch {
            throw CommandFailure("The \(error.description).", status: .usage)
        }
    }
}
