import HeraldJSON
import HeraldModel
import HeraldStore

/// A request for events: `{"max"?,"waitMs"?,"leaseSeconds"?}`.
struct LeaseRequest {
    let order: LeaseOrder
    let wait: Duration

    init(_ body: JSONValue) throws(OperationError) {
        var reader = FieldReader(body)
        let max = reader.optional("max", FieldRule<Int>.count(1...1000)) ?? 10
        let wait = reader.optional("waitMs", FieldRule<Int64>.integer(0...30_000)) ?? 0
        let lease = reader.optional("leaseSeconds", ConsumerFields.leaseSeconds)
        try reader.finish()
        order = LeaseOrder(max: max, leaseMilliseconds: lease)
        self.wait = .milliseconds(wait)
    }
}
