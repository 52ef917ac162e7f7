/// What stands around every page: title, navigation, who is signed in.
struct Frame {
    let title: String
    let stylesheet = Asset.stylesheet.path
    let script = Asset.script.path
    let icon = Asset.icon.path
    /// Nil while nobody is signed in.
    var member: Member?
    /// The present network's name; nil outside of networks.
    var networkName: String?
    /// Where the page hears of changes; nil where nothing changes by itself.
    var live: String?
    var networks: [Link] = []
    var navigation: [Link] = []
    var account: [Link] = []
    /// The session's form token.
    var formToken = ""
    /// A word about what was just done.
    var flash: String?

    /// Who is signed in.
    struct Member {
        let memberName: String
        let roleName: String
    }

    /// A link of the navigation.
    struct Link {
        let label: String
        let href: String
        var isCurrent = false
    }
}
