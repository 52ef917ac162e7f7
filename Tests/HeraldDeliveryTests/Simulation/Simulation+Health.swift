import HeraldModel

@testable import HeraldDelivery

/// What must hold of breakers and what is told of them.
extension Simulation {
    /// While a breaker is not closed, nothing starts but its probe.
    mutating func checkProbe(_ dispatch: Dispatch, _ fail: (String) -> Violation) throws {
        switch core.lanes[dispatch.lane].health.breaker.state {
        case .closed: break
        case .probing(dispatch.token): probes += 1
        case .open, .halfOpen, .probing: throw fail("starts though the breaker is not closed")
        }
        if core.lanes[dispatch.lane].health.heldUntil != nil { throw fail("starts though its receiver asked to wait") }
    }

    /// Failing and recovered alternate; only what was given up is told of.
    mutating func check(_ notice: EngineNotice) throws {
        switch notice.subject {
        case .failing:
            if !announced.insert(notice.webhook).inserted {
                throw Violation(description: "\(notice.webhook) is announced as failing twice")
            }
        case .recovered:
            recoveries += 1
            if announced.remove(notice.webhook) == nil {
                throw Violation(description: "\(notice.webhook) recovered without having failed")
            }
        case .disabled: throw Violation(description: "\(notice.webhook) is disabled though no status says so")
        case .exhausted(let delivery):
            if !finished.contains(store.number(of: delivery.delivery)) {
                throw Violation(description: "\(delivery.delivery) is told of though it is not given up")
            }
        }
    }
}
