import CYaml
import Jinja
import OrderedCollections

/// YAML as Copier reads and writes it.
enum CopierYAML {
    /// `yaml.safe_load`.
    static func value(_ text: String) throws(TemplateError) -> Value { try PyYAML.load(text) }

    /// The documents of a configuration, with `!include` replaced by what it names.
    /// - Parameter include: Gives the documents of the files that a pattern names.
    static func documents(
        _ text: String, at place: ScaffoldError.Location, include: (String) throws(ScaffoldError) -> [YAMLTree]
    ) throws(ScaffoldError) -> [YAMLTree] {
        do {
            let trees = try PyYAML.compose(text)
            for tree in trees { try replaceIncludes(in: tree, depth: 0, include) }
            return trees
        } catch let error as ScaffoldError {
            throw error
        } catch {
            let message = (error as? TemplateError)?.message ?? "\(error)"
            throw ScaffoldError(.manifest, "the file cannot be read: \(message)", at: place)
        }
    }

    private static func replaceIncludes(
        in tree: YAMLTree, depth: Int, _ include: (String) throws(ScaffoldError) -> [YAMLTree]
    ) throws(ScaffoldError) {
        switch tree.content {
        case .scalar(let pattern) where tree.tag == "!include":
            tree.content = .sequence(flattened(try include(pattern)))
            tree.tag = PyYAML.prefix + "seq"
        case .scalar: break
        case .sequence(let items):
            for item in items { try replaceIncludes(in: item, depth: depth + 1, include) }
        case .mapping(let pairs):
            for (_, value) in pairs { try replaceIncludes(in: value, depth: depth + 1, include) }
        }
    }

    /// The items of lists in lists, without documents that are empty, as Copier includes them.
    private static func flattened(_ documents: [YAMLTree]) -> [YAMLTree] {
        func items(of tree: YAMLTree) -> [YAMLTree] {
            guard case .sequence(let inner) = tree.content, tree.tag == PyYAML.prefix + "seq" else { return [tree] }
            return inner.flatMap(items)
        }
        // What can't be read as a value is told later.
        return documents.filter { (try? PyYAML.value(of: $0).truth()) ?? true }.flatMap(items)
    }

    /// One entry of a mapping as `to_nice_yaml` writes it, with its line end.
    static func entry(_ name: String, _ value: AnswerValue) -> String {
        var style = PyYAML.DumpStyle()
        style.indent = 4
        // Plain data is all that can be in it, and that can always be written.
        return (try? PyYAML.dump(.dict([name: value.jinja]), style)) ?? "\(YAMLScalar.quoted(name)): \(value.yaml)\n"
    }

    /// The elements of a list in YAML as texts, each as it is written but for the quotes around it.
    /// - Throws: a `TypeError` for a text that is no list.
    static func items(_ text: String) throws(TemplateError) -> [String] {
        let trees = try PyYAML.compose(text)
        guard trees.count == 1, case .sequence(let nodes) = trees[0].content else {
            throw TemplateError(.type, "\(Value.string(text).pythonRepr) is no list of YAML")
        }
        let scalars = Array(text.unicodeScalars)
        let places = elements(of: Array(text.utf8))
        guard places.count == nodes.count else { throw TemplateError(.value, "the list cannot be read") }
        return zip(places, nodes).map { place, node in
            var part = scalars[min(place.lowerBound, scalars.count)..<min(place.upperBound, scalars.count)]
            while let first = part.first, PythonText.isSpace(first) { part.removeFirst() }
            while let last = part.last, PythonText.isSpace(last) { part.removeLast() }
            if node.tag == PyYAML.prefix + "str", part.count > 1, part.first == part.last,
                part.first == "\"" || part.first == "'"
            {
                part = part.dropFirst().dropLast()
            }
            var item = ""
            item.unicodeScalars.append(contentsOf: part)
            return item
        }
    }

    /// Where the elements of the outermost list are, in scalars.
    private static func elements(of bytes: [UInt8]) -> [Range<Int>] {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { return [] }
        defer { yaml_parser_delete(&parser) }
        return bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            var found: [Range<Int>] = []
            var depth = 0
            var start = 0
            while true {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) == 1 else { return [] }
                defer { yaml_event_delete(&event) }
                switch event.type {
                case YAML_STREAM_END_EVENT: return found
                case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
                    if depth == 1 { start = Int(event.start_mark.index) }
                    depth += 1
                case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
                    depth -= 1
                    if depth == 1 { found.append(start..<max(start, Int(event.end_mark.index))) }
                case YAML_SCALAR_EVENT, YAML_ALIAS_EVENT:
                    if depth == 1 { found.append(Int(event.start_mark.index)..<Int(event.end_mark.index)) }
                default: break
                }
            }
        }
    }
}
