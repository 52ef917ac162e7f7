@testable import HeraldTransport
import NIOCore
import NIOEmbedded
import Testing

@Suite struct ReadGaugeTests {
    @Test func knowsWhetherMoreMayBeThere() throws {
        let gauge = ReadGauge()
        let channel = EmbeddedChannel(handler: gauge)
        #expect(gauge.isDrained)
        var full = ByteBufferAllocator().buffer(capacity: 64)
        full.writeRepeatingByte(0x41, count: full.writableBytes)
        try channel.writeInbound(full)
        #expect(!gauge.isDrained)
        #expect(try channel.readInbound(as: ByteBuffer.self) == full)
        var half = ByteBufferAllocator().buffer(capacity: 64)
        half.writeString("half")
        try channel.writeInbound(half)
        #expect(gauge.isDrained)
        #expect(try channel.readInbound(as: ByteBuffer.self) == half)
        _ = try channel.finish()
    }
}
