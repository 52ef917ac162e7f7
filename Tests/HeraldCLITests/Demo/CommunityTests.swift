import HeraldCatalogue
import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldCLI

@Suite struct CommunityTests {
    private static let start = Timestamp(milliseconds: 1_780_000_000_000)

    private func events(_ count: Int, seed: UInt64) throws -> [CommunityEvent] {
        var community = try Community(seed: seed)
        return (0..<count).map { community.next(at: Self.start.advanced(byMilliseconds: Int64($0) * 30)) }
    }

    @Test func theSameSeedGivesTheSameEvents() throws {
        #expect(try events(400, seed: 3) == events(400, seed: 3))
        #expect(try events(50, seed: 3) != events(50, seed: 4))
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func everyEventIsOfTheCatalogue(seed: UInt64) throws {
        let catalogue = try #require(EventCatalogue.catalogue(for: .socialplus))
        for event in try events(1500, seed: seed) {
            #expect(catalogue.judge(type: event.type, mode: .strict) == .accepted)
            let sample = try #require(catalogue.type(named: event.type)).sample()
            #expect(event.data.object?.keys == sample.object?.keys, "\(event.type)")
        }
    }

    @Test func everyActionHappens() throws {
        let seen = Set(try events(4000, seed: 5).map(\.type))
        #expect(seen == Set(Community.Action.allCases.map(\.type)))
    }

    @Test func eventIdsAreDistinct() throws {
        let ids = try events(500, seed: 1).map(\.id)
        #expect(Set(ids).count == ids.count)
    }

    @Test func nothingOfTheSampleSceneIsLeft() throws {
        let stage = try SampleStage(types: Community.Action.allCases.map(\.type))
        let foreign = [
            stage.roles.message, stage.roles.post, stage.roles.author, stage.roles.community, stage.roles.comment,
        ]
        #expect(foreign.allSatisfy { !$0.isEmpty })
        for event in try events(600, seed: 8) where event.type.hasPrefix("message.") {
            let text = event.data.encodedString
            #expect(!text.contains(stage.roles.message))
            #expect(!text.contains("\"\(stage.roles.author)\""))
        }
    }

    @Test func editsAndReactionsAreOfMessagesThatWereWritten() throws {
        var authors: [String: String] = [:]
        var channels: [String: String] = [:]
        var followUps = 0
        for event in try events(1500, seed: 2) {
            guard let message = event.data["messages"]?.array?.first, let id = message["messageId"]?.string else {
                continue
            }
            if event.type == "message.didCreate" {
                authors[id] = message.text("userId")
                channels[id] = message.text("channelId")
            } else {
                followUps += 1
                #expect(authors[id] == message.text("userId"))
                #expect(channels[id] == message.text("channelId"))
            }
        }
        #expect(followUps > 100)
    }

    @Test func timesAreOurs() throws {
        var community = try Community(seed: 1)
        for step in 0..<300 {
            let now = Self.start.advanced(byMilliseconds: Int64(step) * 1000)
            let event = community.next(at: now)
            guard event.type == "message.didCreate" else { continue }
            #expect(event.data[pointer: try JSONPointer("/messages/0/createdAt")]?.string == now.description)
        }
    }
}
