import HeraldModel

/// Someone in the simulated community.
struct Person: Hashable, Sendable {
    var userID: String
    var name: String
    var internalID: String
    var publicID: String
    var avatarFileID: String

    /// The next one to join: the names go around, later ones with a number.
    init(number: Int, random: inout SplitMix64) {
        let name = Self.names[number % Self.names.count]
        let round = number / Self.names.count
        let id = name.lowercased().filter { $0.isASCII && $0.isLetter }
        userID = round == 0 ? id : "\(id)\(round + 1)"
        self.name = round == 0 ? name : "\(name) \(round + 1)"
        internalID = random.objectID()
        publicID = random.objectID()
        avatarFileID = random.objectID()
    }

    private static let names = [
        "Amara", "Benedikt", "Carmen", "Daoud", "Esther", "Femi", "Gustavo", "Hana", "Ilse", "Jamal", "Keiko", "Lars",
        "Mina", "Nadia", "Oskar", "Priya", "Quentin", "Rosa", "Samir", "Tove", "Uma", "Viktor", "Wanjiru", "Ximena",
        "Yusuf", "Zofia", "Adaeze", "Bruno", "Chidi", "Dalia", "Emre", "Freya", "Goran", "Halima", "Ines", "Jonas",
    ]
}
