public import Git
import OrderedCollections

extension Plan {
    /// The plan without the changes of some files, for a branch that must not have them.
    ///
    /// They are held: the record says that they are still at their older release, so that a later upgrade brings them.
    /// - Parameters:
    ///   - reason: Why, in a few words.
    ///   - matches: Tells the files, by their paths relative to the service.
    /// - Returns: The plan, and what it no longer writes, by path; nil is a removal.
    public func holding(
        because reason: String, where matches: (String) -> Bool
    ) -> (plan: Plan, changes: [String: FileVersion?]) {
        var plan = self
        var changes: [String: FileVersion?] = [:]
        guard let index = plan.recordAfter.scaffolds.firstIndex(where: { $0.name == scaffold }),
            let before = recordBefore.scaffolds.first(where: { $0.name == scaffold })
        else { return (plan, [:]) }
        let answers = before.answers.filter { plan.recordAfter.scaffolds[index].answers[$0.key] != $0.value }
        for position in plan.files.indices where plan.files[position].writes {
            let file = plan.files[position]
            guard matches(file.path) || file.previousPath.map(matches) == true else { continue }
            let place = file.previousPath ?? file.path
            if file.local != nil, file.previousPath != nil || file.result == nil {
                changes.updateValue(nil, forKey: place)
            }
            if let result = file.result { changes.updateValue(result, forKey: file.path) }
            plan.files[position].path = place
            plan.files[position].previousPath = nil
            plan.files[position].result = file.local
            plan.files[position].action = .keep
            plan.files[position].reason = reason
            let old = file.basePath
            plan.recordAfter.scaffolds[index].held.append(
                Record.Held(
                    path: place, release: file.baseRelease, was: old == place ? nil : old, answers: answers))
        }
        plan.recordAfter.scaffolds[index].held.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return (plan, changes)
    }
}

extension Upgrade {
    /// Writes some changes alone as one commit on top of the service's commit; no ref moves.
    /// - Parameters:
    ///   - changes: By path relative to the service; nil is a removal.
    ///   - summary: The first line of the message.
    ///   - earlier: A commit that is given back instead when it is exactly this.
    public func makeCommit(
        of changes: [String: FileVersion?], summary: String, unlessAt earlier: ObjectID?
    ) throws -> UpgradeCommit {
        let text = "\(summary)\n\nScaffold-Upgrade: \(plan.scaffold) \(plan.from)..\(plan.to)\n"
        return try write(unlessAt: earlier, message: text) { try writeTree(of: changes, record: []) }
    }
}
