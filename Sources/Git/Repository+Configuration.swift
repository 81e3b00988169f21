internal import CLibgit2

/// The value of a gitattribute for a path.
public enum AttributeValue: Hashable, Sendable {
    /// Nothing says anything about it, or `!name`.
    case unspecified
    /// `name`
    case set
    /// `-name`
    case unset
    /// `name=value`
    case value(String)
}

/// Configuration and attributes.
extension Repository {
    /// The value of a configuration key such as `user.name`; nil when nothing sets it.
    ///
    /// The last place that sets it wins: system, user, repository, `GIT_CONFIG_COUNT` in the environment. Calls
    /// `git_config_get_string_buf`.
    public func configuration(_ key: String) throws(GitError) -> String? {
        if let value = ConfigurationFiles.environmentValues(of: key).last { return value }
        let configuration = try make("git_repository_config", subject: location) {
            git_repository_config(&$0, handle)
        }
        defer { git_config_free(configuration) }
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        let result = git_config_get_string_buf(&buffer, configuration, key)
        if result == GIT_ENOTFOUND.rawValue {
            git_error_clear()
            return nil
        }
        try check(result, "git_config_get_string_buf", subject: key)
        return text(buffer.ptr)
    }

    /// The value of a gitattribute, such as `merge` or `eol`, for a path from the work tree's root.
    ///
    /// A bare repository takes it from the `.gitattributes` of HEAD. Calls `git_attr_get`.
    public func attribute(_ name: String, path: String) throws(GitError) -> AttributeValue {
        var value: UnsafePointer<CChar>?
        let flags = scaffold_attribute_flags(isBare ? 1 : 0)
        try check(git_attr_get(&value, handle, flags, path, name), "git_attr_get", subject: path)
        switch git_attr_value(value) {
        case GIT_ATTR_VALUE_TRUE: return .set
        case GIT_ATTR_VALUE_FALSE: return .unset
        case GIT_ATTR_VALUE_STRING: return .value(text(value))
        default: return .unspecified
        }
    }
}
