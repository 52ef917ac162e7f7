import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore
import Hummingbird

extension RouteTable {
    /// `/v1/networks/{network}/consumers`.
    mutating func addConsumers() {
        let all = "/v1/networks/{network}/consumers"
        let one = all + "/{consumer}"
        add(.get, all, needs: .read) { call in
            _ = try QueryReader(call.request, known: [])
            let consumers = try await call.operations.consumers.all(of: try call.network)
            return .json(ListPage.json(consumers.map { ConsumerView.json($0) }, nextCursor: nil))
        }
        add(.get, one, needs: .read) { call in
            .json(ConsumerView.json(try await call.operations.consumers.consumer(try call.consumer)))
        }
        add(.put, one, needs: .manage) { call in
            let result = try await call.operations.consumers.put(
                try call.consumer, try await call.body(isOptional: true))
            return .json(ConsumerView.json(result), status: result.isNew ? .created : .ok)
        }
        add(.delete, one, needs: .manage) { call in
            try await call.operations.consumers.delete(try call.consumer)
            return Response(status: .noContent)
        }
        add(.post, one + "/seek", needs: .manage) { call in
            let detail = try await call.operations.consumers.seek(try call.consumer, try await call.body())
            return .json(ConsumerView.json(detail))
        }
        addLeases(one)
        addDeadLetters(one + "/dead")
    }

    private mutating func addLeases(_ one: String) {
        add(.post, one + "/lease", needs: .consume) { call in
            let consumers = call.operations.consumers
            switch try await consumers.lease(try call.consumer, try await call.body(isOptional: true)) {
            case .batch(let batch): return .json(bytes: ConsumerView.json(batch))
            case .mustWait(let wait):
                let isPresent = await call.context.presence()
                return .json(bytes: ConsumerView.json(try await consumers.wait(wait, while: isPresent)))
            }
        }
        add(.post, one + "/ack", needs: .consume) { call in
            let outcomes = try await call.operations.consumers.acknowledge(try call.consumer, try await call.body())
            return .json(ConsumerView.json(outcomes, done: "acked"))
        }
        add(.post, one + "/nack", needs: .consume) { call in
            let outcomes = try await call.operations.consumers.giveBack(try call.consumer, try await call.body())
            return .json(ConsumerView.json(outcomes, done: "waiting"))
        }
        add(.post, one + "/extend", needs: .consume) { call in
            let outcomes = try await call.operations.consumers.extend(try call.consumer, try await call.body())
            return .json(ConsumerView.json(outcomes, done: "extended"))
        }
    }

    private mutating func addDeadLetters(_ dead: String) {
        add(.get, dead, needs: .read) { call in
            let query = try QueryReader(call.request, known: ["limit", "cursor"])
            let page = try await call.operations.consumers.deadLetters(
                of: try call.consumer, before: try query.cursor(), limit: try query.limit())
            return .json(bytes: ConsumerView.json(page))
        }
        add(.post, dead + "/requeue", needs: .manage) { call in
            let count = try await call.operations.consumers.requeueDeadLetters(
                of: try call.consumer, try await call.body())
            return .json(["requeued": .count(count)])
        }
        add(.delete, dead, needs: .manage) { call in
            let count = try await call.operations.consumers.dropDeadLetters(of: try call.consumer, event: nil)
            return .json(["dropped": .count(count)])
        }
        add(.delete, dead + "/{event}", needs: .manage) { call in
            let event: EventID = try call.id("event")
            let count = try await call.operations.consumers.dropDeadLetters(of: try call.consumer, event: event)
            guard count > 0 else { throw OperationError.notFound("dead letter") }
            return .json(["dropped": .count(count)])
        }
    }
}

extension Call {
    /// The consumer the path names.
    fileprivate var consumer: Consumer.Key {
        get throws(OperationError) { Consumer.Key(networkID: try network, name: try parameter("consumer")) }
    }
}
