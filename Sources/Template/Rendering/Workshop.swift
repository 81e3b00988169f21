/// What one thread keeps while it renders for many services: the compiled templates of the releases it meets.
///
/// Rendering a release once costs little more than compiling it. An audit renders the same few releases for
/// thousands of services.
public enum Workshop {
    /// Runs `work` with templates kept from one render to the next; they are let go of at its end.
    ///
    /// Releases are told apart by where they were read from and by their version: within `work`, a source must give the
    /// same release for the same version, as a ``CachedSource`` does.
    public static func run<Result>(_ work: () throws -> Result) rethrows -> Result {
        try $engines.withValue(Engines(), operation: work)
    }

    /// The engine for a release: the kept one inside of ``run(_:)``, a new one elsewhere.
    static func engine(for release: Release, steps: Int = RenderLimits().steps) -> Engine {
        guard let engines, steps == RenderLimits().steps else { return Engine(release: release, steps: steps) }
        let key = "\(release.origin)\n\(release.scaffold)\n\(release.version)"
        if let known = engines.byRelease[key] { return known }
        let engine = Engine(release: release, steps: steps)
        engines.byRelease[key] = engine
        return engine
    }

    @TaskLocal private static var engines: Engines?

    /// Belongs to the thread that runs the work, since a task-local value is not passed on to another thread.
    private final class Engines: @unchecked Sendable {
        var byRelease: [String: Engine] = [:]
    }
}
