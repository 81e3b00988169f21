/// Where in a file a conflict is, in the words of the file's format.
public struct ConflictPlace: Hashable, Sendable {
    /// The format's name; "text" where only lines are known.
    public var format: String
    /// The smallest named thing that holds the conflict, such as `services.web.image`; nil where nothing has a name.
    public var entity: String?
    /// Whether the entity is found by its names alone, not by a position in a list.
    public var isNamed: Bool
    /// The base's lines around the conflict, two above and two below.
    public var anchor: String

    /// Creates a place from its parts.
    public init(format: String, entity: String?, isNamed: Bool, anchor: String) {
        self.format = format
        self.entity = entity
        self.isNamed = isNamed
        self.anchor = anchor
    }

    /// The places of a file's conflicts, in their order.
    ///
    /// - Parameters:
    ///   - merge: the merge of the three sides.
    ///   - path: the file's path, which tells its format.
    public static func all(
        of merge: FileMerge, base: [UInt8], local: [UInt8], incoming: [UInt8], path: String
    ) -> [ConflictPlace] {
        guard case .conflicted(let hunks) = merge.outcome else { return [] }
        let bodies = MergeBodies(base: base, local: local, incoming: incoming)
        let baseLines = LineText(bodies.base)
        guard let format = FileFormat.of(path: path) else {
            return hunks.map { hunk in
                ConflictPlace(
                    format: "text", entity: nil, isNamed: false, anchor: baseLines.surroundings(of: hunk.baseLines))
            }
        }
        let sides = Sides(base: bodies.base, local: bodies.local, incoming: bodies.incoming)
        let trees = sides.map { format.parse($0).map { EntityFinder(tree: $0, keysArePaths: format.name == "toml") } }
        return hunks.map { hunk in
            let ranges = Sides(base: hunk.baseLines, local: hunk.localLines, incoming: hunk.incomingLines)
            let found = [\Sides<EntityFinder?>.local, \.incoming, \.base].lazy.compactMap { side -> EntityName? in
                guard let finder = trees[keyPath: side] else { return nil }
                let lines =
                    side == \.local ? ranges.local : side == \.incoming ? ranges.incoming : ranges.base
                return finder.entity(at: lines)
            }
            let name = found.first
            return ConflictPlace(
                format: format.name, entity: name?.text, isNamed: name?.isNamed ?? false,
                anchor: baseLines.surroundings(of: hunk.baseLines))
        }
    }
}

/// The name of a part of a file.
private struct EntityName {
    var text: String
    var isNamed: Bool
}

/// Finds what lines of a file belong to.
private struct EntityFinder {
    let tree: SyntaxTree
    /// Whether keys are written as paths already, as the names of TOML's tables are.
    let keysArePaths: Bool
    private let lines: LineText

    init(tree: SyntaxTree, keysArePaths: Bool) {
        self.tree = tree
        self.keysArePaths = keysArePaths
        lines = LineText(tree.bytes)
    }

    /// The smallest part with a name that holds all of these lines; nil for no lines, and for the whole file.
    func entity(at range: Range<Int>) -> EntityName? {
        guard !range.isEmpty, range.upperBound <= lines.count else { return nil }
        var span = lines.starts[range.lowerBound]..<lines.starts[range.upperBound]
        while span.count > 1, isBlank(tree.bytes[span.lowerBound]) {
            span = span.lowerBound + 1..<span.upperBound
        }
        while span.count > 1, isBlank(tree.bytes[span.upperBound - 1]) {
            span = span.lowerBound..<span.upperBound - 1
        }
        var name = EntityName(text: "", isNamed: true)
        var node = tree.root
        while let container = node.container,
            let index = container.entries.firstIndex(where: { holds($0.span, span) })
        {
            guard container.layout != .words, name.text.utf8.count < 200 else { break }
            append(container, index, isList: node.isList, to: &name)
            node = container.entries[index].node
        }
        return name.text.isEmpty ? nil : name
    }

    private func holds(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
        outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
    }

    private func append(_ container: SyntaxContainer, _ index: Int, isList: Bool, to name: inout EntityName) {
        guard isList else {
            let key = container.entries[index].key.name
            let isPlain =
                !key.isEmpty && key.unicodeScalars.allSatisfy { isPlainInName($0) || keysArePaths && $0 == "." }
            name.text += (name.text.isEmpty ? "" : ".") + (isPlain ? key : quoted(key))
            return
        }
        let labels = container.entries.map { label(of: $0.node) }
        guard let label = labels[index], labels.count(where: { $0 == label }) == 1 else {
            // A list of one document has no need of a number.
            guard container.entries.count > 1 || !name.text.isEmpty else { return }
            name.text += "\(labels[index] ?? "")[\(index)]"
            name.isNamed = false
            return
        }
        name.text += "[\(label)]"
    }

    /// What tells an element of a list apart: its name, its identifier, or what a Dockerfile instruction does.
    private func label(of node: SyntaxNode) -> String? {
        let value = node.value
        let named =
            ["id", "name", "key"].lazy.compactMap { value[$0]?.text }.first ?? value["metadata"]?["name"]?.text
        guard let label = named ?? (node.mark.isEmpty || node.mark.contains("!") ? nil : node.mark) else { return nil }
        return label.unicodeScalars.allSatisfy { isPlainInName($0) || $0 == " " } ? label : quoted(label)
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private func isPlainInName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "_-/@+~$".unicodeScalars.contains(scalar)
    }
}

extension LineText {
    /// The two lines above and the two below a run of lines.
    fileprivate func surroundings(of lines: Range<Int>) -> String {
        let above = self[max(0, min(lines.lowerBound, count) - 2)..<min(lines.lowerBound, count)]
        let below = self[min(lines.upperBound, count)..<min(lines.upperBound + 2, count)]
        return String(decoding: above + Array("…\n".utf8) + below, as: UTF8.self)
    }
}

extension SyntaxNode {
    fileprivate var isList: Bool {
        if case .list = content { return true }
        return false
    }
}
