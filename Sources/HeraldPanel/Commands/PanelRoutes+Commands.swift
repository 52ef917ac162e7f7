import HTTPTypes
import HeraldModel
import HeraldOperations

extension PanelRoutes {
    /// Custom commands of a network's chat.
    mutating func addCommands() {
        let all = Self.network + "/commands"
        let one = all + "/{command}"
        add(.get, all, needs: .read) { visit in
            visit.page("commands", title: "Commands", current: .hooks, try CommandsView(visit))
        }
        add(.post, all, needs: .manage) { visit in
            let draft = CommandDraft(visit.form)
            do {
                let command = try await visit.operations.commands.create(
                    draft.body(isNew: true), in: try visit.network.id)
                return .redirect(Visit.path(command.networkID, "/commands?done=created"))
            } catch let error as OperationError where [.invalid, .conflict].contains(error.kind) {
                return visit.refusal(
                    "commands", title: "Commands", current: .hooks, try CommandsView(visit, draft, FormErrors(error)))
            }
        }
        add(.get, one, needs: .manage) { visit in
            let command = try visit.command
            return visit.page("command", title: "/\(command.name)", current: .hooks, CommandView(command))
        }
        add(.post, one, needs: .manage) { visit in
            let command = try visit.command
            let draft = CommandDraft(visit.form)
            do {
                _ = try await visit.operations.commands.update(
                    command.name, of: command.networkID, draft.body(isNew: false))
                return .redirect(Visit.path(command.networkID, "/commands?done=saved"))
            } catch let error as OperationError where error.kind == .invalid {
                return visit.refusal(
                    "command", title: "/\(command.name)", current: .hooks,
                    CommandView(command, draft, FormErrors(error)))
            }
        }
        add(.get, one + "/delete", needs: .manage) { visit in
            let command = try visit.command
            return visit.page(
                "confirm", title: "Delete command", current: .hooks,
                ConfirmView(
                    question: "Delete /\(command.name)?",
                    consequence: "Calls of it are refused from then on. Channels should not offer it any more.",
                    action: CommandsView.page(command) + "/delete", verb: "Delete command",
                    back: CommandsView.page(command)))
        }
        add(.post, one + "/delete", needs: .manage) { visit in
            let command = try visit.command
            try await visit.operations.commands.delete(command.name, of: command.networkID)
            return .redirect(Visit.path(command.networkID, "/commands?done=deleted"))
        }
    }
}

extension Visit {
    /// The command of the path.
    fileprivate var command: ChatCommand {
        get throws(OperationError) {
            try operations.commands.command(try parameter("command"), of: try network.id)
        }
    }
}
