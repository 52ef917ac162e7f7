/// What stands around every page: title, navigation, who is signed in.
struct Frame {
    let title: String
    let stylesheet = Asset.stylesheet.path
    let script = Asset.script.path
    let icon = Asset.icon.path
    /// Whose pages these are: Herald's, or a portal's.
    var brand = "Herald"
    /// The stylesheet of a portal's accent.
    var accent: String?
    /// Where the way back from nowhere leads.
    var home = "/panel/"
    /// What stands above a portal's pages; nil in the panel.
    var portal: Portal?
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

    /// A portal's head.
    struct Portal {
        let portalName: String
        let viewer: String?
        let tabs: [Link]
    }

    /// A link of the navigation.
    struct Link {
        let label: String
        let href: String
        var isCurrent = false
    }
}
