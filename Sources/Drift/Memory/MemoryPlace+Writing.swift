import Git

extension MemoryPlace {
    /// Adds resolutions to the shared file; of two for one conflict the new one counts.
    func remember(_ learned: [ResolutionMemory.Entry]) throws {
        guard case .file(let path) = self, !learned.isEmpty else { return }
        let before = try Self.read(path, followsLinks: true)
        try before.adding(learned).write(to: try FileSystem.target(of: path))
    }

    /// Brings into the shared file what services of a fleet remember and it doesn't, without what only their own
    /// repositories may know.
    /// - Parameter known: Resolutions in any order; of two for one conflict the later one counts, by date.
    /// - Returns: how many are new.
    @discardableResult
    public func gather(_ known: [ResolutionMemory.Entry]) throws -> Int {
        guard case .file(let path) = self else { return 0 }
        let shared = try Self.read(path, followsLinks: true)
        let keys = Set(shared.entries.map(\.pattern.key))
        let new = known.filter { !keys.contains($0.pattern.key) && !$0.rule.bringsWords(into: $0.pattern) }
        let ordered = new.sorted { one, other in
            (one.origin.date, one.origin.service, one.rule.name) < (
                other.origin.date, other.origin.service, other.rule.name
            )
        }
        try remember(ordered)
        return Set(ordered.map(\.pattern.key)).count
    }

    /// Takes a resolution back, where it is remembered.
    /// - Returns: what was forgotten.
    public func forget(_ key: String, for service: Service) throws -> ResolutionMemory.Entry {
        let (rest, entry) = try loadFromWorkTree(of: service).forgetting(key)
        switch self {
        case .nowhere: break
        case .file(let path): try rest.write(to: try FileSystem.target(of: path))
        case .besideRecord:
            guard let folder = service.folder else {
                throw DriftError(.repositoryState, "a bare repository has no work tree to change")
            }
            try rest.write(to: folder + "/" + ResolutionMemory.fileName)
        }
        return entry
    }
}

extension ResolutionMemory {
    /// Writes the file in one step.
    fileprivate func write(to path: String) throws(DriftError) {
        try FileSystem.write(Array(text.utf8), mode: FileSystem.mode(of: path) ?? .file, to: path)
    }
}

extension FileSystem {
    /// What a path that a person named leads to, so that a link stays one.
    fileprivate static func target(of path: String) throws(DriftError) -> String {
        exists(path) ? try realPath(path) : path
    }
}
