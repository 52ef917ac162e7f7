import HeraldReceiver
import Testing

/// What every storage must do.
@Suite struct StorageConformanceTests {
    private static let limits = DeduplicationLimits(windowSeconds: 100, capacity: 5, leaseSeconds: 10, inWork: 8)

    @Test(arguments: StorageKind.allCases)
    func aFinishedIdIsDone(kind: StorageKind) async throws {
        try await kind.run { storage in
            let claim = try #require(try await storage.claim("a", at: 0))
            #expect(claim.id == "a")
            #expect(try await storage.begin("a", at: 1) == .inProgress)
            try await storage.finish(claim, at: 2)
            #expect(try await storage.begin("a", at: 3) == .done)
            try await storage.finish(claim, at: 4)
            try await storage.abandon(claim)
            #expect(try await storage.begin("a", at: 5) == .done)
            #expect(try await storage.claim("b", at: 5) != nil)
        }
    }

    @Test(arguments: StorageKind.allCases)
    func anAbandonedIdIsFresh(kind: StorageKind) async throws {
        try await kind.run { storage in
            let first = try #require(try await storage.claim("a", at: 0))
            try await storage.abandon(first)
            let second = try #require(try await storage.claim("a", at: 0))
            #expect(first.number != second.number)
            try await storage.abandon(first)
            #expect(try await storage.begin("a", at: 0) == .inProgress)
        }
    }

    @Test(arguments: StorageKind.allCases)
    func aLostClaimIsFreshAfterItsLease(kind: StorageKind) async throws {
        try await kind.run(Self.limits) { storage in
            let lost = try #require(try await storage.claim("a", at: 0))
            #expect(try await storage.begin("a", at: 9) == .inProgress)
            let second = try #require(try await storage.claim("a", at: 10))
            try await storage.abandon(lost)
            #expect(try await storage.begin("a", at: 11) == .inProgress)
            // The one that was thought lost was only slow: the event is handled, whatever the other says.
            try await storage.finish(lost, at: 12)
            try await storage.abandon(second)
            #expect(try await storage.begin("a", at: 13) == .done)
        }
    }

    @Test(arguments: StorageKind.allCases)
    func aDoneIdIsForgottenAfterTheWindow(kind: StorageKind) async throws {
        try await kind.run(Self.limits) { storage in
            let claim = try #require(try await storage.claim("a", at: 0))
            try await storage.finish(claim, at: 5)
            #expect(try await storage.begin("a", at: 104) == .done)
            #expect(try await storage.claim("a", at: 105) != nil)
        }
    }

    @Test(arguments: StorageKind.allCases)
    func theOldestAreForgottenBeyondTheCapacity(kind: StorageKind) async throws {
        try await kind.run(Self.limits) { storage in
            for number in 0..<300 {
                let claim = try #require(try await storage.claim("id\(number)", at: 1))
                try await storage.finish(claim, at: 1)
            }
            #expect(try await storage.begin("id299", at: 1) == .done)
            #expect(try await storage.begin("id297", at: 1) == .done)
            #expect(try await storage.claim("id200", at: 1) != nil)
            #expect(try await storage.claim("id0", at: 1) != nil)
        }
    }

    @Test(arguments: StorageKind.allCases)
    func openClaimsAreBounded(kind: StorageKind) async throws {
        try await kind.run(Self.limits) { storage in
            var open: [DeduplicationClaim?] = []
            for number in 0..<8 { open.append(try await storage.claim("id\(number)", at: 0)) }
            #expect(!open.contains(nil))
            await #expect(throws: DeduplicationError.tooManyInWork(limit: 8)) {
                _ = try await storage.begin("another", at: 9)
            }
            // Those already open are still answered for, and their leases end.
            #expect(try await storage.begin("id0", at: 9) == .inProgress)
            #expect(try await storage.claim("another", at: 10) != nil)
        }
    }

    @Test(arguments: StorageKind.allCases)
    func oneOfManyGetsTheClaim(kind: StorageKind) async throws {
        try await kind.run { storage in
            let claims = try await withThrowingTaskGroup(of: DeduplicationClaim?.self) { group in
                for _ in 0..<32 { group.addTask { try await storage.claim("a", at: 0) } }
                return try await group.reduce(into: []) { claims, claim in claims += claim.map { [$0] } ?? [] }
            }
            #expect(claims.count == 1)
        }
    }

    @Test(arguments: StorageKind.allCases)
    func aCancelledTaskFinishes(kind: StorageKind) async throws {
        try await kind.run { storage in
            let first = try #require(try await storage.claim("a", at: 0))
            let second = try #require(try await storage.claim("b", at: 0))
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await storage.finish(first, at: 1)
                try await storage.abandon(second)
            }
            try await task.value
            #expect(try await storage.begin("a", at: 2) == .done)
            #expect(try await storage.claim("b", at: 2) != nil)
        }
    }
}
