import Foundation
import Report
import TestSupport
import Testing

@testable import Drift
@testable import Fleet

@Suite("Journals of audits")
struct JournalTests {
    static let members = (0..<40).map { FleetMember(id: "host/team/s\($0)", location: .folder("s\($0)")) }
    static let days = ["2026-11-26T04:23:00Z", "2026-11-27T04:23:00Z", "2026-11-28T04:23:00Z"]
    static let request = AuditRequest(today: "2026-11-28", tool: "1.0.0", jobs: 1)

    /// The journal of one part, some of whose results were tried twice.
    static func part(
        _ index: Int, of total: Int, seed: UInt64, run: String? = nil, began: String? = nil
    ) throws -> Journal {
        var random = SeededRandom(seed: seed)
        let shard = try #require(Shard(index: index, total: total))
        var journal = Journal(of: members, shard: shard, request: request, run: run, moment: began)
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
        // A part that another machine did again, with later attempts, and one of another day that did not come to its end.
        let again = try (0..<total).map { try Self.part($0, of: total, seed: seed &+ 1) }
        var other = try (0..<total).map {
            try Self.part($0, of: total, seed: seed &+ 2, began: Self.days.randomElement(using: &random))
        }
        for index in other.indices.dropFirst() {
            other[index].results = other[index].results.filter { _ in Bool.random(using: &random) }
        }
        let all = parts + again + other
        let whole = try merged(all)
        #expect(try merged(parts + again).missingShards.isEmpty)
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

    @Test("Parts of another run are refused, by its name")
    func otherRun() throws {
        let mine = try Self.part(0, of: 2, seed: 1, run: "71")
        #expect(try mine.merged(with: Self.part(1, of: 2, seed: 1, run: "71")) != nil)
        #expect(try mine.merged(with: Self.part(1, of: 2, seed: 1, run: "72")) == nil)
        #expect(try mine.merged(with: Self.part(1, of: 2, seed: 1)) == nil)
    }

    @Test("Of one part begun twice, the later beginning counts, and nothing of the earlier one")
    func begunTwice() throws {
        let old = try Self.part(0, of: 2, seed: 1, began: Self.days[0])
        var new = try Self.part(0, of: 2, seed: 2, began: Self.days[1])
        new.results.removeValue(forKey: try #require(new.results.keys.sorted().first))
        let both = try #require(old.merged(with: new))
        #expect(both.lines == new.lines)
        #expect(both.missingShards == [0, 1])
    }

    @Test(
        "Parts that were begun more than a day before the newest are named, unless the run has a name",
        arguments: [
            ("2026-11-27T23:50:00Z", "2026-11-28T00:10:00Z", []), ("2026-11-27T04:23:00Z", "2026-11-28T04:23:00Z", []),
            ("2026-11-27T04:22:59Z", "2026-11-28T04:23:00Z", [0]),
            ("2026-10-31T23:00:00Z", "2026-11-28T01:00:00Z", [0]),
            ("2026-11-28T01:00:00Z", "2026-11-26T23:00:00Z", [1]),
        ])
    func stale(first: String, second: String, named: [Int]) throws {
        for run in [nil, "71"] {
            let parts = [
                try Self.part(0, of: 2, seed: 1, run: run, began: first),
                try Self.part(1, of: 2, seed: 1, run: run, began: second),
            ]
            #expect(try merged(parts).staleShards == (run == nil ? named : []))
        }
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

@Suite("Journals that are resumed")
struct EarlierResultsTests {
    private static func journal(in folder: TempDirectory) throws -> (path: String, journal: Journal) {
        let journal = try JournalTests.part(0, of: 1, seed: 5)
        try folder.write("j", journal.lines.map { $0 + "\n" }.joined())
        return (folder.path("j"), journal)
    }

    @Test("Each result is found as it was written, and others are not")
    func found() throws {
        let folder = try TempDirectory()
        let (path, journal) = try Self.journal(in: folder)
        let names = Set(journal.results.keys.sorted().dropLast())
        let earlier = try EarlierResults(path, of: names.union(["unknown"]))
        #expect(earlier.count == names.count)
        for (name, result) in journal.results {
            #expect(earlier.result(of: name) == (names.contains(name) ? result : nil))
        }
        #expect(earlier.result(of: "unknown") == nil)
    }

    @Test("Lines longer than what is read at once, a later attempt, a line that was cut off")
    func lines() throws {
        let folder = try TempDirectory()
        let (path, journal) = try Self.journal(in: folder)
        let name = try #require(journal.results.keys.min())
        var long = try #require(journal.results[name])
        (long.attempt, long.location) = (9, String(repeating: "x", count: 900_000))
        var text = journal.lines.map { $0 + "\n\n" }.joined() + long.json.compact + "\n"
        text += String(try #require(journal.results[name]).json.compact.dropLast(3))
        try folder.write("j", text)
        let earlier = try EarlierResults(path, of: Set(journal.results.keys))
        #expect(earlier.count == journal.results.count)
        #expect(earlier.result(of: name) == long)
    }

    @Test("What is no journal says so", arguments: ["", "{}\n", "nonsense\n", "{\"schema\":9}\n"])
    func refused(text: String) throws {
        let folder = try TempDirectory()
        try folder.write("j", text)
        #expect(throws: DriftError.self) { try EarlierResults(folder.path("j"), of: []) }
    }

    @Test("A file hands out what its run found or confirmed, sorted by name, and the file on the disk may be gone")
    func ownLines() throws {
        let folder = try TempDirectory()
        let (path, journal) = try Self.journal(in: folder)
        let names = journal.results.keys.sorted()
        let earlier = try EarlierResults(path, of: Set(names))
        let file = try JournalFile(path, journal.header, beginningWith: earlier)
        func lines() throws -> [String] {
            var bytes: [UInt8] = []
            try file.lines { bytes += $0 }
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        #expect(try lines().isEmpty)
        var again = try #require(journal.results[names[1]])
        again.attempt += 1
        file.add(again)
        file.confirm(names[0])
        var new = again
        new.id = ""
        file.add(new)
        try FileManager.default.removeItem(atPath: path)
        #expect(try lines() == [new, journal.results[names[0]], again].map { $0?.json.compact })
    }

    @Test("What a run took over counts as its own at its end only")
    func carried() throws {
        let folder = try TempDirectory()
        let (path, journal) = try Self.journal(in: folder)
        let names = journal.results.keys.sorted()
        let earlier = try EarlierResults(path, of: Set(names))
        let file = try JournalFile(path, journal.header, beginningWith: earlier)
        var again = try #require(journal.results[names[0]])
        again.attempt += 1
        file.add(again)
        func read(isPart: Bool) throws -> Journal { try Journal(folder.read("j"), file: "j", isPart: isPart) }
        #expect(try read(isPart: false).results.count == names.count)
        #expect(try read(isPart: true).results == [names[0]: again])
        #expect(try read(isPart: true).missingShards == [0])
        try file.finish(isWhole: false)
        #expect(try read(isPart: true).results.count == 1)
        try file.finish(isWhole: true)
        #expect(try read(isPart: true).results.count == names.count)
        #expect(try read(isPart: true).header == journal.header)
        #expect(try read(isPart: true).results[names[0]] == again)
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
