import Foundation
import HeraldJSON
import Testing

@testable import HeraldCatalogue

@Suite("Schemas and samples under Python's jsonschema")
struct PythonValidationTests {
    /// Whether an independent validator is at hand on this machine.
    static let isAvailable: Bool = {
        (try? run(["-c", "import jsonschema; jsonschema.Draft202012Validator"]))?.status == 0
    }()

    @Test("agree, and disagree once a sample is broken", .enabled(if: isAvailable))
    func validation() throws {
        let cases = SocialPlus.catalogue.types.map { type -> JSONValue in
            let broken = SchemaTests.broken.filter { $0.type == type.name }.map(\.body)
            return [
                "name": .string(type.name),
                "schema": type.schema,
                "valid": .array((0..<3 as Range<UInt64>).map { type.sampleBody(seed: $0) }),
                "invalid": .array([["data": 1]] + broken),
            ]
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("herald-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("cases.json")
        try Data(JSONValue.array(cases).encoded()).write(to: file)

        let result = try Self.run(["-c", Self.script, file.path])
        #expect(result.output == "checked \(cases.count)\n")
        #expect(result.status == 0)
    }

    /// Prints each disagreement and how many schemas it looked at.
    private static let script = """
        import json, sys
        from jsonschema import Draft202012Validator as Validator
        cases = json.load(open(sys.argv[1], encoding="utf-8"))
        for case in cases:
            Validator.check_schema(case["schema"])
            validator = Validator(case["schema"], format_checker=Validator.FORMAT_CHECKER)
            for body in case["valid"]:
                for error in validator.iter_errors(body):
                    print(case["name"], error.json_path, error.message[:200])
            for body in case["invalid"]:
                if validator.is_valid(body):
                    print(case["name"], "accepts", body)
        print("checked", len(cases))
        """

    private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
