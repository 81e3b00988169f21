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
    /// Whether a file that only prints a value of the template's own Python gets a text in its place.
    ///
    /// Only an upgrade wants that: it puts the service's own lines there, and leaves out files where one is still to be seen.
    public var standsIn = false
    /// Notes whether templates ask for the clock or for chance; every render has its own.
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

    /// What every text begins with that stands in for a value which isn't known.
    public static let standInMark = "scaffold-stand-in-"

    /// A text that stands in for a variable's value, another one with each seed.
    func standIn(for name: String) -> String {
        chance.note()
        return "\(RenderSetting.standInMark)\(name)-\(seed)"
    }

    /// Whether a template asked for the time or for something random, so that another setting may render otherwise.
    var wasAsked: Bool { chance.wasAsked }
}

/// Whether anything was asked for; one render at a time writes it.
private final class ChanceWitness: @unchecked Sendable {
    private(set) var wasAsked = false

    func note() { wasAsked = true }
}
