import HeraldModel
import Testing

@Suite struct IdentifierTests {
    @Test(arguments: [
        (0, "evt_0000000000000"), (1, "evt_0000000000001"), (31, "evt_000000000000z"), (32, "evt_0000000000010"),
        (Int64.max, "evt_7zzzzzzzzzzzz"),
    ])
    func writesAndReadsText(_ key: Int64, _ text: String) {
        #expect(EventID(rawValue: key).description == text)
        #expect(EventID(text)?.rawValue == key)
    }

    @Test(arguments: [
        "", "evt", "evt_", "evt_000000000000", "evt_00000000000000", "dlv_0000000000000", "evt-0000000000000",
        "evt_000000000000i", "evt_000000000000l", "evt_000000000000o", "evt_000000000000u", "evt_000000000000A",
        "evt_8000000000000", "evt_zzzzzzzzzzzzz", "EVT_0000000000000",
    ])
    func refusesEverythingElse(_ text: String) {
        #expect(EventID(text) == nil)
    }

    @Test func textSortsLikeKeys() {
        var generator = IdentifierGenerator()
        let ids = (0..<5000).map { step in
            DeliveryID(rawValue: generator.next(at: Timestamp(milliseconds: 1_767_312_000_000 + Int64(step / 100))))
        }
        #expect(ids == ids.sorted())
        #expect(ids.map(\.description) == ids.map(\.description).sorted())
    }

    @Test func carriesItsTime() {
        var generator = IdentifierGenerator(node: 7)
        let time = Timestamp(milliseconds: 1_767_312_000_123)
        let id = EventID(rawValue: generator.next(at: time))
        #expect(id.timestamp == time)
        #expect(EventID(firstAt: time) <= id)
        #expect(EventID(firstAt: time.advanced(byMilliseconds: 1)) > id)
        #expect(EventID(firstAt: Timestamp(milliseconds: 0)).rawValue == 0)
    }

    @Test func prefixesAreDistinct() {
        let prefixes = [
            NetworkID.prefix, WebhookID.prefix, EventID.prefix, DeliveryID.prefix, ReplayID.prefix, KeyID.prefix,
        ]
        #expect(prefixes == ["net", "whk", "evt", "dlv", "rpl", "key"])
    }
}
