internal import CLibgit2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The git room: safe Swift over libgit2 for everything local, and the `git` executable for the network.
///
/// Only this module imports libgit2. Values (``ObjectID``, ``Commit``, ``TreeFile``, …) are `Sendable`; handles
/// (``Repository``, ``Index``) are not, so that the compiler enforces one handle per task.
public enum Libgit2 {
    /// The version of the libgit2 that is linked at run time, such as `1.5.1`.
    public static var version: String {
        bootstrap()
        var major: Int32 = 0
        var minor: Int32 = 0
        var revision: Int32 = 0
        git_libgit2_version(&major, &minor, &revision)
        return "\(major).\(minor).\(revision)"
    }

    /// Initialises libgit2 once; every entry point calls it.
    static func bootstrap() {
        precondition(isReady, "libgit2 could not be initialised")
    }

    /// Repository format extensions that libgit2 doesn't know but that don't change how objects and refs are read.
    ///
    /// `partialclone`: missing blobs are then reported one by one (``GitError/Code/missingObject``).
    /// `preciousobjects`: this tool never deletes an object. The others concern work trees only.
    private static let toleratedExtensions = ["worktreeconfig", "partialclone", "preciousobjects", "relativeworktrees"]

    /// Global options are process-wide and not safe to change while threads run: they are set here only.
    private static let isReady: Bool = {
        guard git_libgit2_init() > 0 else { return false }
        let copies = toleratedExtensions.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        var names: [UnsafePointer<CChar>?] = copies.map { UnsafePointer($0) }
        return scaffold_set_extensions(&names, names.count) == 0
    }()
}
