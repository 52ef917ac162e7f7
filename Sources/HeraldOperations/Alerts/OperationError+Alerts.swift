extension OperationError {
    static func alertLimit(_ limit: Int) -> OperationError {
        OperationError(
            .conflict, code: "alert_limit_reached", title: "Alert limit reached",
            detail: "The network has all the alert rules it may have (\(limit)). Delete one first, or raise "
                + "'limits.alertsPerNetwork'.")
    }
}
