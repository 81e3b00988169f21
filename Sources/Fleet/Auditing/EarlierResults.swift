public import Drift
import Foundation
public import Report

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The results in a journal on the disk, found by name.
///
/// In memory is only what tells whether a result still holds, and where its line is; the line itself is read when it is
/// asked for. A journal of any size so costs a few hundred bytes a repository.
public final class EarlierResults: Sendable {
    /// What is known of a result without reading it whole.
    struct Entry: Sendable {
        /// The commit that was looked at; nil where the repository could not be looked at.
        var commit: String?
        var fingerprint: String
        var attempt: Int
        fileprivate var offset: Int
        fileprivate var length: Int
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
                guard names.contains(head.id) else { return }
                if let known = entries[head.id], known.attempt > head.attempt { return }
                entries[head.id] = Entry(
                    commit: head.failure == nil ? head.commit : nil,
                    fingerprint: fingerprints.insert(head.fingerprint).memberAfterInsert, attempt: head.attempt,
                    offset: offset, length: line.count)
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
        guard let entry = entries[name], let line = try? line(of: entry) else { return nil }
        return try? JSONDecoder().decode(RepositoryAudit.self, from: Data(line))
    }

    /// Hands the lines of all results to `put`, sorted by name, many at a time.
    /// - Throws: ``DriftError`` when the journal can't be read any more, and what `put` throws.
    public func lines(_ put: ([UInt8]) throws -> Void) throws {
        var buffer: [UInt8] = []
        for (_, entry) in entries.sorted(by: { $0.key < $1.key }) {
            buffer += try line(of: entry)
            buffer.append(0x0A)
            guard buffer.count > 1 << 18 else { continue }
            try put(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        try put(buffer)
    }

    private func line(of entry: Entry) throws(DriftError) -> [UInt8] {
        try JournalLines.bytes(of: descriptor, path, at: entry.offset, count: entry.length)
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
