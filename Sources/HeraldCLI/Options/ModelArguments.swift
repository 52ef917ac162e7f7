public import ArgumentParser
public import HeraldModel

extension Dialect: ExpressibleByArgument {}
extension Replay.Status: ExpressibleByArgument {}
extension Ordering: ExpressibleByArgument {}
extension Validation: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}
