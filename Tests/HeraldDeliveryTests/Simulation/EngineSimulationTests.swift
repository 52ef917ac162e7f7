import Testing

@Suite struct EngineSimulationTests {
    @Test(arguments: 0..<300 as Range<UInt64>)
    func `no order of events breaks a promise`(seed: UInt64) {
        var simulation = Simulation(seed: seed)
        #expect(throws: Never.self, "seed \(seed)") { try simulation.run(steps: 1000) }
    }
}
