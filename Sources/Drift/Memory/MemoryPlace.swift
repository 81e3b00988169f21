import Git

/// Where resolutions are remembered.
public enum MemoryPlace: Hashable, Sendable {
    /// In a file beside the service's record.
    case besideRecord
    /// In a file that a fleet shares, by its path.
    case file(String)
    /// Nowhere: nothing is replayed and nothing learned.
    case nowhere

    /// What is remembered there, as HEAD of a service has it, or as the shared file is now; nothing where there is no file.
    public func load(for service: Service) throws -> ResolutionMemory {
        switch self {
        case .nowhere: return ResolutionMemory()
        case .file(let path): return try Self.read(path, followsLinks: true)
        case .besideRecord:
            let files = TreeFiles(repository: service.repository, tree: service.tree)
            guard let file = try files.file(at: ResolutionMemory.fileName) else { return ResolutionMemory() }
            guard file.isRegular else { throw notAFile(ResolutionMemory.fileName) }
            return try ResolutionMemory(parsing: try files.bytes(of: file))
        }
    }

    /// What an upgrade of a service replays: what is remembered there, and beside the record in any case.
    ///
    /// Of two resolutions of one conflict the service's own one counts.
    func recalled(for service: Service) throws -> ResolutionMemory {
        guard case .file = self else { return try load(for: service) }
        return try load(for: service).adding(try MemoryPlace.besideRecord.load(for: service).entries)
    }

    /// What is remembered there now, with what the work tree has.
    public func loadFromWorkTree(of service: Service) throws -> ResolutionMemory {
        guard case .besideRecord = self, let folder = service.folder else { return try load(for: service) }
        return try Self.read(folder + "/" + ResolutionMemory.fileName, followsLinks: false)
    }

    /// - Parameter followsLinks: whether a person named the path; one in a service must not lead out of it.
    static func read(_ path: String, followsLinks: Bool) throws(DriftError) -> ResolutionMemory {
        guard FileSystem.exists(path) else { return ResolutionMemory() }
        let target = followsLinks ? try FileSystem.realPath(path) : path
        guard let mode = FileSystem.mode(of: target), mode == .file || mode == .executable else { throw notAFile(path) }
        return try ResolutionMemory(parsing: try FileSystem.read(target), file: path)
    }
}

private func notAFile(_ path: String) -> DriftError {
    DriftError(.memory, "\(path) is no file, and resolutions are remembered in one", fix: "name another with --memory")
}
