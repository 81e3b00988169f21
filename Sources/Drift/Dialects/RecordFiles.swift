/// Where the records of a service are read from: a commit's tree, or the work tree.
struct RecordFiles {
    /// The service's folder, for messages; "" for the root of its repository.
    var place: String
    /// A record of another tool that was named since it has no usual name.
    var answersFile: String?
    /// The names of the files in the service's folder.
    var names: () throws -> [String]
    /// The content of a file of the service; nil when there is none.
    var read: (String) throws -> [UInt8]?

    func name(of path: String) -> String { place.isEmpty ? path : "\(place)/\(path)" }
}

extension Record {
    /// Reads all records of a folder; nil when it has none.
    ///
    /// `.scaffold.yml` comes first, then the records of other tools, sorted by name, each with what `.scaffold.yml` says
    /// beside it.
    init?(_ files: RecordFiles) throws {
        var record = Record(scaffolds: [])
        if let bytes = try files.read(Record.fileName) {
            record = try Record(parsing: bytes, file: files.name(of: Record.fileName))
        }
        let beside = record.scaffolds.compactMap { $0.foreign?.path }
        var paths =
            beside + (try files.names().filter { ForeignRecord.isStandardName($0) && !beside.contains($0) }.sorted())
        if let named = files.answersFile, !paths.contains(named) { paths.append(named) }
        for path in paths {
            guard let bytes = try files.read(path) else {
                if !beside.contains(path) { continue }
                throw DriftError(
                    .brokenRecord, "\(files.name(of: Record.fileName)) stands beside \(path), which is not there",
                    fix: "restore \(path) from history, or delete its entry")
            }
            var entry = try ForeignRecord.entry(bytes, path: path, files)
            if let index = record.scaffolds.firstIndex(where: { $0.foreign?.path == path }) {
                let stored = record.scaffolds[index]
                (entry.held, entry.decisions, entry.without) = (stored.held, stored.decisions, stored.without)
                record.scaffolds[index] = entry
            } else {
                record.scaffolds.append(entry)
            }
        }
        if record.scaffolds.isEmpty { return nil }
        self = record
    }
}
