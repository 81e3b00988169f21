/// What one side moved out of a folder, all that the file named of it, while the other side has come to name something new
/// there: the folder is no more, and the new thing most likely moves along.
///
/// The names of settings have folders, too: `spring.redis.host` and `DB_HOST` are in `spring.redis` and `DB`.
struct MovedFolders {
    /// What the sides name anew in folders that the other side left.
    private let strays: Set<String>

    /// Nil where there is none.
    init?(_ values: Sides<Value>) {
        var strays: Set<String> = []
        for (side, other) in values.bothWays {
            let folders = Self.left(values.base, by: side)
            if folders.isEmpty { continue }
            let new = Self.places(in: other).subtracting(Self.places(in: values.base))
            strays.formUnion(new.filter { folders.contains(Self.folder(of: $0)) })
        }
        if strays.isEmpty { return nil }
        self.strays = strays
    }

    /// What a merged value names in a folder that is no more.
    func named(in value: Value) -> String? { strays.intersection(Self.places(in: value)).min() }

    /// The folders in which a side names nothing any more, and several things of them elsewhere.
    private static func left(_ base: Value, by side: Value) -> Set<Substring> {
        let gone = Dictionary(grouping: places(in: base, beside: side), by: folder).filter { $0.value.count > 1 }
        if gone.isEmpty { return [] }
        let now = places(in: side)
        let names = Set(now.subtracting(places(in: base)).map(name))
        return Set(
            gone.filter { folder, places in
                places.filter { names.contains(name(of: $0)) }.count > 1 && !now.contains { $0.hasPrefix(folder + "/") }
            }.keys)
    }

    /// The texts that say nothing but where a file is: `docs/guide.md`, no image and no address; and the settings that a
    /// file is a list of, by the parts of their names.
    /// - Parameter known: Another version of the file: what it has at the same place may be left out.
    private static func places(in value: Value, beside known: Value? = nil) -> Set<String> {
        let files = value.allTexts(beside: known).filter {
            $0.holds("/") && $0.wholeMatch(of: /(?:[\w.-]+\/)+[\w-]+\.[A-Za-z]\w*/) != nil
        }
        let settings = value.pairs.filter { $0.value.isScalar && known?.pairs[$0.key] == nil }.keys.map { key in
            key.name.split(separator: key.name.holds(".") ? "." : "_").joined(separator: "/")
        }
        return Set(files + settings.filter { $0.holds("/") })
    }

    private static func folder(of place: String) -> Substring {
        place[..<(place.lastIndex(of: "/") ?? place.startIndex)]
    }

    private static func name(of place: String) -> Substring { place[folder(of: place).endIndex...] }
}
