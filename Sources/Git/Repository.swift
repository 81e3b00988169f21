internal import CLibgit2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open repository: the owner of libgit2's handle.
///
/// It isn't `Sendable`: each task opens its own. What it returns are values that outlive it. Nothing it does runs
/// hooks, filters or any other program.
public final class Repository {
    /// libgit2's `git_repository`, freed last.
    let handle: OpaquePointer
    /// The repository's object database, borrowed for the life of the handle.
    let objects: OpaquePointer
    /// The git directory: `.git`, the folder of a linked work tree below it, or the bare repository.
    public let gitDirectory: String
    /// The git directory that linked work trees share; equal to ``gitDirectory`` elsewhere.
    public let commonDirectory: String
    /// The root of the work tree; nil when bare.
    public let workTree: String?
    /// What messages call the repository.
    var location: String { workTree ?? gitDirectory }

    init(owning handle: OpaquePointer) throws(GitError) {
        do {
            objects = try make("git_repository_odb") { git_repository_odb(&$0, handle) }
        } catch {
            git_repository_free(handle)
            throw error
        }
        self.handle = handle
        gitDirectory = text(git_repository_path(handle)).withoutTrailingSlashes
        commonDirectory = text(git_repository_commondir(handle)).withoutTrailingSlashes
        workTree = git_repository_workdir(handle).map { String(cString: $0).withoutTrailingSlashes }
        try ConfigurationFiles.install(in: self)
    }

    deinit {
        git_odb_free(objects)
        git_repository_free(handle)
    }

    /// Whether there is no work tree.
    public var isBare: Bool { workTree == nil }

    /// Whether history was cut off when the repository was cloned.
    public var isShallow: Bool { git_repository_is_shallow(handle) == 1 }

    /// Whether blobs or trees may be missing because the clone was filtered (`git clone --filter`).
    public var isPartialClone: Bool {
        if let value = try? configuration("extensions.partialclone") { return !value.isEmpty }
        return (try? configuration("remote.origin.promisor")) == "true"
    }
}

/// A C string that libgit2 owns, as a value; empty for NULL.
func text(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
}
