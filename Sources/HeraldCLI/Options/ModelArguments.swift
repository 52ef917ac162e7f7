import ArgumentParser
import HeraldModel

extension Dialect: @retroactive ExpressibleByArgument {}
extension Replay.Status: @retroactive ExpressibleByArgument {}
extension Ordering: @retroactive ExpressibleByArgument {}
extension Validation: @retroactive ExpressibleByArgument {}
extension Role: @retroactive ExpressibleByArgument {}
