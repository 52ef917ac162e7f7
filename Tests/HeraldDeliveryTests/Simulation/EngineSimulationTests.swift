import Testing

@Suite struct EngineSimulationTests {
    @Test(arguments: 0..<300 as Range<UInt64>)
    func `no order of events breaks a promise`(seed: UInt64) {
        var simulation = Simulation(seed: seed)
        #expect(throws: Never.self, "seed \(seed)") { try simulation.run(steps: 1000) }
    }

    @Test func `breakers open and close in it`() throws {
        var (probes, recoveries) = (0, 0)
        for seed in 0..<20 as Range<UInt64> {
            var simulation = Simulation(seed: seed)
            try simulation.run(steps: 1000)
            probes += simulation.probes
            recoveries += simulation.recoveries
        }
        #expect(probes > 50)
        #expect(recoveries > 10)
    }
}
