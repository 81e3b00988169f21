public import Drift
import Foundation
import Git
public import Report

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The results in a journal on the disk, found by name.
///
/// In memory is only what tells whether a result still holds, and where its line is; the line itself is read when it is
/// asked for. A journal of any size so costs about a hundred bytes a repository.
public final class EarlierResults: Sendable {
    /// What is known of a result without reading it whole.
    struct Entry: Sendable {
        /// The commit that was looked at; nil where the repository could not be looked at.
        var commit: ObjectID?
        var fingerprint: String
        var attempt: Int
        fileprivate var place: JournalLines.Place
    }

    private let path: String
    private let descriptor: Int32
    private let entries: [String: Entry]

    /// Reads through a journal; the file may be replaced afterwards.
    ///
    /// A last line that was cut off is left out; so is a result that another line of the same repository replaces.
    /// - Parameter names: The repositories that count.
    /// - Throws: ``DriftError`` when it is no journal, or one of another schema.
    public init(_ path: String, of names: Set<String>) throws(DriftError) {
        self.path = path
        let descriptor = try JournalLines.open(path)
        var entries: [String: Entry] = [:]
        // Nearly all results have the same few fingerprints.
        var fingerprints: Set<String> = []
        let decoder = JSONDecoder()
        var number = 0
        do throws(DriftError) {
            try JournalLines.each(of: descriptor, path) { (line, offset) throws(DriftError) in
                number += 1
                if number == 1 {
                    _ = try Journal.header(of: Data(line), file: path, decoder)
                    return
                }
                guard let head = try? decoder.decode(Head.self, from: Data(line)) else {
                    throw Journal.noResult(line: number, of: path)
                }
                // The name is that of the caller, which has it in memory already.
                guard let name = names.firstIndex(of: head.id).map({ names[$0] }) else { return }
                if let known = entries[name], known.attempt > head.attempt { return }
                entries[name] = Entry(
                    commit: head.failure == nil ? head.commit.flatMap { ObjectID(hex: $0) } : nil,
                    fingerprint: fingerprints.insert(head.fingerprint).memberAfterInsert, attempt: head.attempt,
                    place: JournalLines.Place(offset: offset, length: line.count))
            }
            if number == 0 { throw Journal.noJournal(path) }
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        self.entries = entries
    }

    /// Refuses to take a file's place that has something in it and is no journal of an audit, whatever its schema.
    /// - Throws: ``DriftError`` with the file's name.
    public static func mayReplace(_ path: String) throws(DriftError) {
        let descriptor = try JournalLines.open(path)
        defer { close(descriptor) }
        let start = try JournalLines.bytes(of: descriptor, path, at: 0, count: 1 << 16, isWhole: false)
        if start.isEmpty { return }
        guard let end = start.firstIndex(of: 0x0A),
            (try? JSONDecoder().decode(Journal.Header.self, from: Data(start[..<end]))) != nil
        else {
            throw DriftError(
                .files, "\(path) is no journal of an audit, and would be lost", fix: "name another file, or delete it")
        }
    }

    deinit { close(descriptor) }

    /// How many repositories have a result.
    public var count: Int { entries.count }

    /// What is known of a repository's result.
    subscript(name: String) -> Entry? { entries[name] }

    /// The whole result of a repository; nil where there is none, or none that can be read.
    public func result(of name: String) -> RepositoryAudit? {
        guard let place = entries[name]?.place,
            let line = try? JournalLines.bytes(of: descriptor, path, at: place.offset, count: place.length)
        else { return nil }
        return try? JSONDecoder().decode(RepositoryAudit.self, from: Data(line))
    }

    /// Hands the line of each result to `put`, sorted by name, without its line feed.
    /// - Throws: ``DriftError`` when the journal can't be read any more, and what `put` throws.
    func lines(_ put: (_ name: String, [UInt8]) throws -> Void) throws {
        for name in entries.keys.sorted() {
            guard let place = entries[name]?.place else { continue }
            try put(name, JournalLines.bytes(of: descriptor, path, at: place.offset, count: place.length))
        }
    }

    /// The part of a result that is kept.
    private struct Head: Decodable {
        struct Failure: Decodable {}

        var id: String
        var commit: String?
        var failure: Failure?
        var fingerprint: String
        var attempt: Int
    }
}
