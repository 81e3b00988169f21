/// Writes nodes as PyYAML's emitter does: when it breaks lines, indents and quotes.
struct YAMLEmitter {
    private let style: PyYAML.DumpStyle
    let bestIndent: Int
    let bestWidth: Int
    var isUnicode: Bool { style.isUnicode }
    private var out = String.UnicodeScalarView()

    var column = 0
    private var indent: Int?
    private var indents: [Int?] = []
    private var flowLevel = 0
    /// Whether the last character was white space.
    var isSpace = true
    /// Whether the line holds only what indents: spaces, `-`, `?` and `:`.
    var isIndention = true
    /// Whether the document needs an end mark.
    var isOpenEnded = false
    private var isMapping = false
    var isRoot = false
    var isSimpleKey = false

    init(_ style: PyYAML.DumpStyle) {
        self.style = style
        bestIndent = (2...9).contains(style.indent) ? style.indent : 2
        bestWidth = style.width > bestIndent * 2 ? style.width : 80
    }

    /// What was written.
    var text: String { String(out) }

    // MARK: Characters

    mutating func write(_ text: some Sequence<UInt32>) {
        for value in text {
            guard let scalar = Unicode.Scalar(value) else { continue }
            out.append(scalar)
            column += 1
        }
    }

    mutating func write(_ text: String) {
        out.append(contentsOf: text.unicodeScalars)
        column += text.unicodeScalars.count
    }

    mutating func writeIndicator(
        _ text: String, needsSpace: Bool, isSpace: Bool = false, isIndention: Bool = false
    ) {
        if needsSpace, !self.isSpace { write(" ") }
        write(text)
        self.isSpace = isSpace
        self.isIndention = self.isIndention && isIndention
        isOpenEnded = false
    }

    mutating func writeIndent() {
        let indent = indent ?? 0
        if !isIndention || column > indent || (column == indent && !isSpace) { writeLineBreak() }
        if column < indent {
            isSpace = true
            write(String(repeating: " ", count: indent - column))
        }
    }

    mutating func writeLineBreak(_ text: String = "\n") {
        isSpace = true
        isIndention = true
        out.append(contentsOf: text.unicodeScalars)
        column = 0
    }

    private mutating func increaseIndent(isFlow: Bool, isIndentless: Bool = false) {
        indents.append(indent)
        if let indent {
            if !isIndentless { self.indent = indent + bestIndent }
        } else {
            indent = isFlow ? bestIndent : 0
        }
    }

    private mutating func decreaseIndent() { indent = indents.removeLast() }

    // MARK: Nodes

    mutating func document(_ root: YAMLNode) {
        if style.hasStart {
            writeIndent()
            writeIndicator("---", needsSpace: true)
        }
        write(root, isRoot: true)
        writeIndent()
        if style.hasEnd {
            writeIndicator("...", needsSpace: true)
            writeIndent()
        }
        if isOpenEnded {
            writeIndicator("...", needsSpace: true)
            writeIndent()
        }
    }

    private mutating func write(
        _ node: YAMLNode, isRoot: Bool = false, isMapping: Bool = false, isSimpleKey: Bool = false
    ) {
        self.isRoot = isRoot
        self.isMapping = isMapping
        self.isSimpleKey = isSimpleKey
        if let anchor = node.anchor {
            writeIndicator("\(node.isWritten ? "*" : "&")\(anchor)", needsSpace: true)
            if node.isWritten { return }
            node.isWritten = true
        }
        switch node.content {
        case .scalar(let text, let quote): write(text, quote, node)
        case .sequence(let items):
            if !node.implicit.plain { writeIndicator(node.tag, needsSpace: true) }
            if flowLevel > 0 || node.isFlow || items.isEmpty {
                writeFlow(items)
            } else {
                writeBlock(items)
            }
        case .mapping(let pairs):
            if flowLevel > 0 || node.isFlow || pairs.isEmpty {
                writeFlow(pairs)
            } else {
                writeBlock(pairs)
            }
        }
    }

