extension ScalarResolvers {
    var removesEntries: Bool { !disabled.contains(AutomaticResolver.removedEntry.rawValue) }

    /// Whether a mapping or list that local took out stays out: the template changed nothing in it but versions.
    ///
    /// A newer action, image or hook is no reason to bring back a job, a service or a repository of hooks. Not so where local
    /// may have the entry elsewhere, which may want the newer version too.
    func staysOut(_ base: Value, _ incoming: Value, path: [String]) -> Bool {
        guard removesEntries, !base.isScalar, base != incoming else { return false }
        return hasOnlyNewerVersions(base, incoming, path: path) && texts.isGone(base, from: .local) == true
    }

    /// Whether an entry that a side took out goes although the other side took parts of it out.
    ///
    /// Not so where that one did anything else to it, or the first side may have moved it: the parts are to go from there then.
    func hasParts(_ rest: Value, outOf base: Value, gone side: SideName) -> Bool {
        !disabled.contains(AutomaticResolver.included.rawValue) && base != rest && Self.isPart(rest, of: base)
            && texts.isGone(base, from: side) != false && !texts.isMoved(base, without: rest, to: side)
    }

    private static func isPart(_ rest: Value, of base: Value) -> Bool {
        if rest == base { return true }
        switch (rest, base) {
        case (.map(let some), .map(let all)):
            return !some.isEmpty && some.allSatisfy { key, value in all[key].map { isPart(value, of: $0) } ?? false }
        case (.list(let some), .list(let all)):
            var left = all[...]
            for value in some {
                guard let index = left.firstIndex(of: value) else { return false }
                left = left[(index + 1)...]
            }
            return !some.isEmpty
        default: return false
        }
    }

    private func hasOnlyNewerVersions(_ old: Value, _ new: Value, path: [String]) -> Bool {
        if old == new { return true }
        switch (old, new) {
        case (.map(let before), .map(let after)):
            return before.count == after.count
                && before.allSatisfy { key, value in
                    after[key].map { hasOnlyNewerVersions(value, $0, path: path + [key.name]) } ?? false
                }
        case (.list(let before), .list(let after)):
            return before.count == after.count
                && zip(before, after).allSatisfy { hasOnlyNewerVersions($0, $1, path: path + ["[]"]) }
        default:
            return old.isScalar && new.isScalar && isNewer(new, than: old, path: path)
        }
    }

    private func isNewer(_ new: Value, than old: Value, path: [String]) -> Bool {
        // Packages may be wanted elsewhere: of them ``packageThatStaysOut(_:_:path:)`` decides.
        guard let scheme = versions(path), [.action, .image, .plain].contains(scheme) else { return false }
        if scheme == .action, let before = old.text, let after = new.text, let end = before.lastIndex(of: "@") {
            // From a branch to a release or a commit, too: which of an action's states it is says nothing of the step.
            return after.hasPrefix(before[...end])
        }
        guard let before = scheme.parse(old), let after = scheme.parse(new), before.identity == after.identity,
            before.bounds.map(\.operation) == after.bounds.map(\.operation)
        else { return false }
        return zip(before.bounds, after.bounds).allSatisfy { before, after in
            before.version.prefix == after.version.prefix && before.version.mark == after.version.mark
                && after.version.order(to: before.version) != .older
        }
    }
}
