// Yams' own composition refuses a key that is there twice, which PyYAML reads: the events of the library below are
// composed here.
internal import CYaml
import Jinja

/// A node of a YAML document, as PyYAML composes it; an alias is the node that it names.
final class YAMLTree {
    enum Content {
        case scalar(String)
        case sequence([YAMLTree])
        case mapping([(key: YAMLTree, value: YAMLTree)])
    }

    var tag: String
    var content: Content
    let line: Int
    /// Whether the node is complete: an alias inside of its own node is refused.
    var isComplete = false

    init(_ tag: String, _ content: Content, line: Int) {
        self.tag = tag
        self.content = content
        self.line = line
    }
}

extension PyYAML {
    static let prefix = "tag:yaml.org,2002:"

    static func failure(_ message: String, line: Int? = nil) -> TemplateError {
        TemplateError(.value, "YAML" + (line.map { ", line \($0)" } ?? "") + ": \(message)")
    }

    /// The documents of a text as trees.
    ///
    /// - Throws: a `ValueError` with the line where PyYAML refuses the text.
    static func compose(_ text: String) throws(TemplateError) -> [YAMLTree] {
        for scalar in text.unicodeScalars where !isPrintable(scalar.value) {
            throw failure("unacceptable character #x\(String(scalar.value, radix: 16))")
        }
        let events: [YAMLEvent]
        // The library takes a mark of the byte order for the first column, which the lines after it then lack.
        switch YAMLEvent.read(text.utf8.starts(with: byteOrderMark) ? Array(text.utf8.dropFirst(3)) : Array(text.utf8))
        {
        case .success(let found): events = found
        case .failure(let error): throw failure(error.message, line: error.line)
        }
        var composer = YAMLComposer(events)
        return try composer.documents()
    }

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Whether PyYAML accepts the scalar in a text.
    private static func isPrintable(_ value: UInt32) -> Bool {
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}

/// What the parser reports, in the order of the text.
enum YAMLEvent {
    case documentStart
    case documentEnd
    case alias(String, line: Int)
    case scalar(String, anchor: String?, tag: String?, isPlain: Bool, line: Int)
    case sequenceStart(anchor: String?, tag: String?, line: Int)
    case sequenceEnd
    case mappingStart(anchor: String?, tag: String?, line: Int)
    case mappingEnd

    struct Failure: Error {
        let message: String
        let line: Int
    }

    /// Reads the events of a text.
    static func read(_ bytes: [UInt8]) -> Result<[YAMLEvent], Failure> {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else {
            return .failure(Failure(message: "the parser could not be made", line: 0))
        }
        defer { yaml_parser_delete(&parser) }
        return bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            var events: [YAMLEvent] = []
            while true {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) == 1 else {
                    let problem = parser.problem.map { String(cString: $0) } ?? "it can't be read"
                    return .failure(Failure(message: problem, line: Int(parser.problem_mark.line) + 1))
                }
                defer { yaml_event_delete(&event) }
                if event.type == YAML_STREAM_END_EVENT { return .success(events) }
                if let found = YAMLEvent(event) { events.append(found) }
            }
        }
    }

    private init?(_ event: yaml_event_t) {
        let line = Int(event.start_mark.line) + 1
        func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? { pointer.map { String(cString: $0) } }
        switch event.type {
        case YAML_DOCUMENT_START_EVENT: self = .documentStart
        case YAML_DOCUMENT_END_EVENT: self = .documentEnd
        case YAML_ALIAS_EVENT: self = .alias(text(event.data.alias.anchor) ?? "", line: line)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let value = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: Int(scalar.length)), as: UTF8.self)
            self = .scalar(
                value, anchor: text(scalar.anchor), tag: text(scalar.tag), isPlain: scalar.plain_implicit == 1,
                line: line)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            self = .sequenceStart(anchor: text(start.anchor), tag: text(start.tag), line: line)
        case YAML_SEQUENCE_END_EVENT: self = .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            self = .mappingStart(anchor: text(start.anchor), tag: text(start.tag), line: line)
        case YAML_MAPPING_END_EVENT: self = .mappingEnd
        default: return nil
        }
    }
}

/// Makes trees of events.
private struct YAMLComposer {
    private let events: [YAMLEvent]
    private var index = 0
    private var anchors: [String: YAMLTree] = [:]
    private var depth = 0

    init(_ events: [YAMLEvent]) { self.events = events }

    mutating func documents() throws(TemplateError) -> [YAMLTree] {
        var result: [YAMLTree] = []
        while index < events.count {
            guard case .documentStart = events[index] else {
                index += 1
                continue
            }
            index += 1
            anchors = [:]
            result.append(try node())
        }
        return result
    }

    private mutating func node() throws(TemplateError) -> YAMLTree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 100 else { throw TemplateError(.limit, "the YAML nests deeper than 100 levels") }
        let event = events[index]
        index += 1
        switch event {
        case .alias(let name, let line):
            guard let tree = anchors[name] else { throw PyYAML.failure("found undefined alias '\(name)'", line: line) }
            guard tree.isComplete else {
                throw PyYAML.failure("the alias '\(name)' is inside of what it names", line: line)
            }
            return tree
        case .scalar(let text, let anchor, let tag, let isPlain, let line):
            let tree = YAMLTree("", .scalar(text), line: line)
            switch tag {
            // A lone `!` makes even a quoted scalar one that is resolved.
            case "!": tree.tag = PyYAML.prefix + YAMLResolution.kind(of: text).rawValue
            case .some(let tag): tree.tag = tag
            case nil: tree.tag = PyYAML.prefix + (isPlain ? YAMLResolution.kind(of: text).rawValue : "str")
            }
            try register(tree, anchor)
            tree.isComplete = true
            return tree
        case .sequenceStart(let anchor, let tag, let line):
            let tree = YAMLTree(YAMLComposer.tag(tag, "seq"), .sequence([]), line: line)
            try register(tree, anchor)
            var items: [YAMLTree] = []
            while true {
                if case .sequenceEnd = events[index] { break }
                items.append(try node())
            }
            index += 1
            tree.content = .sequence(items)
            tree.isComplete = true
            return tree
        case .mappingStart(let anchor, let tag, let line):
            let tree = YAMLTree(YAMLComposer.tag(tag, "map"), .mapping([]), line: line)
            try register(tree, anchor)
            var pairs: [(key: YAMLTree, value: YAMLTree)] = []
            while true {
                if case .mappingEnd = events[index] { break }
                let key = try node()
                pairs.append((key, try node()))
            }
            index += 1
            tree.content = .mapping(pairs)
            tree.isComplete = true
            return tree
        case .documentStart, .documentEnd, .sequenceEnd, .mappingEnd: throw PyYAML.failure("it can't be read")
        }
    }

    private static func tag(_ tag: String?, _ fallback: String) -> String {
        guard let tag, tag != "!" else { return PyYAML.prefix + fallback }
        return tag
    }

    private mutating func register(_ tree: YAMLTree, _ anchor: String?) throws(TemplateError) {
        guard let anchor else { return }
        if anchors[anchor] != nil { throw PyYAML.failure("found duplicate anchor '\(anchor)'", line: tree.line) }
        anchors[anchor] = tree
    }
}
