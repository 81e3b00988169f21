internal import CLibgit2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

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
        let ceiling = ProcessEnvironment.value("GIT_CEILING_DIRECTORIES")
        do throws(GitError) {
            let handle = try make("git_repository_open_ext", subject: path) {
                git_repository_open_ext(&$0, path, flags, ceiling)
            }
            return try Repository(owning: handle)
        } catch {
            var error = error
            if error.code == .notFound {
                error.message = "not a git repository"
                error.hint = "run the command inside a repository, or make one with: git init"
            }
            throw error
        }
    }
}
