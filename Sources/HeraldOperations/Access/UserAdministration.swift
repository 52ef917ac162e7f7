public import HeraldJSON
public import HeraldModel
import HeraldStore

/// Adds and removes the people who sign in to the panel, and changes their passwords.
public struct UserAdministration: Sendable {
    private let store: any Store
    private let directory: Directory
    private let passwords: PasswordHasher
    private let clock: WallClock

    /// The fewest bytes of a password.
    public static let shortestPassword = 12
    /// The most bytes of a password.
    public static let longestPassword = 256

    init(store: any Store, directory: Directory, passwords: PasswordHasher, clock: WallClock) {
        self.store = store
        self.directory = directory
        self.passwords = passwords
        self.clock = clock
    }

    /// All users, oldest first.
    public func all() async throws -> [User] {
        try await OperationError.translating("user") { try await store.users() }
    }

    /// One user.
    public func user(_ id: UserID) async throws -> User {
        try await OperationError.translating("user") {
            guard let user = try await store.user(id) else { throw OperationError.notFound("user") }
            return user
        }
    }

    /// Adds a user from `{"name","password","role","network"?}`. Every role but `admin` needs a network.
    public func create(_ body: JSONValue) async throws -> User {
        var reader = FieldReader(body)
        let name = reader.required("name", Self.name)
        let password = reader.required("password", Self.password)
        let scope = reader.roleScope(in: directory)
        if let scope, !Need.read.allows(scope.role) {
            reader.fail("role", FieldProblem("sees no page of the panel; choose admin, manage, read or consume"))
        }
        try reader.finish()
        guard let name, let password, let scope else { throw OperationError.invalidFields(reader.errors) }
        let hash = try await passwords.hash(password)
        do {
            let user = User(
                id: try await store.makeUserID(), name: name, role: scope.role, networkID: scope.network,
                passwordHash: hash,
                createdAt: clock.now)
            try await store.add(user)
            return user
        } catch let error as StoreError where error == .conflict {
            throw OperationError.invalidFields([
                FieldError(pointer: "/name", detail: "'name' is taken; choose another.", code: "name_taken")
            ])
        } catch let error as StoreError {
            throw OperationError.from(error, subject: "network")
        }
    }

    /// Changes the password of who is signed in, from `{"current","password"}`, and ends their other sessions.
    public func changePassword(of visitor: Visitor, _ body: JSONValue) async throws {
        guard case .user(let id) = visitor.session.owner else { throw OperationError.notFound("user") }
        var reader = FieldReader(body)
        let current = reader.required("current", .text(0...Self.longestPassword))
        let password = reader.required("password", Self.password)
        try reader.finish()
        guard let current, let password else { throw OperationError.invalidFields(reader.errors) }
        var user = try await user(id)
        guard try await passwords.verify(current, against: user.passwordHash) else {
            throw OperationError.invalidFields([
                FieldError(pointer: "/current", detail: "'current' is not your password.", code: "wrong_password")
            ])
        }
        user.passwordHash = try await passwords.hash(password)
        user.updatedAt = clock.now
        let changed = user
        try await OperationError.translating("user") {
            try await store.update(changed)
            try await store.deleteSessions(of: .user(id), except: visitor.session.id)
        }
    }

    /// Removes a user and signs them out everywhere.
    public func delete(_ id: UserID) async throws {
        _ = try await user(id)
        try await OperationError.translating("user") { try await store.deleteUser(id) }
    }

    private static var password: FieldRule<String> { .text(shortestPassword...longestPassword) }

    private static var name: FieldRule<String> {
        FieldRule<String>.text(1...64).then { text throws(FieldProblem) in
            let name = text.lowercased()
            guard name.utf8.allSatisfy(isNameByte) else {
                throw FieldProblem("must have letters, digits, '.', '_', '-', '+' or '@' only")
            }
            return name
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "._-+@".utf8.contains(byte)
        }
    }
}
