import ArgumentParser

/// Where the demo takes the example programs from.
enum ExamplesOption: Hashable, Sendable, ExpressibleByArgument {
    /// Beside the `herald` program, if they are there.
    case auto
    /// Nowhere.
    case none
    /// From this folder.
    case folder(String)

    init?(argument: String) {
        switch argument {
        case "": return nil
        case "auto": self = .auto
        case "none": self = .none
        default: self = .folder(argument)
        }
    }
}
