import Git

/// When a service took the state of the template that its record names.
///
/// Copier's and cruft's records hold no date and no content, so that the service's own history has to tell: the commit that
/// set the recorded revision has the output of that time, as its owners committed it.
struct RecordHistory {
    let service: Service
    let record: ForeignRecord

    /// A commit of the service's repository.
    struct Moment {
        /// The commit.
        var commit: Commit
        /// Whether the service's first record came with it, so that its content is the template's output.
        var isFirst: Bool
        /// The service's own tree in it.
        var tree: ObjectID
        /// Gives the blob ids of the service's files in it.
        var files: () throws -> [String: ObjectID]
        /// Gives the size of a blob.
        var size: (ObjectID) -> Int?
        /// Gives the bytes of a blob.
        var content: (ObjectID) -> [UInt8]?
    }

    /// The commit that set the recorded revision, following first parents; nil when a shallow clone ends before it.
    func generation() throws -> Moment? {
        let repository = service.repository
        let wanted = try state(of: service.commit)
        var current = service.commit
        while true {
            guard let parent = current.parents.first else { break }
            guard repository.contains(parent) else { return nil }
            let before = try repository.commit(parent)
            guard try state(of: before) == wanted else { break }
            current = before
        }
        guard let tree = try Service.subtree(service.directory, of: current, repository) else { return nil }
        let parent = try current.parents.first.map { try repository.commit($0) }
        let isFirst = try parent.map { try state(of: $0) == nil } ?? true
        return Moment(
            commit: current, isFirst: isFirst, tree: tree,
            files: {
                let files = try repository.files(in: tree).filter { $0.mode != .submodule }
                return Dictionary(files.map { ($0.path, $0.id) }) { first, _ in first }
            },
            size: { try? repository.blobSize($0) }, content: { try? repository.blob($0) })
    }

    /// The record's revision in a commit; nil where there is no record.
    private func state(of commit: Commit) throws -> String? {
        let path = service.repositoryPath(record.path)
        guard let entry = try service.repository.entry(at: path, in: commit.tree), entry.mode != .directory else {
            return nil
        }
        if let known = cache.revisions[entry.id] { return known }
        let revision = ForeignRecord.revision(in: try service.repository.blob(entry.id), tool: record.tool) ?? ""
        cache.revisions[entry.id] = revision
        return revision
    }

    private let cache = Cache()

    private final class Cache {
        var revisions: [ObjectID: String] = [:]
    }

    init(service: Service, record: ForeignRecord) {
        self.service = service
        self.record = record
    }
}
