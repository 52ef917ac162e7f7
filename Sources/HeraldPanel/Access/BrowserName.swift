/// A browser's name out of what it calls itself, good enough to recognise one's own.
enum BrowserName {
    static func of(_ agent: String) -> String {
        let browser = [
            ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ]
        .first { agent.contains($0.0) }?.1
        let system = [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS X", "macOS"), ("Linux", "Linux"),
        ].first { agent.contains($0.0) }?.1
        guard let browser else {
            return agent.isEmpty ? "Unknown browser" : PlainText.visible(String(agent.prefix(60)))
        }
        return system.map { "\(browser) on \($0)" } ?? browser
    }
}
