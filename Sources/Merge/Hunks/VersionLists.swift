/// Lists of versions in code, such as those that a session of nox runs under: a set, whose order is for people.
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
        var result = local.versions.filter { theirs.contains($0) || !old.contains($0) }
        for (index, version) in incoming.versions.enumerated() where !old.contains(version) && !mine.contains(version) {
            let above = incoming.versions[..<index].last(where: result.contains).flatMap { result.firstIndex(of: $0) }
            result.insert(version, at: above.map { $0 + 1 } ?? 0)
        }
        return result.isEmpty ? nil : local.written(result)
    }

    /// The only list of versions in a text.
    private struct List {
        let versions: [String]
        /// What stands around the list, without space.
        let around: String
        private let head: Substring
        private let tail: Substring
        private let body: Substring

        /// Nil where there is none, or more than one, or where one version stands twice.
        init?(_ text: String) {
            let lists = text.matches(of: /\[((?:\s*["'][\w.\-]+["']\s*,?)+\s*)\]/)
            guard lists.count == 1 else { return nil }
            head = text[..<lists[0].1.startIndex]
            tail = text[lists[0].1.endIndex...]
            body = lists[0].1
            versions = body.matches(of: /["']([\w.\-]+)["']/).map { String($0.1) }
            guard Set(versions).count == versions.count,
                versions.allSatisfy({ $0.wholeMatch(of: /(?:py|pypy-?|cp|python-?)?\d+(?:\.\d+)*(?:-dev|t)?/) != nil })
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