    private mutating func write(_ text: [UInt32], _ quote: Unicode.Scalar?, _ node: YAMLNode) {
        let analysis = ScalarAnalysis(text, isUnicode: isUnicode)
        let implicit = node.implicit
        let form = form(analysis, quote, isImplicit: implicit.plain)
        if !(form == .plain ? implicit.plain : implicit.quoted) { writeIndicator(node.tag, needsSpace: true) }
        increaseIndent(isFlow: true)
        switch form {
        case .plain: writePlain(text, splits: !isSimpleKey)
        case .single: writeSingleQuoted(text, splits: !isSimpleKey)
        case .double: writeDoubleQuoted(text, splits: !isSimpleKey)
        }
        decreaseIndent()
    }

    private enum Form { case plain, single, double }

    private func form(_ analysis: ScalarAnalysis, _ quote: Unicode.Scalar?, isImplicit: Bool) -> Form {
        if quote == "\"" { return .double }
        if quote == nil, isImplicit, !(isSimpleKey && (analysis.isEmpty || analysis.isMultiline)),
            flowLevel > 0 ? analysis.allowsFlowPlain : analysis.allowsBlockPlain
        {
            return .plain
        }
        if analysis.allowsSingleQuoted, !(isSimpleKey && analysis.isMultiline) { return .single }
        return .double
    }

    /// Whether a key stands before its colon on one line; the length counts its tag, written or not.
    private func isSimple(_ node: YAMLNode) -> Bool {
        var length = node.anchor?.utf8.count ?? 0
        if node.anchor == nil || !node.isWritten { length += node.tag.utf8.count }
        switch node.content {
        case .scalar(let text, _):
            if node.anchor != nil, node.isWritten { return length < 128 }
            let analysis = ScalarAnalysis(text, isUnicode: isUnicode)
            return length + text.count < 128 && !analysis.isEmpty && !analysis.isMultiline
        case .sequence(let items): return length < 128 && (items.isEmpty || (node.anchor != nil && node.isWritten))
        case .mapping(let pairs): return length < 128 && (pairs.isEmpty || (node.anchor != nil && node.isWritten))
        }
    }

    // MARK: Collections

    private mutating func writeBlock(_ items: [YAMLNode]) {
        increaseIndent(isFlow: false, isIndentless: isMapping && !isIndention && !style.indentsLists)
        for item in items {
            writeIndent()
            writeIndicator("-", needsSpace: true, isIndention: true)
            write(item)
        }
        decreaseIndent()
    }

    private mutating func writeBlock(_ pairs: [(key: YAMLNode, value: YAMLNode)]) {
        increaseIndent(isFlow: false)
        for (key, value) in pairs {
            writeIndent()
            if isSimple(key) {
                write(key, isMapping: true, isSimpleKey: true)
                writeIndicator(":", needsSpace: false)
            } else {
                writeIndicator("?", needsSpace: true, isIndention: true)
                write(key, isMapping: true)
                writeIndent()
                writeIndicator(":", needsSpace: true, isIndention: true)
            }
            write(value, isMapping: true)
        }
        decreaseIndent()
    }

    private mutating func openFlow(_ bracket: String) {
        writeIndicator(bracket, needsSpace: true, isSpace: true)
        flowLevel += 1
        increaseIndent(isFlow: true)
    }

    private mutating func closeFlow(_ bracket: String) {
        decreaseIndent()
        flowLevel -= 1
        writeIndicator(bracket, needsSpace: false)
    }

    private mutating func writeFlow(_ items: [YAMLNode]) {
        openFlow("[")
        for (index, item) in items.enumerated() {
            if index > 0 { writeIndicator(",", needsSpace: false) }
            if column > bestWidth { writeIndent() }
            write(item)
        }
        closeFlow("]")
    }

    private mutating func writeFlow(_ pairs: [(key: YAMLNode, value: YAMLNode)]) {
        openFlow("{")
        for (index, pair) in pairs.enumerated() {
            if index > 0 { writeIndicator(",", needsSpace: false) }
            if column > bestWidth { writeIndent() }
            if isSimple(pair.key) {
                write(pair.key, isMapping: true, isSimpleKey: true)
                writeIndicator(":", needsSpace: false)
            } else {
                writeIndicator("?", needsSpace: true)
                write(pair.key, isMapping: true)
                if column > bestWidth { writeIndent() }
                writeIndicator(":", needsSpace: true)
            }
            write(pair.value, isMapping: true)
        }
        closeFlow("}")
    }
}
