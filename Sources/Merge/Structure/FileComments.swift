/// Comments at the top of a file that a blank line parts from the first entry: they are about the file.
extension SyntaxTree {
    /// The tree with such comments in the opening of the file, where what is put in above the first entry comes below them.
    var withFileComments: SyntaxTree {
        guard let leading = root.firstLeading else { return self }
        let end = endOfFileComments(in: leading)
        if end == leading.lowerBound { return self }
        var root = root
        root.openFile(upTo: end)
        var tree = SyntaxTree(bytes: bytes, root: root)
        tree.known = known
        return tree
    }

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
