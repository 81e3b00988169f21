extension Explanation {
    /// How alike a tree must be to what is taken for its origin, from 0 to 100, where nobody says otherwise.
    ///
    /// Templates of one family have about half of their text in common (licences, workflows, ignore files), so that up to
    /// there a score tells kinship and no origin; what owners wrote into generated files over years leaves more than that.
    /// A wrong origin is worse than none: the next upgrade would merge against it.
    public static let leastScore = 60.0

    /// The score with one digit behind the point, never rounded up to a threshold.
    public var percent: String {
        let tenths = Int((score * 10).rounded(.down))
        return "\(tenths / 10).\(tenths % 10) %"
    }
}

extension Adoption.Result {
    /// Refuses a result that explains too little to be recorded.
    /// - Parameter least: How much it has to explain, from 0 to 100.
    /// - Throws: ``DriftError`` `unexplained` with the best score, the runner-up's, and what can be done.
    public func expect(atLeast least: Double = Explanation.leastScore) throws(DriftError) {
        guard best.score < least else { return }
        let next = runnerUp.map { "; next best: \($0.release), \($0.percent)" } ?? "; there is no other state"
        throw DriftError(
            .unexplained,
            "\(name) \(best.release) explains only \(best.percent) of the tree (\(best.identical) files as rendered, "
                + "\(best.changed) changed, \(best.missing) missing)\(next). Less than \(Self.whole(least)) % "
                + "is no origin: nothing was written",
            fix: "name another --source, give answers that you know with --set NAME=VALUE, or accept it with "
                + "--accept-score \(Int(best.score.rounded(.down)))")
    }

    private static func whole(_ percent: Double) -> String {
        percent == percent.rounded() ? "\(Int(percent))" : "\(percent)"
    }
}
