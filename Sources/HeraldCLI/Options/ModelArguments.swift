public import ArgumentParser
public import HeraldModel

extension Dialect: ExpressibleByArgument {}
extension Replay.Status: ExpressibleByArgument {}
extension Hook.FailureAction: ExpressibleByArgument {}
extension Hook.Kind: ExpressibleByArgument {}
extension Consumer.Ordering: ExpressibleByArgument {}
extension AlertRule.Metric: ExpressibleByArgument {}
extension Ordering: ExpressibleByArgument {}
extension Validation: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}
