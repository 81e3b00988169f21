public import Git

extension Service {
    /// The folders of a repository's HEAD that hold a record, sorted by path; "" is the root.
    ///
    /// Folders whose names are templates belong to a template's own tree and are left out.
    /// - Parameters:
    ///   - under: Only this folder and what is below it.
    ///   - step: Called before each folder; what it throws ends the search.
    /// - Throws: ``DriftError`` when the repository has no commit yet; ``GitError`` for a tree that nobody can have checked
    ///   out.
    public static func folders(
        in repository: Repository, under: String = "", step: () throws -> Void = {}
    ) throws -> [String] {
        let (_, commit) = try head(of: repository)
        guard let tree = try subtree(under, of: commit, repository) else { return [] }
        return try withoutActuallyEscaping(step) { step in
            var search = RecordSearch(repository: repository, root: tree, step: step)
            try search.look(into: tree, at: under)
            return search.found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
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

/// Looks for records in a tree and all below it.
private struct RecordSearch {
    let repository: Repository
    let root: ObjectID
    let step: () throws -> Void
    private(set) var found: [String] = []
    /// Trees with no record in them or below: one tree can stand at a billion places.
    private var barren: Set<ObjectID> = []
    private var count = 0
    private var depth = 0

    init(repository: Repository, root: ObjectID, step: @escaping () throws -> Void) {
        self.repository = repository
        self.root = root
        self.step = step
    }

    mutating func look(into tree: ObjectID, at path: String) throws {
        if barren.contains(tree) { return }
        try step()
        count += 1
        depth += 1
        defer { depth -= 1 }
        guard count <= Repository.maximumEntries, depth <= Repository.maximumDepth else {
            throw Repository.tooLarge(root)
        }
        let before = found.count
        var hasRecord = false
        for entry in try repository.entries(of: tree) {
            if entry.mode == .directory {
                // Folders whose names are templates belong to a template's own tree.
                if entry.name.contains("{{") || entry.name.contains("<%") { continue }
                try look(into: entry.id, at: path.isEmpty ? entry.name : "\(path)/\(entry.name)")
            } else if entry.mode != .submodule {
                hasRecord = hasRecord || entry.name == Record.fileName || ForeignRecord.isStandardName(entry.name)
            }
        }
        if hasRecord { found.append(path) }
        if found.count == before { barren.insert(tree) }
    }
}
