public import Git

extension Service {
    /// The folders of a repository's HEAD that hold a record, sorted by path; "" is the root.
    ///
    /// Folders whose names are templates belong to a template's own tree and are left out.
    /// - Parameter under: Only this folder and what is below it.
    /// - Throws: ``DriftError`` when the repository has no commit yet.
    public static func folders(in repository: Repository, under: String = "") throws -> [String] {
        let (_, commit) = try head(of: repository)
        var found: [String] = []
        var waiting: [(path: String, tree: ObjectID)] = []
        if let tree = try subtree(under, of: commit, repository) { waiting.append((under, tree)) }
        while let next = waiting.popLast() {
            var hasRecord = false
            for entry in try repository.entries(of: next.tree) {
                if entry.mode == .directory {
                    if entry.name.contains("{{") || entry.name.contains("<%") { continue }
                    waiting.append((next.path.isEmpty ? entry.name : "\(next.path)/\(entry.name)", entry.id))
                } else if entry.mode != .submodule {
                    hasRecord =
                        hasRecord || entry.name == Record.fileName || ForeignRecord.isStandardName(entry.name)
                }
            }
            if hasRecord { found.append(next.path) }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The service in a folder that ``folders(in:under:)`` found.
    public static func open(_ directory: String, in repository: Repository) throws -> Service {
        let (head, commit) = try head(of: repository)
        if let service = try make(directory, of: head, commit, in: repository) { return service }
        throw try noRecord(Record.fileName, in: directory, repository)
    }

    /// The repository that a folder belongs to.
    /// - Throws: ``DriftError`` when there is none.
    public static func repository(at path: String) throws -> Repository { try discover(FileSystem.realPath(path)) }

    /// The commit that a repository's HEAD is at.
    /// - Throws: ``DriftError`` when it has none yet.
    public static func commit(of repository: Repository) throws -> ObjectID { try head(of: repository).commit.id }

    /// What HEAD points to, and its commit.
    static func head(of repository: Repository) throws -> (head: Head, commit: Commit) {
        let head = try repository.head()
        guard let id = head.commit else {
            throw DriftError(
                .repositoryState, "\(repository.displayPath) has no commit yet, so there is no state to compare with",
                fix: "commit the service first: `git add -A && git commit`")
        }
        return (head, try repository.commit(id))
    }
}
