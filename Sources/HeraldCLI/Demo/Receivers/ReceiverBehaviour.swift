import HeraldModel

/// How one of the demo's receivers misbehaves: the same for every run with the same seed.
struct ReceiverBehaviour: Hashable, Sendable {
    /// Every how many requests it answers 503; nil for never.
    var errorEvery: Int?
    /// Every how many requests it answers too late; nil for never.
    var hangEvery: Int?
    /// How long an answer takes, in milliseconds.
    var latency: ClosedRange<Int>
    private var random: SplitMix64
    private var count = 0

    /// What happens with one request.
    enum Step: Hashable, Sendable {
        /// Answer 200 after so many milliseconds.
        case answer(afterMilliseconds: Int)
        /// Answer 503.
        case unavailable(afterMilliseconds: Int)
        /// Answer after the sender has given up.
        case hang
    }

    init(errorEvery: Int? = nil, hangEvery: Int? = nil, latency: ClosedRange<Int>, seed: UInt64) {
        self.errorEvery = errorEvery
        self.hangEvery = hangEvery
        self.latency = latency
        random = SplitMix64(seed: seed)
    }

    /// What happens with the next request.
    mutating func next() -> Step {
        count += 1
        let pause = Int.random(in: latency, using: &random)
        if let hangEvery, count % hangEvery == 0 { return .hang }
        if let errorEvery, count % errorEvery == 0 { return .unavailable(afterMilliseconds: pause) }
        return .answer(afterMilliseconds: pause)
    }
}
