import HeraldDelivery
import HeraldJSON
import HeraldModel
import HeraldWire

/// A hook made ready for sending: everything that is the same in all its requests is computed once.
final class PreparedHook: Sendable {
    let hook: Hook
    let origin: HTTPOrigin
    private let network: Network
    private let wire: any WireDialect
    private let signer: Signer
    /// The request line's target, in the pieces between which the command's name goes.
    private let target: [[UInt8]]
    /// `Host` and constant header lines, up to where `content-length` goes.
    private let head: [UInt8]

    init(
        _ hook: Hook, of network: Network, over transport: any DeliveryTransport
    ) throws(HookFault) {
        let url: WebhookURL
        do throws(WebhookURLError) {
            url = try WebhookURL(hook.url)
        } catch {
            throw .unusable(error.description)
        }
        do throws(WireError) {
            wire = try WireDialects.wire(for: network.dialect, of: network)
        } catch {
            throw .unusable(error.description)
        }
        let secrets = hook.signingSecrets(in: network).map(\.value)
        guard let signer = Signer(secrets, form: wire.secretForm) else {
            throw .unusable("the hook has no secret of the dialect's form; regenerate its key")
        }
        self.signer = signer
        do throws(EndpointError) {
            origin = HTTPOrigin(
                isSecure: url.isSecure, host: url.host, port: url.port,
                route: try transport.route(tls: nil, region: network.region))
        } catch {
            throw .unusable(error.description)
        }
        self.hook = hook
        self.network = network
        target = hook.kind == .customCommand ? Self.pieces(of: url.target) : [Array(url.target.utf8)]
        var head = " HTTP/1.1\r\nhost: \(url.authority)\r\naccept: application/json\r\n"
        for header in wire.staticHeaders where !Self.ownHeaders.contains(header.name) {
            head += "\(header.name): \(header.value)\r\n"
        }
        self.head = Array(head.utf8) + Array("content-length: ".utf8)
    }

    /// Whether nothing has changed since.
    func isFor(_ hook: Hook, of network: Network) -> Bool {
        self.hook == hook && self.network == network
    }

    /// A request with `body`.
    /// - Parameters:
    ///   - body: the body as JSON.
    ///   - command: what `{type}` in the URL stands for.
    ///   - id: what the request is known by; another one for every call.
    func message(body: JSONValue, command: String?, id: DeliveryID, at now: Timestamp) -> HookMessage {
        let body = HookBody.bytes(body, dialect: network.dialect)
        var bytes = Array("POST ".utf8)
        bytes.reserveCapacity(head.count + body.count + 512)
        let name = command.map { PercentEncoding.encode($0) } ?? []
        for (index, piece) in target.enumerated() {
            if index > 0 { bytes += name }
            bytes += piece
        }
        bytes += head
        bytes += "\(body.count)\r\n".utf8
        let request = WireRequest(
            network: network.id, delivery: id, event: EventID(rawValue: id.rawValue), time: now)
        body.withUnsafeBytes { body in
            wire.appendRequestHeaders(body: body, signer: signer, request: request, into: &bytes)
            if network.dialect == .socialplus {
                // Pre-hooks are documented with a header of their own (`reference/social-plus.md` §11).
                bytes += "x-signature: ".utf8
                signer.current.appendHexSignature(of: body, to: &bytes)
                bytes += "\r\n".utf8
            }
        }
        bytes += "\r\n".utf8
        bytes += body
        return HookMessage(bytes)
    }

    /// What this writes itself, or what is only true of deliveries.
    private static let ownHeaders: Set<String> = ["accept", "accept-encoding"]

    /// Cuts a target where `{type}` stands, percent-encoded or not.
    private static func pieces(of target: String) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = target[...]
        while let mark = marks.compactMap({ rest.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }) {
            pieces.append(Array(rest[..<mark.lowerBound].utf8))
            rest = rest[mark.upperBound...]
        }
        pieces.append(Array(rest.utf8))
        return pieces
    }

    private static let marks = ["{type}", "%7Btype%7D", "%7btype%7d"]
}
