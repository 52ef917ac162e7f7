import HeraldModel
import Testing

@testable import HeraldOperations

@Suite struct EventNotifierTests {
    @Test func wakesThoseWhoListenToTheNetwork() async throws {
        let notifier = EventNotifier()
        let (one, two) = (NetworkID(rawValue: 1), NetworkID(rawValue: 2))
        let mine = notifier.listen(to: one)
        let other = notifier.listen(to: two)
        notifier.notify(one)
        notifier.notify(one)
        var wakeUps = mine.wakeUps.makeAsyncIterator()
        #expect(await wakeUps.next() != nil)
        mine.source.finish()
        #expect(await wakeUps.next() == nil)
        other.source.finish()
        var silent = other.wakeUps.makeAsyncIterator()
        #expect(await silent.next() == nil)
        #expect(notifier.listenerCount(of: one) == 0 && notifier.listenerCount(of: two) == 0)
    }
}
