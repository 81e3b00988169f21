extension ScalarResolvers {
    /// The package that local took out of a list of dependencies, where the template only raised its version
    /// or wrote it otherwise.
    ///
    /// A higher version is no reason to bring it back. Nil where the template changed anything else about it, where it
    /// names the package at a place that did not, such as a script or the settings of a tool, and where local still
    /// names it elsewhere: in another list, which may want the version too, or in a comment. A list of its own, such as
    /// a group with one package, is like its entries.
    func packageThatStaysOut(_ base: Value, _ incoming: Value, path: [String]) -> String? {
        guard !disabled.contains(AutomaticResolver.removedPackage.rawValue) else { return nil }
        if case .list(let old) = base, case .list(let new) = incoming {
            guard old.count == new.count, old != new else { return nil }
            var names: [String] = []
            for (old, new) in zip(old, new) {
                guard let name = raisedRequirement(old, new, path: path + ["[]"]) else { return nil }
                names.append(name)
            }
            return names.contains(where: packages.isWanted) ? nil : names.joined(separator: ", ")
        }
        let name = raisedRequirement(base, incoming, path: path) ?? raisedEntry(base, incoming, path: path)
        guard let name, name != "python" else { return nil }
        // What is only written otherwise asks for nothing new anywhere.
        return isAlike(base, incoming, path: path) || !packages.isWanted(name) ? name : nil
    }

    /// The name in a text that holds a name and its versions, `name>=1.2`, of which the second are the same or higher.
    private func raisedRequirement(_ old: Value, _ new: Value, path: [String]) -> String? {
        guard versions(path) == .requirement, case .string = old, case .string = new, let before = old.text,
            let after = new.text, let requirement = RequirementText(before), let raised = RequirementText(after),
            let mine = requirement.versioned, let theirs = raised.versioned, mine.identity == theirs.identity,
            mine.bounds == theirs.bounds || VersionedText.isRaised(mine.bounds, theirs.bounds)
        else { return nil }
        return requirement.name
    }

    /// The name of a package whose versions are the value, or stand in it under `version`.
    private func raisedEntry(_ old: Value, _ new: Value, path: [String]) -> String? {
        guard Self.isPackage(path), versions(path) == .range, let name = path.last else { return nil }
        var (before, after) = (old, new)
        if case .map(var mine) = old, case .map(var theirs) = new {
            let key = Key("version")
            guard let version = mine.removeValue(forKey: key), let raised = theirs.removeValue(forKey: key),
                mine == theirs
            else { return nil }
            (before, after) = (version, raised)
        }
        guard case .string(let first) = before, case .string(let second) = after,
            let mine = VersionedText.bounds(first), let theirs = VersionedText.bounds(second),
            VersionedText.isRaised(mine, theirs)
        else { return nil }
        return RequirementText.normalized(name)
    }

    /// Whether a key stands for a package: in a mapping of dependencies.
    private static func isPackage(_ path: [String]) -> Bool {
        path.count > 1 && path[path.count - 2].lowercased().hasSuffix("dependencies")
    }
}

/// What speaks against leaving a package out of a file.
struct PackageUses: Sendable {
    var texts: Sides<[UInt8]>

    /// Whether local names a package as often as the base did, elsewhere or in a comment, or the template more often.
    func isWanted(_ name: String) -> Bool {
        let count = texts.map { Self.count(name, in: $0) }
        return count.local >= count.base || count.incoming > count.base
    }

    /// How often a text names a package, in any spelling.
    private static func count(_ name: String, in bytes: [UInt8]) -> Int {
        func plain(_ byte: UInt8) -> UInt8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            case UInt8(ascii: "_"), UInt8(ascii: "."): UInt8(ascii: "-")
            default: byte
            }
        }
        let wanted = Array(name.utf8)
        guard let first = wanted.first, bytes.count >= wanted.count else { return 0 }
        func isPart(_ index: Int) -> Bool {
            bytes.indices.contains(index) && bytes[index].isWordByte && bytes[index] != UInt8(ascii: "_")
        }
        return (0...bytes.count - wanted.count).lazy.filter { start in
            plain(bytes[start]) == first && !isPart(start - 1) && !isPart(start + wanted.count)
                && wanted.indices.allSatisfy { plain(bytes[start + $0]) == wanted[$0] }
        }.count
    }
}

extension VersionedText {
    /// Whether the second of two runs of bounds is the first with a higher version, and nothing else.
    fileprivate static func isRaised(_ old: [Bound], _ new: [Bound]) -> Bool {
        guard old.map(\.operation) == new.map(\.operation) else { return false }
        var isRaised = false
        for (before, after) in zip(old, new) where before.version != after.version {
            let numbers = [before, after].map { $0.version.numbers.compactMap { Int($0) } }
            guard before.operation != "!=", before.version.prefix == after.version.prefix,
                before.version.mark == after.version.mark, numbers[0].count == before.version.numbers.count,
                numbers[1].count == after.version.numbers.count,
                numbers[0].lexicographicallyPrecedes(numbers[1])
            else { return false }
            isRaised = true
        }
        return isRaised
    }
}
