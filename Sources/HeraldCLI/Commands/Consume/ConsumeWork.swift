/// What happens with each event.
enum ConsumeWork: Sendable {
    case run(CommandRunner)
    case print
}
