import HeraldJSON

/// Shows one hook.
enum HookView {
    /// Prints the settings. The secret stands there only in the answer that made it.
    static func print(_ hook: JSONValue, on console: Console) {
        let names = [
            "kind", "url", "timeoutMs", "overallTimeoutMs", "onFailure", "shadow", "enabled", "unresolved",
            "secretHint", "createdAt", "updatedAt", "secret",
        ]
        let fields = names.map { name in
            (name, name == "url" ? Redaction.url(hook.text(name)) : hook.text(name))
        }
        console.print(fields: fields.filter { !$0.1.isEmpty })
    }

    /// One word for how the hook is.
    static func state(of hook: JSONValue) -> String {
        if hook["enabled"]?.bool == false { return "off" }
        if hook["unresolved"]?.bool == true { return "unresolved" }
        return hook["shadow"]?.bool == true ? "shadow" : "active"
    }
}
