internal import CLibgit2

/// The parts of git's configuration that libgit2 leaves out.
///
/// libgit2 1.5 doesn't read `GIT_CONFIG_GLOBAL`, `GIT_CONFIG_SYSTEM`, `GIT_CONFIG_NOSYSTEM`, `GIT_CONFIG_COUNT` and
/// `config.worktree`, and its `safe.directory` knows exact paths only.
enum ConfigurationFiles {
    /// Replaces the configuration of a repository when one of those applies; otherwise libgit2's own is right.
    static func install(in repository: Repository) throws(GitError) {
        let worktreeFile = "\(repository.gitDirectory)/config.worktree"
        let hasWorktreeFile = FileSystem.exists(worktreeFile)
        guard isRedirected || hasWorktreeFile else { return }
        if !isRedirected, try repository.configuration("extensions.worktreeconfig") != "true" { return }

        let configuration = try make("git_config_new") { git_config_new(&$0) }
        defer { git_config_free(configuration) }
        for (file, level) in files() { try add(file, level, to: configuration) }
        try add("\(repository.commonDirectory)/config", GIT_CONFIG_LEVEL_LOCAL, to: configuration)
        if hasWorktreeFile, isTrue(try value("extensions.worktreeconfig", in: configuration)) {
            // The level above LOCAL, whatever a version calls it: APP in 1.5, WORKTREE from 1.8 on.
            let level = git_config_level_t(GIT_CONFIG_LEVEL_LOCAL.rawValue + 1)
            try add(worktreeFile, level, to: configuration)
        }
        try check(git_repository_set_config(repository.handle, configuration), "git_repository_set_config")
    }

    /// Whether `safe.directory` of the system's, the user's or the environment's configuration names a folder.
    ///
    /// The repository's own configuration has no say. `*` stands for every folder, `path/*` for those below one, an
    /// empty value forgets what came before.
    static func isTrusted(_ folder: String) -> Bool {
        isTrusted(folder, by: safeDirectories())
    }

    /// Whether the values of `safe.directory`, in their order, name a folder.
    static func isTrusted(_ folder: String, by values: [String]) -> Bool {
        guard let target = FileSystem.resolved(folder) else { return false }
        var trusted = false
        for written in values {
            let value =
                written.hasPrefix("~/") ? (ProcessEnvironment.value("HOME") ?? "") + written.dropFirst() : written
            if value.isEmpty {
                trusted = false
            } else if value == "*" {
                trusted = true
            } else if value.hasSuffix("/*") {
                let parent = String(value.dropLast(2))
                trusted = trusted || target.hasPrefix((FileSystem.resolved(parent) ?? parent) + "/")
            } else {
                trusted = trusted || FileSystem.resolved(value.withoutTrailingSlashes) == target
            }
        }
        return trusted
    }

    /// The values that `GIT_CONFIG_KEY_<n>` and `GIT_CONFIG_VALUE_<n>` give a key, in their order.
    static func environmentValues(of key: String) -> [String] {
        guard let count = ProcessEnvironment.value("GIT_CONFIG_COUNT").flatMap({ Int($0) }), count > 0 else {
            return []
        }
        return (0..<min(count, 1000)).compactMap { position in
            guard let name = ProcessEnvironment.value("GIT_CONFIG_KEY_\(position)"),
                name.lowercased() == key.lowercased()
            else { return nil }
            return ProcessEnvironment.value("GIT_CONFIG_VALUE_\(position)")
        }
    }

    private static var isRedirected: Bool {
        ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"].contains {
            ProcessEnvironment.value($0) != nil
        }
    }

    /// The system's and the user's configuration files that exist, lowest priority first.
    private static func files() -> [(String, git_config_level_t)] {
        var files: [(String?, git_config_level_t)] = []
        if !isTrue(ProcessEnvironment.value("GIT_CONFIG_NOSYSTEM")) {
            files.append(
                (ProcessEnvironment.value("GIT_CONFIG_SYSTEM") ?? find(git_config_find_system), GIT_CONFIG_LEVEL_SYSTEM)
            )
        }
        if let global = ProcessEnvironment.value("GIT_CONFIG_GLOBAL") {
            files.append((global, GIT_CONFIG_LEVEL_GLOBAL))
        } else {
            files.append((find(git_config_find_xdg), GIT_CONFIG_LEVEL_XDG))
            files.append((find(git_config_find_global), GIT_CONFIG_LEVEL_GLOBAL))
        }
        return files.compactMap { file, level in
            guard let file, !file.isEmpty, FileSystem.exists(file) else { return nil }
            return (file, level)
        }
    }

    private static func safeDirectories() -> [String] {
        Libgit2.bootstrap()
        var values: [String] = []
        guard let configuration = try? make("git_config_new", { git_config_new(&$0) }) else { return [] }
        defer { git_config_free(configuration) }
        for (file, level) in files() {
            do { try add(file, level, to: configuration) } catch { return [] }
        }
        var iterator: OpaquePointer?
        guard git_config_multivar_iterator_new(&iterator, configuration, "safe.directory", nil) == 0 else { return [] }
        defer { git_config_iterator_free(iterator) }
        var entry: UnsafeMutablePointer<git_config_entry>?
        while git_config_next(&entry, iterator) == 0 {
            values.append(text(entry?.pointee.value))
        }
        git_error_clear()
        return values + environmentValues(of: "safe.directory")
    }

    private static func add(
        _ file: String, _ level: git_config_level_t, to configuration: OpaquePointer
    ) throws(GitError) {
        try check(
            git_config_add_file_ondisk(configuration, file, level, nil, 1), "git_config_add_file_ondisk", subject: file)
    }

    private static func value(_ key: String, in configuration: OpaquePointer) throws(GitError) -> String? {
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        guard git_config_get_string_buf(&buffer, configuration, key) == 0 else {
            git_error_clear()
            return nil
        }
        return text(buffer.ptr)
    }

    private static func isTrue(_ value: String?) -> Bool {
        guard let value = value?.lowercased() else { return false }
        return ["true", "yes", "on", "1"].contains(value)
    }

    private static func find(_ lookUp: (UnsafeMutablePointer<git_buf>) -> Int32) -> String? {
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        guard lookUp(&buffer) == 0 else {
            git_error_clear()
            return nil
        }
        return text(buffer.ptr)
    }
}
