/// What a template of another tool can ask of its surroundings, frozen.
///
/// Both renders of an upgrade get the same setting, so that they differ only where the templates and the answers do. A
/// line that two seeds render differently is volatile: the service's own value stays, and it is never drift.
public struct RenderSetting: Sendable {
    /// The name of the service's folder.
    public var folderName: String
    /// What time it is, in seconds since 1970-01-01T00:00:00Z.
    public var clock: Int
    /// Where everything random starts.
    public var seed: UInt64
    /// Notes whether templates ask for either of the two; every render has its own.
    private var chance = ChanceWitness()

    /// Makes a setting.
    public init(folderName: String, clock: Int = 0, seed: UInt64 = 0) {
        self.folderName = folderName
        self.clock = clock
        self.seed = seed
    }

    /// The same for one render.
    func forOneRender() -> RenderSetting {
        var setting = self
        setting.chance = ChanceWitness()
        return setting
    }

    /// What time it is, for a template that asks.
    func now() -> Int {
        chance.note()
        return clock
    }

    /// Notes that a template asks for something random.
    var noteRandom: @Sendable () -> Void { { [chance] in chance.note() } }

    /// Whether a template asked for the time or for something random, so that another setting may render otherwise.
    var wasAsked: Bool { chance.wasAsked }
}

/// Whether anything was asked for; one render at a time writes it.
private final class ChanceWitness: @unchecked Sendable {
    private(set) var wasAsked = false

    func note() { wasAsked = true }
}
