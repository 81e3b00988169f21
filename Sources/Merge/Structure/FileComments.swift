/// Comments at the top of a file that a blank line parts from the first entry: they are about the file.
extension Sides<SyntaxTree> {
    /// The trees with such comments in the opening of the file, where what is put in above the first entry comes below them.
    ///
    /// As they are where a side has one of the lines right above its first entry, so that one comment does not count as two.
    var withFileComments: Sides<SyntaxTree> {
        let parts = map { tree in tree.root.firstLeading.map { ($0, tree.endOfFileComments(in: $0)) } }
        func lines(_ side: SideName, _ span: (Range<Int>, Int) -> Range<Int>) -> Set<ArraySlice<UInt8>> {
            guard let (leading, end) = parts[side] else { return [] }
            return Set(self[side][span(leading, end)].split(separator: lineFeed).filter { !isBlank($0) })
        }
        let sides = [SideName.base, .local, .incoming]
        let above = sides.reduce(into: Set()) { $0.formUnion(lines($1) { $0.lowerBound..<$1 }) }
        if above.isEmpty { return self }
        var result = self
        for side in sides {
            guard let (leading, end) = parts[side], end > leading.lowerBound else { continue }
            var root = self[side].root
            root.openFile(upTo: end)
            var tree = SyntaxTree(bytes: self[side].bytes, root: root)
            tree.known = self[side].known
            result[side] = tree
        }
        return result
    }
}

extension SyntaxTree {
    /// Where the comments about the file end in what stands above the first entry; its start where there are none.
    fileprivate func endOfFileComments(in leading: Range<Int>) -> Int {
        var end = leading.lowerBound
        var line = leading.lowerBound
        for index in leading where bytes[index] == lineFeed {
            if isBlank(bytes[line..<index]), line > leading.lowerBound { end = index + 1 }
            line = index + 1
        }
        return isBlank(bytes[leading.lowerBound..<end]) ? leading.lowerBound : end
    }
}

extension SyntaxNode {
    /// What stands above the first entry of a file; nil where something else comes first, such as a bracket.
    fileprivate var firstLeading: Range<Int>? {
        guard let container, container.layout == .block, container.opening.isEmpty, let first = container.entries.first
        else { return nil }
        if !first.leading.isEmpty { return first.leading }
        return first.head.isEmpty ? first.node.firstLeading : nil
    }

    /// Makes what stands above the first entry of a file, up to a place, part of the opening.
    fileprivate mutating func openFile(upTo end: Int) {
        guard var container, let first = container.entries.first else { return }
        if first.leading.isEmpty {
            container.entries[0].node.openFile(upTo: end)
        } else {
            container.opening = container.opening.lowerBound..<end
            container.entries[0].leading = end..<first.leading.upperBound
        }
        switch content {
        case .scalar: break
        case .map: content = .map(container)
        case .list: content = .list(container)
        }
    }
}
