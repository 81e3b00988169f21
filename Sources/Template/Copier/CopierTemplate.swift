/// A Copier template at one commit, read.
///
/// Rendering it natively follows Copier 9.19; nothing of it runs, and nothing outside of its tree is read.
public struct CopierTemplate: Sendable {
    /// How messages name the template.
    public let origin: String
    /// The full id of the commit; nil for a folder.
    public let commit: String?
    /// What `git describe --tags --always` calls the commit, which is what `_commit` records; nil for a folder.
    public let describe: String?
    /// The patterns of files that the template leaves out, as written: what an update adds to the old version's.
    public let excludes: [String]
    let tree: CopierTree

    /// Reads a template.
    /// - Parameters:
    ///   - files: The whole tree of the template's repository, with the files of its submodules where there are any.
    ///   - origin: How messages name it.
    ///   - commit: The full id of the commit; nil for a folder.
    ///   - describe: What `git describe --tags --always` gives; nil for a folder.
    /// - Throws: ``ScaffoldError`` when its `copier.yml` cannot be read.
    public init(files: [TemplateFile], origin: String, commit: String?, describe: String?) throws(ScaffoldError) {
        self.origin = origin
        self.commit = commit
        self.describe = describe
        tree = CopierTree(files)
        excludes = try CopierSettings(CopierConfiguration(tree, origin: origin), origin: origin).exclude
    }

    /// Whether a tree is a Copier template: it has `copier.yml` or `copier.yaml` at its root.
    public static func isTemplate(_ files: [TemplateFile]) -> Bool {
        !CopierConfiguration.paths(in: files.map(\.path).filter { !$0.utf8.contains(UInt8(ascii: "/")) }).isEmpty
    }

    /// Renders with the answers of a record; nothing is asked, and new questions take their defaults.
    /// - Throws: ``ScaffoldError`` for answers that are missing or, among those set now, refused; for settings that
    ///   fail; and for paths that lead out of the template or the service.
    public func render(_ request: CopierRequest) throws(ScaffoldError) -> DialectRender {
        var request = request
        request.setting = request.setting.forOneRender()
        let run = try CopierRun(self, request)
        return try run.render()
    }
}
