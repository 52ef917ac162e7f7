public import HeraldModel
import NIOCore

extension DeliveryEngine {
    public func probe(
        _ webhook: Webhook, of network: Network, with event: EventRecord
    ) async throws(EndpointError) -> Probe {
        let endpoint = try PreparedEndpoint(webhook, of: network, over: transport)
        let started = now()
        let message = endpoint.message(
            body: endpoint.body(of: event), of: event, delivery: DeliveryID(rawValue: event.id.rawValue), at: started)
        let variant = RequestVariant(attempt: 1)
        var request = ByteBuffer()
        message.write(variant: variant, into: &request)
        let result = await probes.result { token in
            transport.submit([
                TransportRequest(
                    token: token, origin: endpoint.origin, message: message, variant: variant,
                    timeout: endpoint.timeout)
            ])
        }
        var attempt = Attempt(
            number: 1, startedAt: started, durationMicroseconds: result.durationMicroseconds, status: nil, error: nil,
            timing: result.timing)
        switch result.outcome {
        case .response(let response):
            attempt.status = response.status
            attempt.responseHead = response.head
            attempt.responseBody = response.body
        case .failure(let failure):
            attempt.status = result.proxyStatus
            attempt.error = failure.rawValue
        }
        return Probe(
            request: Array(request.readableBytesView), attempt: attempt,
            isSuccess: attempt.error == nil && attempt.status.map(endpoint.isSuccess) ?? false)
    }

    public func request(
        _ webhook: Webhook, of network: Network, with event: EventRecord, delivery: DeliveryID, attempt: Int,
        isLegacy: Bool, at time: Timestamp
    ) throws(EndpointError) -> [UInt8] {
        let endpoint = try PreparedEndpoint(webhook, of: network, over: transport)
        var request = ByteBuffer()
        endpoint.message(body: endpoint.body(of: event), of: event, delivery: delivery, at: time)
            .write(variant: RequestVariant(attempt: attempt, isLegacy: isLegacy), into: &request)
        return Array(request.readableBytesView)
    }
}
