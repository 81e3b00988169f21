/// Entries that one side took out.
extension StructureMerge {
    /// Why an entry that local took out stays out although the template changed it; nil where people are to say.
    func reasonToStayOut(
        _ base: SyntaxEntry, _ incoming: SyntaxEntry, key: Key, path: [String]
    ) -> (resolver: AutomaticResolver, message: String)? {
        if profile.isRecord(path), resolvers.removesEntries {
            return (.removedEntry, "local has no \(key.name), which only records the template's state: it stays out")
        }
        if let package = resolvers.packageThatStaysOut(base.node.value, incoming.node.value, path: path),
            hasSameComments(base, incoming)
        {
            return (
                .removedPackage,
                "local took \(package) out and the template only raised its version, or wrote it otherwise: it stays out"
            )
        }
        if resolvers.hasParts(incoming.node.value, outOf: base.node.value, gone: .local),
            hasCommentsOfBase(incoming, \.incoming, base)
        {
            return (.included, "local took \(key.name) out, of which the template took parts out: it stays out")
        }
        guard resolvers.staysOut(base.node.value, incoming.node.value, path: path),
            hasSameComments(base, incoming, apartFromVersions: true)
        else { return nil }
        return (
            .removedEntry, "local took \(key.name) out and the template only raised versions in it: it stays out"
        )
    }

    /// Whether an entry says and looks the same on two sides, commas aside.
    func isSame(
        _ first: SyntaxEntry, _ firstSide: KeyPath<Sides<SyntaxTree>, SyntaxTree>,
        _ second: SyntaxEntry, _ secondSide: KeyPath<Sides<SyntaxTree>, SyntaxTree>
    ) -> Bool {
        let firstBody = first.head.lowerBound..<first.node.span.upperBound
        let secondBody = second.head.lowerBound..<second.node.span.upperBound
        if text(firstBody, of: firstSide) != text(secondBody, of: secondSide) {
            guard first.node.value == second.node.value,
                words(trees[keyPath: firstSide][first.head]) == words(trees[keyPath: secondSide][second.head]),
                trees[keyPath: firstSide].commentCounts(in: first.node)
                    == trees[keyPath: secondSide].commentCounts(in: second.node)
            else { return false }
        }
        return comments(first, firstSide) == comments(second, secondSide)
    }

    /// What introduces a value without space and punctuation: the name, and a word before it, such as `export`.
    private func words(_ head: ArraySlice<UInt8>) -> [UInt8] { head.filter(\.isWordByte) }

    /// Whether an entry of the base has the same comments on the template's side.
    /// - Parameter apartFromVersions: Whether comments that say which version a commit is are none.
    private func hasSameComments(
        _ base: SyntaxEntry, _ incoming: SyntaxEntry, apartFromVersions: Bool = false
    ) -> Bool {
        func counts(_ tree: SyntaxTree, _ entry: SyntaxEntry) -> [String: Int] {
            tree.commentCounts(in: entry.node).filter {
                !apartFromVersions || VersionScheme.version(inComment: $0.key) == nil
            }
        }
        return comments(base, \.base) == comments(incoming, \.incoming)
            && counts(trees.base, base) == counts(trees.incoming, incoming)
    }

    /// Whether an entry has no comment that it has not in the base.
    func hasCommentsOfBase(
        _ entry: SyntaxEntry, _ side: KeyPath<Sides<SyntaxTree>, SyntaxTree>, _ base: SyntaxEntry
    ) -> Bool {
        let known = trees.base.commentCounts(in: base.node)
        return comments(entry, side) == comments(base, \.base)
            && trees[keyPath: side].commentCounts(in: entry.node).allSatisfy { known[$0.key, default: 0] >= $0.value }
    }

    /// The comments of an entry: what would be lost with it.
    private func comments(_ entry: SyntaxEntry, _ side: KeyPath<Sides<SyntaxTree>, SyntaxTree>) -> [[[UInt8]]] {
        let bytes = trees[keyPath: side].bytes
        return [attachedLeading(entry, side), entry.trailing].map { span in
            bytes[span].split(separator: lineFeed).map { Array(bytes[content(of: $0.indices, in: bytes)]) }
                .filter { !$0.isEmpty }
        }
    }
}
