/// What one side moved out of a folder, all that the file named of it, while the other side has come to name something new
/// there: the folder is no more, and the new thing most likely moves along.
///
/// Folders are what stands before a slash in file names, images, routes and versions of an API: `docs/guide.md`,
/// `registry.example/team`, `/v1/orders`. The names of settings have them, too: `spring.redis.host` and `DB_HOST` are in
/// `spring.redis` and `DB`.
struct MovedFolders {
    /// What the sides name anew in folders that the other side left.
    private let strays: Set<String>

    /// Nil where there is none.
    init?(_ values: Sides<Value>) {
        var strays: Set<String> = []
        for (side, other) in values.bothWays {
            let folders = Self.left(values.base, by: side)
            if folders.isEmpty { continue }
            let known = Self.places(in: values.base).reduce(into: [:]) { $0[$1, default: 0] += 1 }
            let new = Self.places(in: other).reduce(into: [:]) { $0[$1, default: 0] += 1 }
            strays.formUnion(
                new.filter { $0.value > known[$0.key] ?? 0 }.keys.filter {
                    Self.parts(of: $0).contains { folders.contains($0.folder) }
                })
        }
        if strays.isEmpty { return nil }
        self.strays = strays
    }

    /// What a merged value names in a folder that is no more.
    func named(in value: Value) -> String? { strays.intersection(Self.places(in: value)).min() }

    /// The folders in which a side names nothing any more, and several things of them in one other folder.
    private static func left(_ base: Value, by side: Value) -> Set<Substring> {
        let gone = places(in: base, beside: side)
        if gone.count < 2 { return [] }
        var rests: [Substring: [Substring: Int]] = [:]
        for place in gone {
            for part in parts(of: place) { rests[part.folder, default: [:]][part.rest, default: 0] += 1 }
        }
        rests = rests.filter { $0.value.values.reduce(0, +) > 1 }
        if rests.isEmpty { return [] }
        var folders: [Substring: [Substring: Int]] = [:]
        for place in places(in: side, beside: base) {
            for part in parts(of: place) { folders[part.rest, default: [:]][part.folder, default: 0] += 1 }
        }
        let moved = rests.filter { folder, things in
            var found: [Substring: Int] = [:]
            for (thing, count) in things {
                for (other, most) in folders[thing] ?? [:] where other != folder {
                    found[other, default: 0] += min(count, most)
                }
            }
            return found.contains { other, count in
                count > 1 && (folder.contains("/") || other.contains("/") || things.keys.contains { !$0.isEmpty })
            }
        }
        if moved.isEmpty { return [] }
        let left = Set(places(in: side).flatMap { parts(of: $0).map(\.folder) })
        return Set(moved.keys).subtracting(left)
    }

    /// The texts that say nothing but where something is, and the settings that a file is a list of, by the parts of their
    /// names.
    /// - Parameter known: Another version of the file: what it has at the same place may be left out.
    private static func places(in value: Value, beside known: Value? = nil) -> [String] {
        let texts = (value.allTexts(beside: known) + keys(of: value, beside: known)).filter { text in
            text.utf8.count < 200 && !text.utf8.contains { $0 <= 0x20 }
        }
        let settings = value.pairs.filter { $0.value.isScalar && known?.pairs[$0.key] == nil }.keys.map { key in
            key.name.split(separator: key.name.holds(".") ? "." : "_").joined(separator: "/")
        }
        return texts.map(\.withoutOwnFolder) + settings.filter { $0.holds("/") }
    }

    /// The keys with a slash, as those of routes are.
    private static func keys(of value: Value, beside known: Value?) -> [String] {
        if value.isScalar || value == known { return [] }
        switch value {
        case .map(let pairs):
            let others = known?.pairs ?? [:]
            return pairs.flatMap { key, inner in
                (key.name.holds("/") && others[key] == nil ? [key.name] : []) + keys(of: inner, beside: others[key])
            }
        case .list(let values):
            return values.indices.flatMap { keys(of: values[$0], beside: known?.counterpart(of: $0, in: values)) }
        case .marked(_, let inner): return keys(of: inner, beside: known?.unmarked)
        case .empty, .string, .literal, .alias: return []
        }
    }

    /// All folders that a place is in, and what it is there; the place itself is one, too, unless it has a version.
    private static func parts(of place: String) -> [(folder: Substring, rest: Substring)] {
        var found: [(folder: Substring, rest: Substring)] = []
        if !place.isEmpty, !place.contains(":"), !place.contains("@") { found.append((place[...], "")) }
        for slash in place.indices where place[slash] == "/" && found.count < 6 {
            let folder = place[..<slash]
            // Behind the scheme of an address comes its host.
            if folder.hasSuffix(":") || folder.hasSuffix("/") { continue }
            found.append((folder, place[place.index(after: slash)...]))
        }
        return found
    }
}
