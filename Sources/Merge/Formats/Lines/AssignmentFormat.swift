extension FileFormat {
    /// `NAME=value` lines: dotenv files and Java properties.
    ///
    /// A name that stands twice keeps both lines, and the last one counts for its readers: such a file is refused, so that
    /// lines alone decide.
    static let dotenv = FileFormat(
        name: "dotenv", parse: { AssignmentParser(bytes: $0, allowsColon: false, allowsSections: false).parse() },
        read: { AssignmentReader.read($0, separators: "=", allowsSections: false) },
        profile: {
            var profile = MergeProfile.assignments
            profile.uses = usedNames
            profile.unquoted = DotenvQuotes.unquoted
            profile.problems = { file in
                let names = Set(file.pairs.keys.map(\.name))
                return file.pairs.values.reduce(into: NameRings.variables(file, usedNames)) {
                    $0.formUnion(usedNames($1).subtracting(names))
                }
            }
            profile.contradiction = { InlinedValues.lost($0, $1, $2, usedNames) }
            return profile
        }())

    private static let variableUse = Pattern(/\$\{?([A-Za-z_][A-Za-z0-9_]*)/)

    /// The names in `${NAME}` and `$NAME`, which single quotation marks keep from being any.
    private static func usedNames(_ value: Value) -> Set<String> {
        guard let text = value.text, text.utf8.contains(UInt8(ascii: "$")), !text.hasPrefix("'") else { return [] }
        return Set(text.matches(of: variableUse).map { String($0.1) })
    }

    static let properties = FileFormat(
        name: "properties", parse: { AssignmentParser(bytes: $0, allowsColon: true, allowsSections: false).parse() },
        read: { AssignmentReader.read($0, separators: "=:", allowsSections: false) },
        profile: {
            var profile = MergeProfile.assignments
            profile.problems = { file in
                IniReferences.danglingProperties(file).union(NameRings.variables(file, IniReferences.usedProperties))
            }
            profile.contradiction = { InlinedValues.lost($0, $1, $2, IniReferences.usedProperties) }
            return profile
        }())

    /// INI files: sections of assignments, as Python's configparser reads them.
    static let ini = FileFormat(
        name: "ini", parse: { AssignmentParser(bytes: $0, allowsColon: true, allowsSections: true).parse() },
        read: { AssignmentReader.read($0, separators: "=:", allowsSections: true) },
        profile: {
            var profile = MergeProfile.assignments
            profile.list = { _ in .iniRequirements }
            let versions = profile.versions
            profile.versions = { $0.last == "[]" ? .requirement : versions($0) }
            profile.problems = IniReferences.dangling
            profile.contradiction = IniReferences.secondPackage
            return profile
        }())

    /// EditorConfig: sections of assignments of which the last that fits a file wins.
    static let editorconfig = FileFormat(
        name: "editorconfig", parse: ini.parse, read: ini.read, brokenReference: SectionOrder.broken,
        profile: {
            var profile = MergeProfile.assignments
            profile.isOrdered = { path, _ in path.isEmpty }
            return profile
        }())
}

extension MergeProfile {
    fileprivate static let assignments: MergeProfile = {
        var profile = MergeProfile()
        profile.versions = { path in
            let name = path.last?.lowercased() ?? ""
            return name == "version" || name.hasSuffix("_version") ? .plain : name.hasSuffix("_image") ? .image : nil
        }
        return profile
    }()
}

/// Reads assignments into a lossless tree; nil for lines that are none, and for a name that stands twice.
struct AssignmentParser {
    let bytes: [UInt8]
    let allowsColon: Bool
    let allowsSections: Bool

    func parse() -> SyntaxTree? {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        var root = LineTreeBuilder(bytes: bytes)
        var section: (key: Key, head: Range<Int>, builder: LineTreeBuilder)?
        var lines = lineSpans(bytes)[...]
        while let line = lines.popFirst() {
            let content = content(of: line, in: bytes)
            guard let first = bytes[content].first, first != UInt8(ascii: "#"),
                first != UInt8(ascii: ";") || !allowsSections,
                first != UInt8(ascii: "!") || !allowsColon
            else { continue }
            if allowsSections, first == UInt8(ascii: "[") {
                guard bytes[content.upperBound - 1] == UInt8(ascii: "]"), content.lowerBound == line.lowerBound else {
                    return nil
                }
                let start = close(&section, into: &root, before: line.lowerBound)
                let name = String(decoding: bytes[content.lowerBound + 1..<content.upperBound - 1], as: UTF8.self)
                section = (
                    Key(name, kind: "section"), start..<line.upperBound,
                    LineTreeBuilder(bytes: bytes, start: line.upperBound)
                )
                continue
            }
            // Continuation lines belong to the value.
            var end = line.upperBound
            var quotation = OpenQuotation()
            let isDotenv = !allowsSections && !allowsColon
            if isDotenv { quotation.read(bytes[line]) }
            while let next = lines.first {
                if isDotenv ? quotation.isOpen : continues(from: line.lowerBound..<end, to: next) {
                    end = next.upperBound
                    lines.removeFirst()
                    if isDotenv { quotation.read(bytes[next]) }
                    continue
                }
                guard let count = blankLines(in: lines, of: line) else { break }
                end = lines[lines.startIndex + count - 1].upperBound
                lines.removeFirst(count)
            }
            guard let entry = assignment(line.lowerBound..<end, in: section?.key.name) else { return nil }
            if section != nil {
                section?.builder.add(entry.key, head: entry.head, node: entry.node, lineEnd: end)
            } else {
                root.add(entry.key, head: entry.head, node: entry.node, lineEnd: end)
            }
        }
        _ = close(&section, into: &root, before: bytes.count)
        let tree = root.tree(isMap: true)
        return hasTwins(tree.root) ? nil : tree
    }

    private func hasTwins(_ node: SyntaxNode) -> Bool {
        guard case .map(let container) = node.content else { return false }
        return container.entries.contains { $0.key.kind.contains("#") || hasTwins($0.node) }
    }

    /// Ends the open section where the comments above the next header begin; returns that place.
    private func close(
        _ section: inout (key: Key, head: Range<Int>, builder: LineTreeBuilder)?, into root: inout LineTreeBuilder,
        before end: Int
    ) -> Int {
        guard let open = section else { return end }
        var boundary = end
        if end < bytes.count {
            // Comments and blank lines right above the next header are the header's.
            let start = open.builder.container(to: end).closing.lowerBound
            for isBlankLine in [false, true] {
                while let line = line(before: boundary, from: start),
                    bytes[content(of: line, in: bytes)].isEmpty == isBlankLine
                {
                    boundary = line.lowerBound
                }
            }
        }
        let container = open.builder.container(to: boundary)
        let node = SyntaxNode(span: open.head.upperBound..<boundary, content: .map(container))
        root.add(open.key, head: lineStart(of: open.head)..<open.head.upperBound, node: node, lineEnd: boundary)
        section = nil
        return boundary
    }

    /// The line that ends at a place, where it does not start before another one; nil where there is none.
    private func line(before end: Int, from start: Int) -> Range<Int>? {
        guard end > start else { return nil }
        return max(start, bytes[start..<end - 1].lastIndex(of: lineFeed).map { $0 + 1 } ?? start)..<end
    }

    /// The header's own line, without the comments above it.
    private func lineStart(of head: Range<Int>) -> Int {
        var start = head.upperBound - 1
        while start > head.lowerBound, bytes[start - 1] != lineFeed { start -= 1 }
        return start
    }

    private func continues(from line: Range<Int>, to next: Range<Int>) -> Bool {
        if allowsSections {
            // An indented line goes on with the value above it.
            guard let first = bytes[next].first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") else {
                return false
            }
            return !bytes[content(of: next, in: bytes)].isEmpty
        }
        let text = bytes[line].dropLast()
        return text.reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
    }

    /// How many blank lines a value has in its midst: those above a line that is indented deeper than its key; nil for none.
    private func blankLines(in lines: ArraySlice<Range<Int>>, of key: Range<Int>) -> Int? {
        guard allowsSections else { return nil }
        let count = lines.prefix { content(of: $0, in: bytes).isEmpty }.count
        guard count > 0, let next = lines.dropFirst(count).first else { return nil }
        let (text, own) = (content(of: next, in: bytes), content(of: key, in: bytes))
        guard text.lowerBound - next.lowerBound > own.lowerBound - key.lowerBound,
            !"#;".utf8.contains(bytes[text.lowerBound])
        else { return nil }
        return count
    }

    /// Whether a dotenv value starts with a quotation mark that no line so far closes.
    private struct OpenQuotation {
        private(set) var isOpen = false
        private var mark: UInt8?
        private var escaped = false

        /// Reads the assignment's first line, then each line that goes on with it.
        mutating func read(_ line: ArraySlice<UInt8>) {
            var rest = line
            if mark == nil {
                guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { return }
                rest = line[(equals + 1)...].drop { isBlank($0) && $0 != lineFeed }
                guard let first = rest.popFirst(), "\"'".utf8.contains(first) else { return }
                mark = first
                isOpen = true
            }
            for byte in rest where isOpen {
                if byte == mark, !escaped { isOpen = false }
                escaped = byte == UInt8(ascii: "\\") && !escaped
            }
        }
    }

    private func assignment(
        _ line: Range<Int>, in section: String?
    ) -> (key: Key, head: Range<Int>, node: SyntaxNode)? {
        let separators: [UInt8] = allowsColon ? [UInt8(ascii: "="), UInt8(ascii: ":")] : [UInt8(ascii: "=")]
        let escape = allowsColon && !allowsSections ? UInt8(ascii: "\\") : nil
        var isEscaped = false
        let place = bytes[line].firstIndex { byte in
            defer { isEscaped = byte == escape && !isEscaped }
            return !isEscaped && separators.contains(byte)
        }
        guard let separator = place else {
            guard allowsSections else { return nil }
            // A name without a value.
            let name = content(of: line, in: bytes)
            guard !bytes[name].contains(lineFeed) else { return nil }
            let node = SyntaxNode(span: name.upperBound..<name.upperBound, content: .scalar(.empty, .inline))
            return (Key(String(decoding: bytes[name], as: UTF8.self)), line.lowerBound..<name.upperBound, node)
        }
        var name = String(decoding: bytes[line.lowerBound..<separator], as: UTF8.self).trimmed
        if name.hasPrefix("export "), !allowsColon { name = String(name.dropFirst(7)).trimmed }
        guard !name.isEmpty, allowsSections || !name.contains(" ") else { return nil }
        var start = separator + 1
        while start < line.upperBound, bytes[start] == UInt8(ascii: " ") || bytes[start] == UInt8(ascii: "\t") {
            start += 1
        }
        if IniLists.isRequirements(name.lowercased(), in: section),
            let list = IniLists.node(start..<line.upperBound, in: bytes)
        {
            return (Key(name.lowercased()), line.lowerBound..<start, list)
        }
        var end = line.upperBound
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        let style: SyntaxNode.ScalarStyle = text.contains("\n") ? .lines : .inline
        return (
            Key(allowsSections ? name.lowercased() : allowsColon ? unescapedName(name) : name), line.lowerBound..<start,
            SyntaxNode(span: start..<end, content: .scalar(.string(text), style))
        )
    }
}
