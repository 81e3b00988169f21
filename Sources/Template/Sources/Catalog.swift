/// One scaffold of the catalog.
public struct ScaffoldSummary: Hashable, Sendable {
    /// The name.
    public var name: String
    /// What it is, in a sentence.
    public var summary: String
    /// Its releases, oldest version first.
    public var releases: [ReleaseSummary]
    /// The newest release that is neither yanked nor a pre-release.
    public var newest: ReleaseVersion?
}

/// The scaffolds that come with the tool: a folder with a folder for each.
public struct Catalog: Sendable {
    /// The folder.
    public let root: String

    /// The catalog in a folder; nothing is read yet.
    public init(root: String) {
        self.root = root
    }

    /// Finds the catalog of this installation.
    ///
    /// Looked for in this order: `SCAFFOLD_BASELINES`, `baselines` beside the executable (symlinks resolved),
    /// `../share/scaffold/baselines`, and for development builds the nearest folder above the executable that has
    /// both `baselines` and `Package.swift`.
    /// - Parameters:
    ///   - environment: The process's environment.
    ///   - executable: The path of the running program.
    /// - Throws: ``ScaffoldError`` that names every place it looked at.
    public static func locate(environment: [String: String], executable: String) throws(ScaffoldError) -> Catalog {
        if let folder = environment["SCAFFOLD_BASELINES"], !folder.isEmpty {
            guard FileTree.isFolder(folder) else {
                throw ScaffoldError(
                    .notFound, "SCAFFOLD_BASELINES names a folder that is not there", at: .init(file: folder),
                    fix: "correct the variable, or unset it")
            }
            return Catalog(root: folder)
        }
        let program = FileTree.resolved(executable) ?? executable
        let home = Path.parent(of: program)
        var tried = [Path.join(home, "baselines"), Path.normalized(Path.join(home, "../share/scaffold/baselines"))]
        if let found = tried.first(where: FileTree.isFolder) { return Catalog(root: found) }
        var folder = home
        while !folder.isEmpty, folder != "/" {
            let candidate = Path.join(folder, "baselines")
            if FileTree.isFolder(candidate), FileTree.isFile(Path.join(folder, "Package.swift")) {
                return Catalog(root: candidate)
            }
            folder = Path.parent(of: folder)
        }
        tried.append("a source checkout around \(home)")
        throw ScaffoldError(
            .notFound, "the built-in scaffolds are not installed", details: tried.map { "looked for \($0)" },
            fix: "set SCAFFOLD_BASELINES to the folder that holds fastapi-service and the others")
    }

    /// The scaffolds, sorted by name.
    public func scaffolds() throws(ScaffoldError) -> [ScaffoldSummary] {
        var result: [ScaffoldSummary] = []
        for name in try names() {
            let source = try source(named: name)
            let newest = try source.newest()
            result.append(
                ScaffoldSummary(
                    name: source.name, summary: source.summary, releases: try source.releases(),
                    newest: newest?.version))
        }
        return result
    }

    /// Opens a scaffold by name.
    /// - Throws: ``ScaffoldError`` with the nearest name when there is none.
    public func source(named name: String) throws(ScaffoldError) -> any ScaffoldSource {
        let folder = Path.join(root, name)
        guard SourceLocator.isName(name), FileTree.isFile(Path.join(folder, "scaffold.yml")) else {
            let known = try names()
            let hint = nearest(to: name, among: known).map { "did you mean \($0)?" }
            throw ScaffoldError(
                .notFound, "there is no built-in scaffold \(YAMLScalar.write(name))", at: .init(file: root),
                fix: hint ?? "there are \(known.joined(separator: ", ")); a folder is written ./\(name)")
        }
        let source = try FolderSource(folder, locator: .builtin(name))
        guard source.name == name else {
            throw ScaffoldError(
                .manifest, "the scaffold calls itself \(source.name), but its folder is \(name)",
                at: .init(file: Path.join(folder, "scaffold.yml")))
        }
        return source
    }

    private func names() throws(ScaffoldError) -> [String] {
        try FileTree.folders(in: root).filter { FileTree.isFile(Path.join(Path.join(root, $0), "scaffold.yml")) }
    }
}
