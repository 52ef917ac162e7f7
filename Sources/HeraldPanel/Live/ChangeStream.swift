import HeraldModel
import HeraldOperations
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Tells an open page that it has become old, as server-sent events without content: the page then asks for itself
/// again, so that what is live and what is loaded are made by the same code.
struct ChangeStream: Sendable {
    let operations: Operations
    let network: NetworkID
    let watch: DeliveryActivity.Watch
    /// Says who is behind the session now; nil ends the stream.
    let visitor: @Sendable () async -> Visitor?
    /// How many changes to tell before the end.
    var left = Int.max

    /// How many pages may listen at once. The portal's may take half of the places, so that a network's customers never
    /// keep its operators from listening.
    static func most(_ mount: Mount) -> Int {
        switch mount {
        case .panel: 128
        case .portal: 64
        }
    }

    /// How long between two looks: the most that a page is behind.
    private static let pace: Duration = .seconds(1)
    /// After so many looks without a change the line shows that it is alive, and the session is looked at again.
    private static let quietLooks = 15
    private static let change = ByteBuffer(string: "event: change\ndata: {}\n\n")
    private static let alive = ByteBuffer(string: ": alive\n\n")

    /// The stream's body. The first change is told at once: something may have happened since the page was made.
    var body: ResponseBody {
        ResponseBody { [self] writer in
            try await follow(to: &writer)
            try await writer.finish(nil)
        }
    }

    @concurrent private func follow(to writer: inout any ResponseBodyWriter) async throws {
        var left = left
        var seen = await state
        var quiet = 0
        try await writer.write(Self.change)
        left -= 1
        while left > 0, !Task.isShuttingDownGracefully {
            try await Task.sleep(for: Self.pace)
            let now = await state
            quiet += 1
            if now != seen {
                seen = now
                quiet = 0
                left -= 1
                try await writer.write(Self.change)
            } else if quiet >= Self.quietLooks {
                quiet = 0
                try await writer.write(Self.alive)
            } else {
                continue
            }
            guard let visitor = await visitor(), visitor.reaches(network) else { return }
        }
    }

    /// What a page of the network depends on, in short.
    private struct State: Equatable {
        var newest: EventID?
        var outcomes: UInt64
    }

    private var state: State {
        get async {
            State(
                newest: try? await operations.inspection.newestEvent(of: network),
                outcomes: watch.changes(of: operations.directory.webhooks(of: network).lazy.map(\.id)))
        }
    }
}
