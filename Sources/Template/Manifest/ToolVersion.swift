/// The version of this tool, which a release's `requires` is compared with.
public enum ToolVersion {
    /// This build's version.
    public static let current = ReleaseVersion(0, 1, 0)
}
