import Foundation
import HeraldJSON
import HeraldReceiver
import Testing

@Suite struct VectorTests {
    @Test func everyProviderHasGoodAndBadVectors() throws {
        for provider in Provider.allCases {
            let verdicts = try Vector.load(provider).map { $0.expected["verdict"]?.string }
            #expect(verdicts.count >= 20)
            #expect(verdicts.contains("verified") && verdicts.contains("rejected"))
        }
    }

    @Test(arguments: Vector.all)
    func isJudgedAsExpected(vector: Vector) {
        let verification = vector.verification
        #expect(verification.summary == vector.expected)
        if case .number(let status)? = vector.expected["status"] {
            #expect(verification.statusCode == status.integer.map(Int.init))
        }
    }

    /// The same vectors under rules that were written in another language and share no code.
    @Test func agreeWithAnIndependentJudge() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", Vector.folder.appendingPathComponent("check.py").path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(output == "checked \(Vector.all.count)\n")
        #expect(process.terminationStatus == 0)
    }

    /// No byte of what is signed may change. Flips one bit in each, which also covers gzip's own bytes.
    @Test(arguments: Vector.all.filter { $0.expected["verdict"] == "verified" && $0.body.count < 200 })
    func rejectsEveryAlteredByte(vector: Vector) {
        for index in vector.body.indices {
            var body = vector.body
            body[index] ^= 1
            let altered = vector.receiver.verify(headers: vector.headers, body: body, now: vector.now)
            // A compressed body has bytes that do not matter, such as the time in its header.
            if case .verified(let event) = altered, event.body == vector.verification.event?.body { continue }
            #expect(altered.event == nil)
        }
    }
}
