import HeraldModel
import HeraldOperations
import Hummingbird

/// One authorised request, with what every handler needs of it.
struct Call: Sendable {
    let request: Request
    let context: APIContext
    let operations: Operations
    /// The key it came with; nil only where none is needed.
    let caller: AccessKey?
    /// The network of the path; the key reaches it.
    private let pathNetwork: NetworkID?

    init(
        _ request: Request, _ context: APIContext, operations: Operations, caller: AccessKey?, network: NetworkID?
    ) {
        self.request = request
        self.context = context
        self.operations = operations
        self.caller = caller
        pathNetwork = network
    }

    /// The network of the path.
    var network: NetworkID {
        get throws(OperationError) {
            guard let pathNetwork else { throw .notFound("network") }
            return pathNetwork
        }
    }

    /// A parameter of the path, percent-decoded.
    func parameter(_ name: String) throws(OperationError) -> String {
        guard let raw = context.parameters.get(name), let text = PercentDecoding.decode(raw) else {
            throw .notFound(name)
        }
        return text
    }

    /// An identifier in the path. A malformed one names nothing, so the answer is 404 as well.
    func id<ID: Identifier>(_ name: String, _: ID.Type = ID.self) throws(OperationError) -> ID {
        guard let id = ID(try parameter(name)) else { throw .notFound(name) }
        return id
    }
}
