/// Lists of versions in code, such as those that a session of nox runs under.
///
/// Such a list is a set, but code may ask for its first or last one: a version that stands for another one stands in its
/// place, sorted lists stay so, and who put the versions into another order gets it or a conflict.
enum VersionLists {
    /// The conflict's lines with the versions that both sides put in and took out; nil where they changed anything else.
    static func merged(_ hunk: ConflictHunk) -> [UInt8]? {
        let texts = Sides(base: hunk.base, local: hunk.local, incoming: hunk.incoming).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard let base = List(texts.base), let local = List(texts.local), let incoming = List(texts.incoming),
            base.around == local.around, base.around == incoming.around
        else { return nil }
        let old = Set(base.versions)
        let (mine, theirs) = (Set(local.versions), Set(incoming.versions))
        let isReplaced = !old.subtracting(mine).isDisjoint(with: old.subtracting(theirs))
        // One version that each replaced by another one is for people to choose.
        if isReplaced, !mine.subtracting(old).subtracting(theirs).isEmpty,
            !theirs.subtracting(old).subtracting(mine).isEmpty
        {
            return nil
        }
        guard let order = order(Sides(base: base.versions, local: local.versions, incoming: incoming.versions)) else {
            return nil
        }
        let result = order.filter { version in
            let isKnown = old.contains(version)
            return isKnown ? mine.contains(version) && theirs.contains(version) : true
        }
        return result.isEmpty ? nil : local.written(result)
    }

    /// All versions of three lists in the order of the result; nil where two of the lists contradict each other.
    private static func order(_ sides: Sides<[String]>) -> [String]? {
        let lists = [sides.base, sides.local, sides.incoming]
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            guard lists[one].filter(lists[other].contains) == lists[other].filter(lists[one].contains) else {
                return nil
            }
        }
        let (mine, theirs) = (places(of: sides.local, in: sides.base), places(of: sides.incoming, in: sides.base))
        var order: [String] = []
        for place in 0...sides.base.count {
            if place > 0 { order.append(sides.base[place - 1]) }
            let (first, second) = (mine[place] ?? [], theirs[place] ?? [])
            var new = first + second.filter { !first.contains($0) }
            if let isAscending = [true, false].first(where: {
                sorted(first, $0) == first && sorted(second, $0) == second
            }) {
                new = sorted(new, isAscending)
            }
            // Those of one implementation stay together.
            let above = order.last.map(name)
            order += new.filter { name($0) == above } + new.filter { name($0) != above }
        }
        for isAscending in [true, false] where lists.allSatisfy({ sorted($0, isAscending) == $0 }) {
            var seen: Set<String> = []
            return sorted(order.filter { seen.insert($0).inserted }, isAscending)
        }
        // One version that the two put in at different places.
        return Set(order).count == order.count ? order : nil
    }

    /// The versions that a list has more than the base, by the number of the base's versions that stand before them.
    ///
    /// Those that stand for others stand where these did, the first for the first.
    private static func places(of list: [String], in base: [String]) -> [Int: [String]] {
        var places: [Int: [String]] = [:]
        var (start, gone) = (0, base[..<0])
        func next(_ list: ArraySlice<String>) -> Int { list.firstIndex(where: base.contains) ?? list.endIndex }
        var index = 0
        while index <= list.count {
            let end = next(list[index...])
            let place = end < list.count ? base.firstIndex(of: list[end]) ?? base.count : base.count
            gone = base[start..<max(start, place)]
            for (offset, version) in list[index..<end].enumerated() {
                places[start + min(offset + 1, gone.count), default: []].append(version)
            }
            (start, index) = (place + 1, end + 1)
        }
        return places
    }

    /// Versions with those of each implementation by their numbers, in the places that it has.
    private static func sorted(_ versions: [String], _ isAscending: Bool) -> [String] {
        func numbers(_ version: String) -> [Int] {
            version.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." }.split(separator: ".").map { Int($0) ?? 0 }
        }
        var byName = Dictionary(grouping: versions, by: name).mapValues { group in
            group.enumerated().sorted { one, other in
                let (first, second) = (numbers(one.element), numbers(other.element))
                if first == second { return one.offset < other.offset }
                return first.lexicographicallyPrecedes(second) == isAscending
            }.map(\.element)[...]
        }
        return versions.compactMap { byName[name($0)]?.popFirst() }
    }

    /// What a version is of: `pypy` in `pypy3.9`.
    private static func name(_ version: String) -> Substring { version.prefix { !$0.isNumber } }

    /// The only list of versions in a text.
    private struct List {
        let versions: [String]
        /// What stands around the list, without space.
        let around: String
        private let head: Substring
        private let tail: Substring
        private let body: Substring

        private static let quotedList = Pattern(/\[((?:\s*["'][\w.\-]+["']\s*,?)+\s*)\]/)
        private static let quotedItem = Pattern(/["']([\w.\-]+)["']/)
        private static let version = Pattern(/(?:py|pypy-?|cp|python-?)?\d+(?:\.\d+)*(?:-dev|t)?/)

        /// Nil where there is none, or more than one, or where one version stands twice.
        init?(_ text: String) {
            // A look first: patterns are slow.
            guard text.holds("[") else { return nil }
            let lists = text.matches(of: Self.quotedList)
            guard lists.count == 1 else { return nil }
            head = text[..<lists[0].1.startIndex]
            tail = text[lists[0].1.endIndex...]
            body = lists[0].1
            versions = body.matches(of: Self.quotedItem).map { String($0.1) }
            guard Set(versions).count == versions.count,
                versions.allSatisfy({ $0.wholeMatch(of: Self.version) != nil })
            else { return nil }
            around = String((head + "|" + tail).filter { !$0.isWhitespace })
        }

        /// The text with other versions, each written as the first one is.
        func written(_ versions: [String]) -> [UInt8] {
            let quote = body.first { $0 == "\"" || $0 == "'" }.map(String.init) ?? "\""
            let parts = body.split(separator: ",", omittingEmptySubsequences: false)
            let start = body.prefix { $0.isWhitespace }
            let between = parts.count > 1 ? String(parts[1].prefix { $0.isWhitespace }) : " "
            let isClosed = parts.count > 1 && parts[parts.count - 1].allSatisfy(\.isWhitespace)
            let end = isClosed ? "," + parts[parts.count - 1] : String(body.reversed().prefix { $0.isWhitespace })
            let list = versions.map { quote + $0 + quote }.joined(separator: "," + between)
            return Array((head + start + list + end + tail).utf8)
        }
    }
}
