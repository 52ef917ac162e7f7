import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird
import NIOCore

extension RouteTable {
    /// `POST /in/{source}`: a provider's webhook as it comes. No key: the signature is what counts.
    mutating func addIngest() {
        add(.post, "/in/{source}", needs: .nothing) { call in
            let ingest = call.operations.ingest
            let door = try ingest.door(try call.id("source"))
            try ingest.admit(call.client, headerNames: call.headerNames, at: door)
            let body: [UInt8]
            do {
                body = try await call.promptBody()
            } catch let error as OperationError {
                ingest.refused(error, from: call.client, headerNames: call.headerNames, at: door)
                throw error
            }
            try await ingest.receive(
                call.request.headers.map { ($0.name.rawName, $0.value) }, body, from: call.client, at: door)
            return .json(.object(.init()))
        }
    }
}

extension Call {
    /// Who sent the request, as far as trusted proxies tell.
    fileprivate var client: IPAddress? {
        let forwardedFor = HTTPField.Name("X-Forwarded-For").map { request.headers[values: $0] } ?? []
        return operations.ingest.client(peer: context.peer, forwardedFor: forwardedFor)
    }

    fileprivate var headerNames: [String] { request.headers.map(\.name.rawName) }

    /// The whole body, unless it is too long or too slow to come.
    fileprivate func promptBody() async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                Array(buffer: try await collect(upTo: Ingest.bodyBytes, orThrow: .sourceBodyTooLarge))
            }
            group.addTask {
                try await Task.sleep(for: Ingest.readDeadline)
                throw OperationError.sourceBodyTooSlow
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }
}
