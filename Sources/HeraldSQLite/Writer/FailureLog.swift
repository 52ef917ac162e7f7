import HeraldStore
import Logging

/// Tells of failing transactions once, and of their end, however many calls come in between.
struct FailureLog {
    private let logger: Logger
    private var failure: StoreError?
    private var count = 0

    init(logger: Logger) { self.logger = logger }

    mutating func note(_ new: StoreError) {
        count += 1
        guard failure != new else { return }
        failure = new
        logger.error("The store cannot write.", metadata: ["error": "\(new)"])
    }

    mutating func end() {
        guard failure != nil else { return }
        logger.notice("The store writes again.", metadata: ["failed.transactions": "\(count)"])
        failure = nil
        count = 0
    }
}
