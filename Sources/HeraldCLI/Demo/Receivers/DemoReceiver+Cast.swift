extension DemoReceiver {
    /// The three receivers of the demo.
    static func cast(seed: UInt64, board: DemoBoard) throws(CommandFailure) -> [DemoReceiver] {
        [
            try DemoReceiver(
                name: "analytics", events: ["*"], secret: secret(), behaviour: steady(2...6, seed), board: board
            ),
            try DemoReceiver(
                name: "moderation", events: ["message.*", "v3.post.*", "v3.comment.*", "user.*"], secret: secret(),
                behaviour: ReceiverBehaviour(errorEvery: 25, hangEvery: 60, latency: 8...40, seed: seed &+ 1),
                board: board
            ),
            try DemoReceiver(
                name: "search", events: ["message.*", "v3.post.*"], wantsLegacy: true, secret: secret(),
                behaviour: steady(4...15, seed &+ 2), board: board
            ),
        ]
    }

    private static func steady(_ latency: ClosedRange<Int>, _ seed: UInt64) -> ReceiverBehaviour {
        ReceiverBehaviour(latency: latency, seed: seed)
    }

    /// A secret of this run.
    private static func secret() -> String { "demo-" + RandomToken.hex(bytes: 24) }
}
