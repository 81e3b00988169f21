/// How much of an entry may have changed with its name, so that it is still followed under the new one.
enum RenameReach {
    /// Nothing.
    case none
    /// Whatever both sides changed besides, where both gave it the same name; the name alone of a step that stands
    /// between two others.
    case changed
    /// As ``changed``, and what a side added to a mapping that it renamed.
    case grown
}

extension Value {
    /// A table with fewer keys could be another one by chance.
    private static let fewestKeys = 4
    /// A mapping that says less could be another one by chance.
    private static let fewestGrownTexts = 8
    /// The keys that say what a mapping is: another value there makes it another thing.
    private static let kindKeys: Set<String> = [
        "image", "uses", "kind", "type", "build", "container", "source", "module", "command", "entrypoint", "extends",
        "driver", "language", "repo", "provider", "apiVersion",
    ]

    /// Whether a mapping has six in ten of the keys of another one.
    func hasMostKeys(of old: Value) -> Bool {
        let keys = Set(old.pairs.keys)
        return keys.count >= Self.fewestKeys && keys.intersection(pairs.keys).count * 10 >= keys.count * 6
    }

    /// Whether a mapping is an old one with more in it: seven in ten of what the old one said is there, and most of what is
    /// there was said before.
    func isGrown(from old: Value) -> Bool {
        let (before, now) = (old.pairs, pairs)
        guard !before.isEmpty, old.allTexts.count >= Self.fewestGrownTexts, shares(tenths: 6, with: old),
            before.allSatisfy({ !Self.kindKeys.contains($0.key.name) || now[$0.key] == $0.value }),
            now.keys.allSatisfy({ !Self.kindKeys.contains($0.name) || before[$0] != nil })
        else { return false }
        var left = allTexts.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        let texts = old.allTexts
        let kept = texts.count { text in
            left[text, default: 0] -= 1
            return left[text, default: 0] >= 0
        }
        return kept * 10 >= texts.count * 7
    }
}

extension Sides<[Key]> {
    /// The same, with a step followed that one side only gave another name, and that stands alone between two entries
    /// which all sides have there.
    func followingPlaces(_ values: Sides<[Value]>) -> Sides<[Key]> {
        let places = map { Dictionary(zip($0, $0.indices)) { first, _ in first } }
        /// The place of the one entry between two others.
        func place(_ side: SideName, between above: Key, and below: Key) -> Int? {
            guard let first = places[side][above], first + 2 < self[side].count, self[side][first + 2] == below
            else { return nil }
            return first + 1
        }
        var result = self
        for index in base.indices.dropFirst().dropLast() {
            let (above, old, below) = (base[index - 1], base[index], base[index + 1])
            for (side, other) in [(SideName.local, SideName.incoming), (.incoming, .local)] {
                guard places[side][old] == nil, let mine = place(side, between: above, and: below),
                    let kept = place(other, between: above, and: below), self[other][kept] == old,
                    case let new = self[side][mine], places.base[new] == nil, places[other][new] == nil,
                    values.base[index].isStepNamedOtherwise(values[side][mine])
                else { continue }
                result[side][mine] = old
            }
        }
        return result
    }
}

extension Sides<[Key]> {
    /// The same, with a step followed that got another name, where each side uses its action in one step alone: whatever else
    /// changed in it, it is the step that sets up Python.
    func followingActions(_ values: Sides<[Value]>) -> Sides<[Key]> {
        let steps = values.map { $0.placesOfActions }
        if steps.base.isEmpty { return self }
        let places = map { Dictionary(zip($0, $0.indices)) { first, _ in first } }
        var result = self
        for (action, index) in steps.base {
            guard let mine = steps.local[action], let theirs = steps.incoming[action] else { continue }
            let old = base[index]
            let isNew = { (key: Key) in places.base[key] == nil }
            let (local, incoming) = (self.local[mine], self.incoming[theirs])
            guard local != incoming, local == old || isNew(local) && places.incoming[local] == nil,
                incoming == old || isNew(incoming) && places.local[incoming] == nil,
                local == old || places.local[old] == nil, incoming == old || places.incoming[old] == nil
            else { continue }
            result.local[mine] = old
            result.incoming[theirs] = old
        }
        return result
    }
}

extension [Value] {
    /// The steps by the action that they use, without its version; those actions that one step alone uses, and that do what
    /// their names say.
    fileprivate var placesOfActions: [String: Int] {
        var found: [String: Int?] = [:]
        for (index, step) in enumerated() {
            guard let uses = step["uses"]?.text, let end = uses.utf8.firstIndex(of: UInt8(ascii: "@")) else { continue }
            let doesWhatItIsTold = ["script", "run", "command", "args", "entrypoint"].contains {
                step["with"]?[$0] != nil
            }
            found.updateValue(
                found[String(uses[..<end])] == nil && !doesWhatItIsTold ? index : nil, forKey: String(uses[..<end]))
        }
        return found.compactMapValues(\.self)
    }
}

extension Value {
    /// Whether two steps do the same under two names; elsewhere a name may be what an entry is about.
    fileprivate func isStepNamedOtherwise(_ other: Value) -> Bool {
        let (mine, theirs) = (pairs, other.pairs)
        guard mine.keys == theirs.keys else { return false }
        let same = mine.filter { theirs[$0.key] == $0.value }
        return ["run", "uses"].contains { same[Key($0)] != nil }
            && mine.keys.allSatisfy { same[$0] != nil || $0.name == "name" }
    }
}

extension StructureMerge {
    mutating func noteRename(of old: String, to new: String, at entry: SyntaxEntry) {
        note(
            AutomaticResolver.renames.rawValue, "both sides' changes of \(old) are under its new name \(new)",
            at: entry.head.lowerBound)
    }

    /// Lists the entries of lists that are followed by their place.
    /// - Parameter named: the keys without that.
    mutating func noteRenames(_ containers: Sides<SyntaxContainer>, _ keys: Sides<[Key]>, named: Sides<[Key]>) {
        for index in keys.local.indices where named.local[index] != keys.local[index] {
            noteRename(of: keys.local[index].name, to: named.local[index].name, at: containers.local.entries[index])
        }
        for index in keys.incoming.indices where named.incoming[index] != keys.incoming[index] {
            guard let place = keys.local.firstIndex(of: keys.incoming[index]) else { continue }
            noteRename(
                of: keys.incoming[index].name, to: named.incoming[index].name, at: containers.local.entries[place])
        }
    }
}
