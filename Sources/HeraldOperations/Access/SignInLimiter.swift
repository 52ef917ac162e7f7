import HeraldModel

/// Bounds attempts to sign in, per address and per name: a few at once, then one every half minute.
///
/// Attempts that succeed do not count. What it remembers is bounded: past that, newcomers share one account.
struct SignInLimiter {
    /// Whom an attempt is charged to.
    enum Account: Hashable {
        case address(String)
        case name(String)
        case everybodyElse
    }

    /// When each account would be free of what it was charged.
    private var freeAt: [Account: Int64] = [:]

    private static let mostAccounts = 4096
    private static let millisecondsPerAttempt: Int64 = 30_000

    private static func burst(of account: Account) -> Int64 {
        switch account {
        case .name: 10
        case .address: 20
        case .everybodyElse: 200
        }
    }

    /// Charges an attempt to all its accounts, or to none.
    /// - Returns: the seconds to wait when one has no room; nil when the attempt may be made.
    mutating func charge(_ accounts: [Account], at now: Timestamp) -> Int? {
        let accounts = Set(accounts.map { remembered($0, at: now) })
        let milliseconds = accounts.map { wait(of: $0, at: now) }.max() ?? 0
        guard milliseconds <= 0 else { return Int((milliseconds + 999) / 1000) }
        for account in accounts {
            freeAt[account] = max(freeAt[account] ?? 0, now.milliseconds) + Self.millisecondsPerAttempt
        }
        return nil
    }

    /// Takes back the charge of an attempt that succeeded.
    mutating func refund(_ accounts: [Account]) {
        for account in accounts {
            if let free = freeAt[account] { freeAt[account] = free - Self.millisecondsPerAttempt }
        }
    }

    /// How many accounts it remembers.
    var count: Int { freeAt.count }

    private func wait(of account: Account, at now: Timestamp) -> Int64 {
        let debt = (freeAt[account] ?? 0) - now.milliseconds
        return debt - (Self.burst(of: account) - 1) * Self.millisecondsPerAttempt
    }

    private mutating func remembered(_ account: Account, at now: Timestamp) -> Account {
        guard freeAt[account] == nil, freeAt.count >= Self.mostAccounts else { return account }
        freeAt = freeAt.filter { $0.value > now.milliseconds }
        return freeAt.count < Self.mostAccounts ? account : .everybodyElse
    }
}
