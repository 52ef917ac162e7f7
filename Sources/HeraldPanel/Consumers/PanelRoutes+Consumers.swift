import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// Programs that pull.
    mutating func addConsumers() {
        let all = Self.network + "/consumers"
        let one = all + "/{consumer}"
        add(.get, all, needs: .read) { visit in
            visit.page("consumers", title: "Consumers", current: .consumers, try await ConsumersView(visit))
        }
        add(.post, all, needs: .manage) { visit in
            guard let name = visit.form.text("name") else {
                return visit.refusal(
                    "consumers", title: "Consumers", current: .consumers,
                    try await ConsumersView(visit, nameProblem: "Give it a name; programs use it to take events."))
            }
            let key = Consumer.Key(networkID: try visit.network.id, name: name)
            guard try await !Self.isKnown(key, visit.operations) else {
                return visit.refusal(
                    "consumers", title: "Consumers", current: .consumers,
                    try await ConsumersView(visit, nameProblem: "There is one of this name already."))
            }
            do {
                _ = try await visit.operations.consumers.put(key, ConsumersView.body(visit.form))
                return .redirect(Self.page(key) + "?done=created")
            } catch let error as OperationError where error.kind == .invalid || error.kind == .malformed {
                // The name stands in the path, so no field of the body is wrong when it is.
                let view =
                    error.errors.isEmpty
                    ? try await ConsumersView(visit, nameProblem: error.detail)
                    : try await ConsumersView(visit, FormErrors(error))
                return visit.refusal("consumers", title: "Consumers", current: .consumers, view)
            }
        }
        add(.get, one, needs: .read) { visit in
            let detail = try await visit.operations.consumers.consumer(try visit.consumer)
            return visit.page(
                "consumer", title: detail.consumer.name, current: .consumers, try await ConsumerView(detail, visit))
        }
        addConsumerActions(one)
    }

    private mutating func addConsumerActions(_ one: String) {
        add(.post, one + "/seek", needs: .manage) { visit in
            let key = try visit.consumer
            var place = visit.form.text("to") ?? ""
            if place == "time" {
                place = (try? ListFilter.time(visit.form.text("time"), "time"))?.description ?? ""
            }
            do {
                _ = try await visit.operations.consumers.seek(key, ["to": .string(place)])
                return .redirect(Self.page(key) + "?done=saved")
            } catch let error as OperationError where error.kind == .invalid {
                var view = try await ConsumerView(try await visit.operations.consumers.consumer(key), visit)
                view.seekProblem = "Choose a place; a time is written like 2026-01-02T03:04 (UTC)."
                return visit.refusal("consumer", title: key.name, current: .consumers, view)
            }
        }
        add(.post, one + "/dead/requeue", needs: .manage) { visit in
            let key = try visit.consumer
            _ = try await visit.operations.consumers.requeueDeadLetters(of: key, ["all": true])
            return .redirect(Self.page(key) + "?done=resent")
        }
        add(.get, one + "/dead/drop", needs: .manage) { visit in
            let key = try visit.consumer
            return visit.page(
                "confirm", title: "Forget dead letters", current: .consumers,
                ConfirmView(
                    question: "Forget all dead letters of \(key.name)?",
                    consequence: "The consumer never gets these events again, unless it seeks back. "
                        + "They stay in the log.",
                    action: Self.page(key) + "/dead/drop", verb: "Forget them", back: Self.page(key)))
        }
        add(.post, one + "/dead/drop", needs: .manage) { visit in
            let key = try visit.consumer
            _ = try await visit.operations.consumers.dropDeadLetters(of: key, event: nil)
            return .redirect(Self.page(key) + "?done=deleted")
        }
        add(.get, one + "/delete", needs: .manage) { visit in
            let key = try visit.consumer
            return visit.page(
                "confirm", title: "Delete consumer", current: .consumers,
                ConfirmView(
                    question: "Delete the consumer \(key.name)?",
                    consequence: "Its place in the log and its dead letters are forgotten. The events stay in the log.",
                    action: Self.page(key) + "/delete", verb: "Delete consumer", back: Self.page(key)))
        }
        add(.post, one + "/delete", needs: .manage) { visit in
            let key = try visit.consumer
            try await visit.operations.consumers.delete(key)
            return .redirect(Visit.path(key.networkID, "/consumers?done=deleted"))
        }
    }

    private static func isKnown(_ key: Consumer.Key, _ operations: Operations) async throws -> Bool {
        do {
            _ = try await operations.consumers.consumer(key)
            return true
        } catch let error as OperationError where error.kind == .notFound {
            return false
        }
    }

    private static func page(_ key: Consumer.Key) -> String {
        Visit.path(key.networkID, "/consumers/\(FormText.encode(key.name))")
    }
}

extension Visit {
    /// The consumer of the path.
    fileprivate var consumer: Consumer.Key {
        get throws(OperationError) {
            Consumer.Key(networkID: try network.id, name: try parameter("consumer"))
        }
    }
}
