import HeraldModel

/// A user in the samples.
struct SamplePerson: Sendable {
    let userId: String
    let displayName: String
    let description: String
    /// The 24-hex key the vendor keeps beside the customer's id.
    let internalId: String
    let publicId: String
    let avatarFileId: String
    let joinedAt: Timestamp

    /// First name (and id), full name, a line about the person.
    static let names: [(id: String, name: String, about: String)] = [
        ("ann", "Ann Keller", "Trail runner, coffee first."),
        ("bob", "Bob Okafor", "I fix bikes and sometimes break them."),
        ("chloe", "Chloé Martin", "Photos of mountains, mostly."),
        ("dinh", "Dinh Tran", "Cooking my way through the alphabet."),
        ("elif", "Elif Kaya", "Backend by day, cello by night."),
        ("farid", "Farid Haddad", "Ask me about tomatoes."),
        ("greta", "Greta Lindqvist", "Winter swimmer."),
        ("hugo", "Hugo Almeida", "Looking for chess partners."),
    ]
}
