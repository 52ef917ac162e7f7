import HeraldModel
import HeraldOperations

/// What the page of one source shows.
struct SourceView {
    let list: String
    let path: String
    let sourceName: String
    let sourceID: String
    let providerName: String
    let state: Pill
    let ingestURL: String
    let place: String
    let snippet: String
    let accepted: String
    let duplicates: String
    let refused: String
    let hasRefused: Bool
    let p50: String
    let p99: String
    let last: Moment?
    let reasons: [Reason]
    let refusals: [Refusal]
    let secrets: [Secret]
    let allowed: String
    let mayManage: Bool

    /// Why requests were refused.
    struct Reason {
        let code: String
        let words: String
        let advice: String
        let count: String
    }

    /// One of the latest refused requests.
    struct Refusal {
        let at: Moment
        let code: String
        let client: String
        let hasSignature: Bool
        let size: String
        let headerNames: String
    }

    /// One secret, by what it is recognised by.
    struct Secret {
        let hint: String
        let apiKey: String?
        let since: Moment
        let until: Moment?
    }

    init(_ door: SourceDoor, _ visit: Visit) throws {
        let source = door.source
        let stats = door.stats.snapshot
        list = Visit.path(source.networkID, "/sources")
        path = list + "/\(source.id)"
        sourceName = SourceWords.name(source)
        sourceID = source.id.description
        providerName = source.provider.title
        state = Pill(source)
        ingestURL = visit.origin + source.ingestPath
        place = SourceWords.place(source.provider)
        snippet = SourceWords.snippet(source.provider, url: ingestURL)
        accepted = Figure.count(stats.accepted)
        duplicates = Figure.count(stats.duplicates)
        let refusedCount = stats.refused.values.reduce(0, +)
        refused = Figure.count(refusedCount)
        hasRefused = refusedCount > 0
        p50 = Figure.duration(microseconds: stats.answerTimes.percentile(0.5))
        p99 = Figure.duration(microseconds: stats.answerTimes.percentile(0.99))
        last = stats.lastEventAt.map(Moment.init)
        reasons = stats.refused.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            let reason = RefusalReason($0.key)
            return Reason(
                code: $0.key, words: reason.words, advice: reason.advice, count: Figure.count($0.value))
        }
        refusals = try visit.operations.sources.refusals(of: source.id, in: source.networkID).map { refusal in
            Refusal(
                at: Moment(refusal.at), code: refusal.code, client: refusal.client?.description ?? "unknown",
                hasSignature: refusal.hasSignature, size: refusal.bodyBytes.map(Figure.bytes) ?? "not read",
                headerNames: refusal.headerNames.map(PlainText.visible).joined(separator: ", "))
        }
        secrets = source.secrets.map { secret in
            Secret(
                hint: SecretHint.of(secret.value).map(PlainText.visible) ?? "set",
                apiKey: secret.apiKey.map(PlainText.visible), since: Moment(secret.createdAt),
                until: secret.expiresAt.map(Moment.init))
        }
        allowed =
            source.allowedAddresses.map { ranges in
                ranges.map { $0 == Source.providerAddresses ? "those \(source.provider.title) publishes" : $0 }
                    .joined(separator: ", ")
            } ?? "everywhere"
        mayManage = visit.may(.manage)
    }
}
