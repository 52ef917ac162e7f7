import HTTPTypes
import HeraldModel
import HeraldOperations
import Hummingbird

extension PanelRoutes {
    /// What open pages listen to.
    mutating func addLive() {
        add(.get, Self.network + "/live", needs: .read) { visit in
            let network = try visit.network.id
            guard let watch = visit.operations.activity.watch(most: ChangeStream.most(visit.mount)) else {
                throw OperationError.tooManyWatch
            }
            let sessions = visit.operations.sessions
            let token = visit.token
            var stream = ChangeStream(operations: visit.operations, network: network, watch: watch) {
                try? await sessions.visitor(token: token)
            }
            if let limit = visit.query.text("limit").flatMap(Int.init), limit > 0 { stream.left = limit }
            return .stream(stream.body)
        }
    }
}
