public import OrderedCollections

/// Renders one release again and again: its templates are compiled once.
///
/// What it gives is what ``Release/render(_:secrets:limits:reusing:)`` gives. It is not `Sendable`: every task has its own.
public final class Renderer {
    /// The release.
    public let release: Release
    private let engine: Engine
    private let limits: RenderLimits

    /// Prepares a release.
    public init(_ release: Release, limits: RenderLimits = RenderLimits()) {
        self.release = release
        self.limits = limits
        engine = Workshop.engine(for: release, steps: limits.steps)
    }

    /// Renders the release with answers; see ``Release/render(_:secrets:limits:reusing:)``.
    public func render(
        _ answers: Answers, secrets: Answers = [:], reusing earlier: EarlierRender? = nil
    ) throws(ScaffoldError) -> Baseline {
        try release.render(answers, secrets: secrets, limits: limits, engine, reusing: earlier)
    }

    /// What a person is told after an upgrade into the release; see ``Release/renderedNotes(_:)``.
    public func renderedNotes(_ answers: Answers) throws(ScaffoldError) -> String {
        try release.renderedNotes(answers, engine)
    }

    /// What the release does to the paths of the one before it; see ``Release/pathStep(from:to:)``.
    public func pathStep(from old: Answers, to new: Answers) throws(ScaffoldError) -> PathStep {
        try release.pathStep(from: old, to: new, engine)
    }
}
