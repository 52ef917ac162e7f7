import HeraldModel
import HeraldOperations

/// What the list of custom commands shows.
struct CommandsView {
    let hookPath: String
    let rows: [Row]
    /// For another one; nil for those who may not make any.
    let form: CommandFormView?
    let pager: Pager
    let mayManage: Bool

    /// One command.
    struct Row {
        let href: String
        let commandName: String
        let args: String
        let about: String
        let group: String
        let changed: Moment

        init(_ command: ChatCommand) {
            href = CommandsView.page(command)
            commandName = command.name
            args = PlainText.visible(command.args)
            about = PlainText.visible(command.description)
            group = command.set.isEmpty ? "–" : PlainText.visible(command.set)
            changed = Moment(command.updatedAt)
        }
    }

    private static let pageSize = 50

    init(_ visit: Visit, _ draft: CommandDraft = CommandDraft(), _ errors: FormErrors = FormErrors()) throws {
        let network = try visit.network.id
        hookPath = Visit.path(network, "/hooks/\(Hook.Kind.customCommand.rawValue)")
        let path = Visit.path(network, "/commands")
        let cursor = visit.query.text("cursor")
        let rest = try visit.operations.commands.all(of: network).drop { $0.name <= cursor ?? "" }
        rows = rest.prefix(Self.pageSize).map(Row.init)
        pager = Pager(
            path, [], cursor: rest.count > rows.count ? rows.last?.commandName : nil, isFirst: cursor == nil)
        mayManage = visit.may(.manage)
        form = mayManage ? CommandFormView(draft, action: path, isNew: true, errors) : nil
    }

    /// Where a command is changed.
    static func page(_ command: ChatCommand) -> String {
        Visit.path(command.networkID, "/commands/\(FormText.encode(command.name))")
    }
}
