import Report
import TestSupport
import Testing

@testable import Drift
@testable import Fleet

@Suite("Journals of audits")
struct JournalTests {
    static let members = (0..<40).map { FleetMember(id: "host/team/s\($0)", location: .folder("s\($0)")) }
    static let request = AuditRequest(today: "2026-11-28", tool: "1.0.0", jobs: 1)

    /// The journal of one part, some of whose results were tried twice.
    static func part(_ index: Int, of total: Int, seed: UInt64) throws -> Journal {
        var random = SeededRandom(seed: seed)
        let shard = try #require(Shard(index: index, total: total))
        var journal = Journal(of: members, shard: shard, request: request)
        for member in members where shard.holds(member.id) {
            let attempt = Int.random(in: 1...3, using: &random)
            journal.results[member.id] = RepositoryAudit(
                id: member.id, location: member.id, commit: "c\(attempt)", attempt: attempt)
        }
        return journal
    }

    @Test("Law 9: parts merge in any order, any number of times, to the same report", arguments: 1...20)
    func law9(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let total = Int.random(in: 1...6, using: &random)
        let parts = try (0..<total).map { try Self.part($0, of: total, seed: seed) }
        // A part that another machine did again, with later attempts.
        let again = try (0..<total).map { try Self.part($0, of: total, seed: seed &+ 1) }
        let all = parts + again
        let whole = try merged(all)
        #expect(whole.missingShards.isEmpty)
        for _ in 0..<5 {
            let order = (all + all.shuffled(using: &random).prefix(3)).shuffled(using: &random)
            #expect(try merged(order).lines == whole.lines)
        }
        // Associative: the halves first.
        let half = all.count / 2
        let left = try merged(Array(all[..<half]) + [all[0]])
        let right = try merged(Array(all[half...]))
        #expect(left.merged(with: right)?.lines == whole.lines)
    }

    @Test("Parts that are missing or unfinished are named")
    func missing() throws {
        let first = try Self.part(0, of: 3, seed: 1)
        var last = try Self.part(2, of: 3, seed: 1)
        last.results.removeValue(forKey: try #require(last.results.keys.sorted().first))
        #expect(try merged([first, last]).missingShards == [1, 2])
    }

    @Test("Parts of different audits are refused")
    func foreign() throws {
        let mine = try Self.part(0, of: 2, seed: 1)
        var other = try Self.part(1, of: 2, seed: 1)
        other.header.settings = "other"
        #expect(mine.merged(with: other) == nil)
    }

    @Test("A line that was cut off is as good as none, at every byte")
    func torn() throws {
        let journal = try Self.part(0, of: 4, seed: 3)
        let text = Array(journal.lines.map { $0 + "\n" }.joined().utf8)
        let header = journal.lines[0].utf8.count + 1
        for end in stride(from: header, through: text.count, by: 7) {
            let read = try Journal(Array(text[..<end]), file: "j")
            #expect(read.results.count == text[..<end].count { $0 == 0x0A } - 1)
            for (id, result) in read.results { #expect(journal.results[id] == result) }
        }
    }

    @Test("What is no journal says so", arguments: ["", "{}\n", "nonsense\n", "{\"schema\":9}\n"])
    func refused(text: String) {
        #expect(throws: DriftError.self) { try Journal(Array(text.utf8), file: "j") }
    }

    private func merged(_ parts: [Journal]) throws -> Journal {
        var whole = try #require(parts.first)
        for part in parts.dropFirst() { whole = try #require(whole.merged(with: part)) }
        return whole
    }
}

@Suite("Fingerprints")
struct FingerprintTests {
    @Test("Text and back")
    func roundTrip() {
        let print = Fingerprint(
            settings: "abc", sources: ["builtin:a": "1", "https://x/y?a=b c%20": "2", "template:/a b": "3"])
        #expect(Fingerprint(print.text) == print)
    }
}
