/// What every candidate for a merged file must pass; no guard, no automatic resolution.
///
/// A candidate is the text of a clean merge, whichever layer made it. The guard reads it twice, by the lossless parser and
/// by an independent reader, and compares what it says with what the three sides say it must.
struct MergeGuard {
    let format: FileFormat
    let trees: Sides<SyntaxTree>
    let values: Sides<Value>
    let oracle: ValueMerge
    /// References of either side that lead nowhere already.
    private let dangling: Set<String>
    private let comments: Sides<[String: Int]>

    init(format: FileFormat, trees: Sides<SyntaxTree>, resolvers: ScalarResolvers) {
        self.format = format
        self.trees = trees
        values = trees.map(\.root.value)
        oracle = ValueMerge(profile: format.profile, resolvers: resolvers)
        dangling = format.profile.dangling(values.local).union(format.profile.dangling(values.incoming))
        comments = trees.map(\.commentCounts)
    }

    /// Why a candidate is refused.
    enum Objection: Hashable {
        /// It can't be read, or the two readers disagree about it.
        case unreadable
        /// It does not say what the sides say it must.
        case wrongValue
        /// It refers to something that is not there, and neither side did.
        case dangling(String)
        /// A comment of a side is gone.
        case lostComment(String)
    }

    /// How an objection to what both layers call clean is reported.
    static func conflictKind(of reference: String) -> ConflictKind {
        switch reference.prefix(while: { $0 != " " }) {
        case "second": .contentInsertInsert
        case "order": .valueOrder
        case "removed": .valueDeleteModify
        default: .referenceDangling
        }
    }

    /// Looks at a candidate.
    /// - Returns: nil when nothing speaks against it.
    func objection(to candidate: [UInt8]) -> Objection? {
        guard let tree = format.parse(candidate), tree.firstGap() == nil, let read = format.read(candidate),
            format.agree(tree.root.value, read)
        else { return .unreadable }
        let value = tree.root.value
        guard oracle.accepts(value, for: values) else { return .wrongValue }
        if let reference = format.profile.dangling(value).subtracting(dangling).min() { return .dangling(reference) }
        if let contradiction = format.profile.contradiction(value, values.local, values.incoming) {
            return .dangling(contradiction)
        }
        if let use = uses(in: tree).subtracting(uses(in: trees.local)).subtracting(uses(in: trees.incoming)).min() {
            return .dangling("order of \(use)")
        }
        return lostComment(in: tree.commentCounts).map(Objection.lostComment)
    }

    /// Names that a value uses although they get theirs below it only.
    private func uses(in tree: SyntaxTree) -> Set<String> {
        let entries = tree.root.container?.entries ?? []
        let places = Dictionary(entries.enumerated().map { ($1.key.name, $0) }) { first, _ in first }
        var found: Set<String> = []
        for (index, entry) in entries.enumerated() {
            for name in format.profile.uses(entry.node.value) where places[name] ?? 0 > index {
                found.insert("\(name) and \(entry.key.name)")
            }
        }
        return found
    }

    /// A comment that one side brought and the result lacks.
    ///
    /// Comments of the base may go with what they stand on, or because a side took them out.
    private func lostComment(in counts: [String: Int]) -> String? {
        comments.local.filter { text, count in
            count > comments.base[text] ?? 0 && counts[text] ?? 0 < min(count, count - (comments.base[text] ?? 0))
        }.keys.min()
    }
}

extension SyntaxTree {
    /// How often each comment stands in the file: the text outside of keys, values, brackets and commas.
    var commentCounts: [String: Int] { commentCounts(in: root) }

    /// How often each comment stands within a node.
    func commentCounts(in node: SyntaxNode) -> [String: Int] {
        var counts: [String: Int] = [:]
        func add(_ span: Range<Int>) {
            guard !span.isEmpty, !isBlank(bytes[span]) else { return }
            for line in bytes[span].split(separator: lineFeed) {
                let text = String(decoding: line, as: UTF8.self).trimmed
                guard text.contains("#") || text.contains("//") || text.contains("/*") || text.hasPrefix(";") else {
                    continue
                }
                counts[text, default: 0] += 1
            }
        }
        func visit(_ node: SyntaxNode) {
            guard let container = node.container else { return }
            add(container.opening)
            for entry in container.entries {
                add(entry.leading)
                visit(entry.node)
                add(entry.gap)
                add(entry.trailing)
            }
            add(container.closing)
        }
        visit(node)
        return counts
    }
}

extension String {
    /// The text without spaces and tabs at its ends.
    var trimmed: String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}
