import Jinja

extension PyYAML {
    /// What `yaml.dump` can be told; the defaults are its own, but for `allow_unicode`, which the filters set.
    struct DumpStyle {
        var indent = 2
        var width = 80
        /// Whether collections are in flow style; nil for those that hold only plain scalars.
        var isFlow: Bool? = false
        var sortsKeys = true
        var isUnicode = true
        /// Whether what is there more than once is written once, with aliases in the other places.
        var namesAnchors = true
        /// The quotes of all scalars, where they are given.
        var quote: Unicode.Scalar?
        var hasStart = false
        var hasEnd = false
        /// Whether lists in mappings stand deeper than their keys.
        var indentsLists = false
        /// Whether tuples are lists.
        var isSafe = false
    }

    /// `yaml.dump`.
    ///
    /// - Throws: a `TypeError` for values that PyYAML writes as Python objects.
    static func dump(_ value: Value, _ style: DumpStyle = DumpStyle()) throws(TemplateError) -> String {
        var representer = YAMLRepresenter(style: style)
        let root = try representer.node(value)
        if style.namesAnchors { YAMLNode.nameAnchors(of: root) }
        var emitter = YAMLEmitter(style)
        emitter.document(root)
        return emitter.text
    }
}

/// A node that is to be written.
final class YAMLNode {
    enum Content {
        case scalar([UInt32], quote: Unicode.Scalar?)
        case sequence([YAMLNode])
        case mapping([(key: YAMLNode, value: YAMLNode)])
    }

    /// The tag in its short form, `!!str`.
    let tag: String
    var content: Content
    var isFlow = false
    var anchor: String?
    /// Whether it was written already, and only its alias is written again.
    var isWritten = false
    private var isSeen = false

    init(_ tag: String, _ content: Content) {
        self.tag = tag
        self.content = content
    }

    /// Whether the node is a scalar without a style of its own.
    var isPlainScalar: Bool {
        if case .scalar(_, quote: nil) = content { true } else { false }
    }

    /// Whether a tag is left out: for a plain scalar, and for a quoted one.
    var implicit: (plain: Bool, quoted: Bool) {
        guard case .scalar(let text, _) = content else {
            let isKnown = tag == "!!seq" || tag == "!!map"
            return (isKnown, isKnown)
        }
        return (tag == "!!" + YAMLResolution.kind(of: RegexParser.text(text)).rawValue, tag == "!!str")
    }

    /// Names what is there more than once, in the order in which it comes again.
    static func nameAnchors(of root: YAMLNode) {
        var count = 0
        func visit(_ node: YAMLNode) {
            if node.isSeen {
                guard node.anchor == nil else { return }
                count += 1
                node.anchor = "id" + padded(count, 3)
                return
            }
            node.isSeen = true
            switch node.content {
            case .scalar: break
            case .sequence(let items): items.forEach(visit)
            case .mapping(let pairs):
                for pair in pairs {
                    visit(pair.key)
                    visit(pair.value)
                }
            }
        }
        visit(root)
    }
}

/// Makes nodes of values; a list or dict that is there twice becomes one node.
private struct YAMLRepresenter {
    let style: PyYAML.DumpStyle
    private var nodes: [ObjectIdentifier: YAMLNode] = [:]
    /// Keeps what is identified alive.
    private var kept: [Value] = []
    private var depth = 0

    init(style: PyYAML.DumpStyle) { self.style = style }

    mutating func node(_ value: Value) throws(TemplateError) -> YAMLNode {
        let identity = identity(of: value)
        if let identity, let node = nodes[identity] { return node }
        depth += 1
        defer { depth -= 1 }
        guard depth <= 150 else { throw TemplateError(.limit, "a value nests too deeply to be written as YAML") }
        switch value {
        case .none: return scalar("!!null", "null")
        case .bool(let flag): return scalar("!!bool", flag ? "true" : "false")
        case .int, .bigInt: return scalar("!!int", value.pythonString)
        case .double(let number): return scalar("!!float", YAMLRepresenter.text(number))
        case .string(let text): return scalar("!!str", text)
        case .list(let list):
            return try sequence("!!seq", list.items, identity, value)
        case .tuple(let tuple) where value.typeName == "tuple":
            let tag = style.isSafe ? "!!seq" : "!!python/tuple"
            return try sequence(tag, tuple.items, tuple.items.isEmpty ? nil : identity, value)
        case .dict(let dict): return try mapping(dict, identity, value)
        case .object(let object as DateObject):
            let node = scalar("!!timestamp", object.string)
            register(node, identity, value)
            return node
        default:
            throw TemplateError(.type, "a value of the type \(value.typeName) can't be written as YAML natively")
        }
    }

    private func identity(of value: Value) -> ObjectIdentifier? {
        switch value {
        case .list(let list): ObjectIdentifier(list)
        case .dict(let dict): ObjectIdentifier(dict)
        case .tuple(let tuple): tuple.items.isEmpty ? nil : ObjectIdentifier(tuple)
        case .object(let object): ObjectIdentifier(object)
        default: nil
        }
    }

    private mutating func register(_ node: YAMLNode, _ identity: ObjectIdentifier?, _ value: Value) {
        guard let identity else { return }
        nodes[identity] = node
        kept.append(value)
    }

    private func scalar(_ tag: String, _ text: String) -> YAMLNode {
        YAMLNode(tag, .scalar(text.unicodeScalars.map(\.value), quote: style.quote))
    }

    private mutating func sequence(
        _ tag: String, _ items: [Value], _ identity: ObjectIdentifier?, _ value: Value
    ) throws(TemplateError) -> YAMLNode {
        let node = YAMLNode(tag, .sequence([]))
        register(node, identity, value)
        var children: [YAMLNode] = []
        for item in items { children.append(try self.node(item)) }
        node.content = .sequence(children)
        node.isFlow = style.isFlow ?? children.allSatisfy(\.isPlainScalar)
        return node
    }

    private mutating func mapping(
        _ dict: DictValue, _ identity: ObjectIdentifier?, _ value: Value
    ) throws(TemplateError) -> YAMLNode {
        let node = YAMLNode("!!map", .mapping([]))
        register(node, identity, value)
        var keys = dict.pairs.map(\.key)
        if style.sortsKeys {
            do throws(TemplateError) {
                keys = try Value.sorted(keys)
            } catch  where error.code == .type {
                // Keys that don't compare stay in their order.
            }
        }
        var children: [(key: YAMLNode, value: YAMLNode)] = []
        for key in keys {
            let keyNode = try self.node(key)
            children.append((keyNode, try self.node(try dict.value(of: key) ?? .none)))
        }
        node.content = .mapping(children)
        node.isFlow = style.isFlow ?? children.allSatisfy { $0.key.isPlainScalar && $0.value.isPlainScalar }
        return node
    }

    private static func text(_ number: Double) -> String {
        if number.isNaN { return ".nan" }
        if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
        let text = Value.text(of: number)
        // YAML 1.1 wants a dot in a number with an exponent.
        guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "e")), !text.utf8.contains(UInt8(ascii: ".")) else {
            return text
        }
        return "\(text[..<mark]).0\(text[mark...])"
    }
}
