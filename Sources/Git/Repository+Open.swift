internal import CLibgit2
import Synchronization

extension Repository {
    /// Opens exactly this repository: a work tree's root, its `.git`, or a bare repository.
    ///
    /// Calls `git_repository_open_ext` without searching parent folders.
    public static func open(at path: String) throws(GitError) -> Repository {
        try open(path, flags: GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue)
    }

    /// Opens the repository that a folder belongs to, looking upwards as git does.
    ///
    /// The search stops at file system boundaries and at `GIT_CEILING_DIRECTORIES`.
    public static func discover(from path: String) throws(GitError) -> Repository {
        try open(path, flags: 0)
    }

    /// Makes an empty repository, with missing parent folders.
    ///
    /// - Throws: `exists` when there is a repository already: it is never touched.
    public static func create(at path: String, bare: Bool, initialBranch: String) throws(GitError) -> Repository {
        Libgit2.bootstrap()
        var options = git_repository_init_options()
        try check(
            git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)),
            "git_repository_init_options_init")
        options.flags = GIT_REPOSITORY_INIT_MKPATH.rawValue | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
        if bare { options.flags |= GIT_REPOSITORY_INIT_BARE.rawValue }
        let handle = try make("git_repository_init_ext", subject: path) { handle in
            initialBranch.withCString { branch in
                options.initial_head = branch
                return git_repository_init_ext(&handle, path, &options)
            }
        }
        return try Repository(owning: handle)
    }

    private static func open(_ path: String, flags: UInt32) throws(GitError) -> Repository {
        Libgit2.bootstrap()
        do throws(GitError) {
            return try Repository(owning: openHandle(path, flags: flags))
        } catch {
            var error = error
            if error.code == .notFound {
                error.message = "not a git repository"
                error.hint = "run the command inside a repository, or make one with: git init"
            }
            throw error
        }
    }

    /// libgit2 knows neither `safe.directory = *` nor the configuration that environment variables name, so a
    /// repository that it takes for a stranger's is looked up again by git's rules.
    private static func openHandle(_ path: String, flags: UInt32) throws(GitError) -> OpaquePointer {
        let ceiling = ProcessEnvironment.value("GIT_CEILING_DIRECTORIES")
        let open: (inout OpaquePointer?) -> Int32 = { git_repository_open_ext(&$0, path, flags, ceiling) }
        do throws(GitError) {
            return try make("git_repository_open_ext", subject: path) { handle in
                opening.withLock { _ in open(&handle) }
            }
        } catch {
            guard error.code == .ownership, ConfigurationFiles.isTrusted(error.subject) else { throw error }
            return try make("git_repository_open_ext", subject: path) { handle in
                opening.withLock { _ in
                    scaffold_set_owner_validation(0)
                    defer { scaffold_set_owner_validation(1) }
                    return open(&handle)
                }
            }
        }
    }

    /// Held while a repository is opened: the ownership check can only be switched for the whole process.
    private static let opening = Mutex<Void>(())
}
