/// What a template of another tool can ask of its surroundings, frozen.
///
/// Both renders of an upgrade get the same setting, so that they differ only where the templates and the answers do. A
/// line that two seeds render differently is volatile: the service's own value stays, and it is never drift.
public struct RenderSetting: Hashable, Sendable {
    /// The name of the service's folder.
    public var folderName: String
    /// What time it is, in seconds since 1970-01-01T00:00:00Z.
    public var clock: Int
    /// Where everything random starts.
    public var seed: UInt64

    /// Makes a setting.
    public init(folderName: String, clock: Int = 0, seed: UInt64 = 0) {
        self.folderName = folderName
        self.clock = clock
        self.seed = seed
    }
}
