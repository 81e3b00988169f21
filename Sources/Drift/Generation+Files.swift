public import Template

extension Generation {
    /// Writes a baseline's files below `folder`, and nothing else: no record, no repository.
    ///
    /// All or nothing.
    /// - Throws: ``DriftError`` when one of them exists, or its place leads out of the folder.
    public static func writeFiles(of baseline: Baseline, into folder: String) throws {
        try refuseExisting(baseline, in: folder)
        var begun: [String] = []
        do {
            for file in baseline.files {
                begun.append(folder + "/" + file.path)
                try FileSystem.write(file.bytes, mode: file.mode, to: folder + "/" + file.path)
            }
        } catch {
            for path in begun { try? FileSystem.remove(path, upTo: folder) }
            throw error
        }
    }

    private static func refuseExisting(_ baseline: Baseline, in folder: String) throws(DriftError) {
        let taken = baseline.files.map(\.path).filter { path in
            FileSystem.exists(folder + "/" + path)
                || FileSystem.ancestors(of: path).contains { isNoFolder(folder + "/" + $0) }
        }
        guard taken.isEmpty else {
            let rest = taken.count > 5 ? " and \(taken.count - 5) more" : ""
            throw DriftError(
                .files, "\(folder) already has \(taken.prefix(5).joined(separator: ", "))\(rest)",
                fix: "name a new folder, or move those files away")
        }
    }

    /// A link is no folder here: it may lead anywhere.
    private static func isNoFolder(_ path: String) -> Bool { FileSystem.exists(path) && !FileSystem.isDirectory(path) }
}
