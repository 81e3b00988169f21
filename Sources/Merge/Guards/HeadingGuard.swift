/// Keeps entries under the comments and in the paragraphs that they were put in.
///
/// Three things go wrong where one side takes out or moves what the other one writes beside: a comment that was put above
/// an entry explains the next one; an entry that was added to a group stands in the group above; one that was moved with
/// its group stays behind.
struct HeadingGuard {
    private let places: Sides<CommentPlaces>
    private let profile: MergeProfile
    private let names: PlaceNames

    /// Nil where no side has a comment or a paragraph.
    init?(_ trees: Sides<SyntaxTree>, comments: Sides<[String: Int]>, profile: MergeProfile, reach: RenameReach) {
        // Asked first of the bytes, since a large file without either is the most work.
        let sides = [trees.base, trees.local, trees.incoming]
        guard
            ![comments.base, comments.local, comments.incoming].allSatisfy(\.isEmpty)
                || sides.contains(where: { hasBlankLine($0.bytes) })
        else { return nil }
        self.profile = profile
        let names = PlaceNames(trees, profile: profile, reach: reach)
        self.names = names
        places = trees.map { CommentPlaces($0, profile: profile, names: names) }
        let groups = places.base.groups + places.local.groups + places.incoming.groups
        if groups.allSatisfy({ $0.heading == nil && !$0.isParagraph }) { return nil }
    }

    /// What stands under another's comment; the last word is what it is called.
    func misplaced(in tree: SyntaxTree) -> String? {
        let merged = CommentPlaces(tree, profile: profile, names: names)
        return places.bothWays.compactMap { side, other in
            orphan(of: side, in: merged) ?? stray(of: side, without: other, in: merged)
        }.min() ?? leftBehind(in: merged)
    }

    /// A comment that a side put above an entry which the other side took out, and that stands above another one now.
    private func orphan(of side: CommentPlaces, in merged: CommentPlaces) -> String? {
        let found = side.below.compactMap { comment, entries -> String? in
            guard entries.count == 1, places.base.below[comment] == nil, places.base.contains(entries[0].place),
                !merged.contains(entries[0].place), let now = merged.below[comment]?.first,
                entries[0].value == nil || entries[0].value != now.value, !Self.goesOn(entries[0].value, as: now.value)
            else { return nil }
            return entries[0].place
        }
        return found.min().map { "removed \(Self.name(of: $0))" }
    }

    /// An entry that a side added to a group of which the other side left nothing, and that stands in another group now.
    private func stray(of side: CommentPlaces, without other: CommentPlaces, in merged: CommentPlaces) -> String? {
        let found = side.groupOf.keys.filter { place in
            guard !places.base.contains(place), !other.contains(place), let group = side.group(of: place),
                let now = merged.group(of: place)
            else { return false }
            let old = group.members.filter(places.base.contains)
            // Below its heading it may stand behind what the other side made a comment.
            guard !old.isEmpty, !old.contains(where: merged.contains),
                group.heading.map({ $0 != now.heading && !now.attached.contains($0) }) ?? true
            else { return false }
            // A comment that names the entry below it, and nothing of the others, is about that one and no heading.
            let isHeading = group.heading.map { !Self.isAbout($0, old[0], others: old.dropFirst()) } ?? true
            guard group.isParagraph || now.heading != nil && isHeading else { return false }
            let strangers = now.members.filter { !group.members.contains($0) }
            return strangers.contains(where: places.base.contains)
                || strangers.isEmpty && group.isParagraph && group.heading != nil
        }
        return found.min().map { "removed \(Self.name(of: $0))" }
    }

    /// An entry that stands below one heading on both sides, and below another in the merge.
    private func leftBehind(in merged: CommentPlaces) -> String? {
        let found = merged.groupOf.keys.filter { place in
            guard places.base.contains(place), let mine = places.local.group(of: place)?.heading,
                mine == places.incoming.group(of: place)?.heading
            else { return false }
            return merged.group(of: place)?.heading != mine
        }
        return found.min().map { "order of \(Self.name(of: $0))" }
    }

    /// Whether an instruction is another one with all its names, and more of them.
    private static func goesOn(_ old: Value?, as new: Value?) -> Bool {
        guard case .marked(let mark, let one)? = old, case .marked(mark, let other)? = new, !one.pairs.isEmpty else {
            return false
        }
        return Set(one.pairs.keys).isSubset(of: other.pairs.keys)
    }

    /// Whether a comment names one entry, and no other is named after that one.
    private static func isAbout(_ comment: String, _ place: String, others: ArraySlice<String>) -> Bool {
        let words = comment.lowercased().split { !($0.isLetter || $0.isNumber || "_-.".contains($0)) }
        let name = name(of: place).lowercased()
        return words.contains(name[...]) && !others.contains { Self.name(of: $0).lowercased().contains(name) }
    }

    /// The name of an entry by its place.
    private static func name(of place: String) -> String {
        let last = place.split(separator: "\u{1E}").last ?? ""
        return String(last.prefix { $0 != "\u{1F}" })
    }
}

/// Whether a line without anything but space stands between others.
private func hasBlankLine(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
        var isBlankLine = false
        var index = 0
        while index < bytes.count {
            if bytes[index] == lineFeed {
                if isBlankLine { return true }
                isBlankLine = true
            } else if !isBlank(bytes[index]) {
                isBlankLine = false
            }
            index += 1
        }
        return false
    }
}
