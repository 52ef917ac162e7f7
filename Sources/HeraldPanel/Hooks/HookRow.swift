import HeraldModel
import HeraldOperations

/// One kind of hook in the list, set up or not.
struct HookRow {
    let href: String
    let kindTitle: String
    let about: String
    /// Empty where there is none.
    let receiver: String
    let isSet: Bool
    let pill: Pill
    let calls: String
    let byHook: String
    let failed: String
    let hasFailed: Bool
    let p50: String
    let p95: String

    init(_ kind: Hook.Kind, _ hook: Hook?, _ figures: HookFigures, _ network: NetworkID, _ visit: Visit) {
        href = Visit.path(network, "/hooks/\(kind.rawValue)")
        kindTitle = kind.title
        about = kind.about
        receiver = hook.map { ShownURL.text($0.url) } ?? ""
        isSet = hook != nil
        pill = Pill(hook, isPaused: hook.map { visit.operations.hookCalls.isPaused($0.key) } ?? false)
        calls = Figure.count(figures.calls)
        byHook = Figure.count(figures.byHook)
        failed = Figure.count(figures.failed)
        hasFailed = figures.failed > 0
        p50 = Figure.duration(microseconds: figures.p50)
        p95 = Figure.duration(microseconds: figures.p95)
    }
}
