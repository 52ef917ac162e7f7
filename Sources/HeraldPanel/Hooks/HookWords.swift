import HeraldHooks
import HeraldModel

extension Hook.Kind {
    /// Its name in the panel.
    var title: String {
        switch self {
        case .beforeMessageSend: "Before a message is sent"
        case .customCommand: "Custom commands"
        case .preHook: "Before an action"
        }
    }

    /// What it is for.
    var about: String {
        switch self {
        case .beforeMessageSend: "Asked before a message is stored. It may change or reject it."
        case .customCommand: "Asked when a user types a command of yours or answers its form."
        case .preHook: "Asked before an action happens. It may change the action's data or deny it."
        }
    }

    /// Whose it is, by the vendor's own name.
    var origin: String {
        switch self {
        case .beforeMessageSend:
            "Stream Chat's Before Message Send. In Sendbird networks answers take the form of its pre-webhook."
        case .customCommand: "Stream Chat's custom commands."
        case .preHook: "social.plus's pre-hook event."
        }
    }
}

extension DecidedBy {
    /// Who it was, in a word or two.
    var title: String {
        switch self {
        case .hook: "the hook"
        case .timeout: "a time limit"
        case .error: "an error"
        case .breaker: "the pause"
        case .none: "nobody"
        }
    }

    /// What that means.
    func sentence(isShadow: Bool) -> String {
        switch self {
        case .hook: "The hook decided."
        case .timeout: "No answer came in time, so what is set for failures counts."
        case .error: "The call came to no answer that counts, so what is set for failures does."
        case .breaker: "The hook is paused because it did not answer lately, so what is set for failures counts."
        case .none where isShadow:
            "The hook is in shadow mode: it was asked, and the app is told to go on. The call log has what it wanted."
        case .none: "Nobody was asked: there is no hook, or it is switched off."
        }
    }
}

extension Pill {
    /// The state of a hook; nil where there is none.
    init(_ hook: Hook?, isPaused: Bool) {
        guard let hook else {
            self.init("not set up", Self.quiet)
            return
        }
        if !hook.isEnabled {
            self.init("switched off", Self.quiet)
        } else if hook.isUnresolved {
            self.init("name not found", Self.bad)
        } else if isPaused {
            self.init("paused", Self.bad)
        } else if hook.isShadow {
            self.init("shadow", Self.busy)
        } else {
            self.init("active", Self.good)
        }
    }

    /// What a call came to, by the word of its verdict.
    init(verdict: String) {
        switch verdict {
        case "accepted", "unchanged", "allow": self.init(verdict, Self.good)
        case "modified", "replied", "modify": self.init(verdict, Self.busy)
        default: self.init(verdict, Self.bad)
        }
    }
}
