public import OrderedCollections

/// A path of one release's output that another release's output has elsewhere.
public struct PathMove: Hashable, Sendable {
    /// The path before.
    public var from: String
    /// The path after.
    public var to: String

    /// Makes a move.
    public init(from: String, to: String) {
        self.from = from
        self.to = to
    }
}

/// What one release does to the paths of the release before it.
public struct PathStep: Hashable, Sendable {
    /// The release.
    public var release: ReleaseVersion
    /// Files that moved.
    public var moves: [PathMove]
    /// Files that went away, with what a person is told.
    public var deletions: OrderedDictionary<String, String>

    /// Makes a step.
    public init(release: ReleaseVersion, moves: [PathMove], deletions: OrderedDictionary<String, String> = [:]) {
        self.release = release
        self.moves = moves
        self.deletions = deletions
    }

    /// The moves of a chain of steps as one: where each path of the first release's output is in the last one's.
    ///
    /// A path that an earlier step moved or deleted is not what a later step means by the same name.
    public static func composed(_ steps: [PathStep]) -> [String: String] {
        var current: [String: String] = [:]
        var gone: Set<String> = []
        for step in steps {
            let origins = Dictionary(current.map { ($0.value, $0.key) }) { first, _ in first }
            var next = current
            for move in step.moves {
                if let origin = origins[move.from] {
                    next[origin] = move.to
                } else if current[move.from] == nil, !gone.contains(move.from) {
                    next[move.from] = move.to
                }
            }
            // What stood where a moved file lands now is not the first release's any more.
            gone.formUnion(step.moves.map(\.to))
            for path in step.deletions.keys {
                if let origin = origins[path] {
                    next.removeValue(forKey: origin)
                    gone.insert(origin)
                } else if current[path] == nil {
                    gone.insert(path)
                }
            }
            current = next
        }
        return current.filter { $0.key != $0.value }
    }
}

extension Release {
    /// The moves of this release's step, as paths.
    ///
    /// `from` is rendered with the old answers where they have a name, `to` with the new ones.
    /// - Parameters:
    ///   - old: The answers that rendered the previous release.
    ///   - new: The answers that render this one.
    public func renameMap(from old: Answers, to new: Answers) throws(ScaffoldError) -> [PathMove] {
        try pathStep(from: old, to: new).moves
    }

    /// Whether this release may move or delete a path for which `exists` is true, as far as that can be told without answers.
    /// - Parameters:
    ///   - exists: Whether there is a file.
    ///   - isDirectory: Whether there is a directory, asked for paths whose names hang on answers.
    public func mayGiveUp(
        _ exists: (String) throws -> Bool, isDirectory: (String) throws -> Bool
    ) rethrows -> Bool {
        try formerPaths.contains { path in
            guard Self.isTemplate(path) else { return try exists(path) }
            let fixed = path.split(separator: "/").prefix { !Self.isTemplate(String($0)) }
            return try fixed.isEmpty || isDirectory(fixed.joined(separator: "/"))
        }
    }

    /// The paths that it moves or deletes, as the manifest has them.
    private var formerPaths: [String] { renames.map(\.from.source) + deletions.map(\.path.source) }

    private static func isTemplate(_ path: String) -> Bool { TemplateMarkers.isTemplate(Array(path.utf8)) }

    /// What this release does to the paths of the release before it.
    public func pathStep(from old: Answers, to new: Answers) throws(ScaffoldError) -> PathStep {
        try pathStep(from: old, to: new, Workshop.engine(for: self))
    }

    func pathStep(from old: Answers, to new: Answers, _ engine: Engine) throws(ScaffoldError) -> PathStep {
        let step = try indexedStep(from: old, to: new, engine)
        var gone: OrderedDictionary<String, String> = [:]
        for (path, deletion) in zip(step.deletions, deletions) { gone[path] = deletion.reason }
        return PathStep(release: version, moves: step.moves.map(\.move), deletions: gone)
    }

    /// The moves that apply, each with its place in ``renames``, and the deletions as paths.
    func indexedStep(
        from old: Answers, to new: Answers, _ engine: Engine
    ) throws(ScaffoldError) -> (moves: [(index: Int, move: PathMove)], deletions: [String]) {
        if renames.isEmpty, deletions.isEmpty { return ([], []) }
        let after = try context(new, engine: engine)
        var before = after
        if formerPaths.contains(where: Self.isTemplate) {
            var overlay = new
            for (name, value) in old where overlay[name] != nil { overlay[name] = value }
            let overlaid = try context(overlay, engine: engine)
            // Old answers may have names that no question has any more.
            before = Context(overlaid.values.merging(old) { computed, _ in computed })
        }
        var moves: [(index: Int, move: PathMove)] = []
        for (index, rename) in renames.enumerated() {
            if let when = rename.when, try !engine.truth(when, after) { continue }
            let from = try path(rename.from, engine, before)
            let to = try path(rename.to, engine, after)
            if from == to { continue }
            if moves.contains(where: { $0.move.from == from || $0.move.to == to }) {
                throw ScaffoldError(
                    .manifest, "two renames meet with these answers: \(from) and \(to)", at: rename.from.location,
                    fix: "give them conditions that exclude one another")
            }
            moves.append((index, PathMove(from: from, to: to)))
        }
        var gone: [String] = []
        for deletion in deletions { gone.append(try path(deletion.path, engine, before)) }
        return (moves, gone)
    }

    private func path(_ text: TemplateText, _ engine: Engine, _ context: Context) throws(ScaffoldError) -> String {
        let path = try engine.text(text, context)
        if let complaint = OutputPath.complaint(about: path) {
            throw ScaffoldError(.path, "the path \(YAMLScalar.quoted(path)) \(complaint)", at: text.location)
        }
        return path
    }
}
