public import Drift
import Foundation
import Report

extension Journal {
    /// Reads a journal.
    ///
    /// A last line that was cut off is left out; so is a result that another line of the same repository replaces.
    /// - Parameter file: Its name for messages.
    /// - Throws: ``DriftError`` when it is none, or one of another schema.
    public init(_ bytes: [UInt8], file: String) throws(DriftError) {
        var lines = bytes.split(separator: 0x0A)
        if bytes.last != 0x0A, !lines.isEmpty { lines.removeLast() }
        let decoder = JSONDecoder()
        guard let first = lines.first, let header = try? decoder.decode(Header.self, from: Data(first)) else {
            throw DriftError(
                .files, "\(file) is no journal of an audit: its first line is not the header of one",
                fix: "name a file that `scaffold audit --journal` or `--format ndjson` wrote")
        }
        guard header.schema == Self.schema else {
            throw DriftError(
                .files, "\(file) has schema \(header.schema); this tool reads \(Self.schema)",
                fix: "use the version of scaffold that wrote it, \(header.tool)")
        }
        self.init(header: header)
        for (index, line) in lines.enumerated().dropFirst() {
            guard let result = try? decoder.decode(RepositoryAudit.self, from: Data(line)) else {
                throw DriftError(
                    .files, "line \(index + 1) of \(file) is no result of an audit",
                    fix: "delete the line; the repository is then looked at again")
            }
            if let known = results[result.id], known.attempt > result.attempt { continue }
            results[result.id] = result
        }
    }

    /// Reads the journal at a path; nil when there is none.
    public static func read(_ path: String) throws(DriftError) -> Journal? {
        guard FileSystem.exists(path) else { return nil }
        return try Journal(FileSystem.read(path), file: path)
    }
}
