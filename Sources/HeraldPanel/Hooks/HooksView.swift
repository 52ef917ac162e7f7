import HeraldModel
import HeraldOperations

/// What the list of hooks shows: every kind, set up or not.
struct HooksView {
    let rows: [HookRow]
    let commandsPath: String
    let commands: String

    init(_ visit: Visit) throws {
        let network = try visit.network.id
        let hooks = try visit.operations.hooks.all(of: network)
        rows = try Hook.Kind.allCases.map { kind in
            let hook = hooks.first { $0.kind == kind }
            let records = try hook.map { try visit.operations.hookCalls.records(of: $0.kind, in: network) } ?? []
            return HookRow(kind, hook, HookFigures(records), network, visit)
        }
        commandsPath = Visit.path(network, "/commands")
        let count = try visit.operations.commands.all(of: network).count
        commands = count == 1 ? "1 command" : "\(count == 0 ? "No" : Figure.count(count)) commands"
    }
}
