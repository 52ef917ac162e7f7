import HeraldModel

/// What the page of one command shows.
struct CommandView {
    let list: String
    let path: String
    let commandName: String
    let form: CommandFormView
    let created: Moment

    init(_ command: ChatCommand, _ draft: CommandDraft? = nil, _ errors: FormErrors = FormErrors()) {
        list = Visit.path(command.networkID, "/commands")
        path = CommandsView.page(command)
        commandName = command.name
        form = CommandFormView(draft ?? CommandDraft(command), action: path, isNew: false, errors)
        created = Moment(command.createdAt)
    }
}
