public import Drift
import Foundation
import Report

extension Journal {
    /// Reads a journal.
    ///
    /// A last line that was cut off is left out; so is a result that another line of the same repository replaces.
    /// - Parameters:
    ///   - file: Its name for messages.
    ///   - isPart: Whether only what this run found counts: without the results that an unfinished run began with, see
    ///     ``Header/carried``.
    /// - Throws: ``DriftError`` when it is none, or one of another schema.
    public init(_ bytes: [UInt8], file: String, isPart: Bool = false) throws(DriftError) {
        var lines = bytes.split(separator: 0x0A)
        if bytes.last != 0x0A, !lines.isEmpty { lines.removeLast() }
        guard let first = lines.first else { throw Self.noJournal(file) }
        let decoder = JSONDecoder()
        self.init(header: try Self.header(of: Data(first), file: file, decoder))
        for (index, line) in lines.enumerated().dropFirst(isPart ? 1 + (header.carried ?? 0) : 1) {
            guard let result = try? decoder.decode(RepositoryAudit.self, from: Data(line)) else {
                throw Self.noResult(line: index + 1, of: file)
            }
            if let known = results[result.id], known.attempt > result.attempt { continue }
            results[result.id] = result
        }
    }

    /// Reads a journal's first line.
    static func header(of line: Data, file: String, _ decoder: JSONDecoder) throws(DriftError) -> Header {
        guard let header = try? decoder.decode(Header.self, from: line) else { throw noJournal(file) }
        guard header.schema == schema else {
            throw DriftError(
                .files, "\(file) has schema \(header.schema); this tool reads \(schema)",
                fix: "use the version of scaffold that wrote it, \(header.tool)")
        }
        return header
    }

    static func noJournal(_ file: String) -> DriftError {
        DriftError(
            .files, "\(file) is no journal of an audit: its first line is not the header of one",
            fix: "name a file that `scaffold audit --journal` or `--format ndjson` wrote")
    }

    static func noResult(line: Int, of file: String) -> DriftError {
        DriftError(
            .files, "line \(line) of \(file) is no result of an audit",
            fix: "delete the line; the repository is then looked at again")
    }
}
