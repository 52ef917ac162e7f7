import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import HummingbirdCore

extension PanelRoutes {
    /// The gateway's doors.
    mutating func addSources() {
        let all = Self.network + "/sources"
        let one = all + "/{source}"
        add(.get, all, needs: .read) { visit in
            visit.page("sources", title: "Sources", current: .sources, try SourcesView(visit))
        }
        add(.get, all + "/new", needs: .manage) { visit in
            visit.page("source-form", title: "New source", current: .sources, try SourceFormView(new: visit))
        }
        add(.post, all, needs: .manage) { visit in
            do {
                let door = try await visit.operations.sources.create(
                    SourceFormView.creation(visit.form), in: try visit.network.id)
                return .redirect(Self.page(door.source) + "?done=created")
            } catch let error as OperationError where error.kind == .invalid {
                return visit.refusal(
                    "source-form", title: "New source", current: .sources,
                    try SourceFormView(new: visit, FormErrors(error)))
            }
        }
        add(.get, one, needs: .read) { visit in
            let door = try visit.door
            return visit.page(
                "source", title: SourceWords.name(door.source), current: .sources, try SourceView(door, visit))
        }
        add(.get, one + "/edit", needs: .manage) { visit in
            visit.page("source-form", title: "Edit source", current: .sources, SourceFormView(try visit.door.source))
        }
        add(.post, one + "/edit", needs: .manage) { visit in
            let source = try visit.door.source
            do {
                _ = try await visit.operations.sources.update(
                    source.id, of: source.networkID, SourceFormView.change(visit.form))
                return .redirect(Self.page(source) + "?done=saved")
            } catch let error as OperationError where error.kind == .invalid {
                return visit.refusal(
                    "source-form", title: "Edit source", current: .sources,
                    SourceFormView(source, visit.form, FormErrors(error)))
            }
        }
        addSourceSecrets(one)
    }

    private mutating func addSourceSecrets(_ one: String) {
        add(.post, one + "/rotate", needs: .manage) { visit in
            let source = try visit.door.source
            let typed = SourceFormView.secret(visit.form.text("secret") ?? "", source.provider.rawValue)
            var body = JSONObject([.init("secret", typed["secret"] ?? typed)])
            body["apiKey"] = typed["apiKey"]
            if let seconds = Int64(visit.form.text("overlap") ?? "") {
                body["overlapSeconds"] = .number(JSONNumber(seconds))
            }
            _ = try await visit.operations.sources.rotate(source.id, of: source.networkID, .object(body))
            return .redirect(Self.page(source) + "?done=saved")
        }
        add(.get, one + "/delete", needs: .manage) { visit in
            let source = try visit.door.source
            let page = Self.page(source)
            return visit.page(
                "confirm", title: "Close source", current: .sources,
                ConfirmView(
                    question: "Close \(SourceWords.name(source))?",
                    consequence: "\(source.provider.title) gets 404 from then on. What came in stays in the log. "
                        + "To stop for a while, switch the source off instead: then the provider repeats.",
                    action: page + "/delete", verb: "Close source", back: page))
        }
        add(.post, one + "/delete", needs: .manage) { visit in
            let source = try visit.door.source
            try await visit.operations.sources.delete(source.id, of: source.networkID)
            return .redirect(Visit.path(source.networkID, "/sources?done=deleted"))
        }
    }

    private static func page(_ source: Source) -> String { Visit.path(source.networkID, "/sources/\(source.id)") }
}

extension Visit {
    /// The source of the path.
    fileprivate var door: SourceDoor {
        get throws(OperationError) { try operations.sources.door(try id("source"), of: try network.id) }
    }

    /// The origin the browser reached this server by.
    var origin: String {
        operations.publicAddress.origin(authority: request.head.authority.map(PlainText.visible), isSecure: isSecure)
    }
}
