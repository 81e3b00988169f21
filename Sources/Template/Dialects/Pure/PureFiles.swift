import Jinja

/// What a template's Python can read: the files of the template itself, as they are at this release.
struct PureFiles {
    /// The path of the Python file, from the template's root.
    let path: String
    /// Gives a file of the template by its path from the root; nil for what is no file of it.
    let bytes: (String) -> [UInt8]?
}

/// A path within the template, as `pathlib` or a text has it.
///
/// Where the template itself lies is not known, so it has no text.
final class PurePath: PureUnknown {
    /// The parts below the template's root.
    let parts: [String]

    init(_ parts: [String]) { self.parts = parts }

    override var typeName: String { "PosixPath" }

    var path: String { parts.joined(separator: "/") }

    override var what: String { "where the template lies, for a path" }

    /// What lies above; nil for the root, which may have anything above it.
    var parent: PurePath? { parts.isEmpty ? nil : PurePath(parts.dropLast()) }

    /// The path with more parts; nil where that leaves the template or is spelled in a way that is not understood.
    func joined(_ text: String) -> PurePath? {
        guard !text.hasPrefix("/"), !text.contains("\0"), !text.contains("\\") else { return nil }
        var parts = parts
        for part in CopierTree.parts(of: text) {
            if part == ".." {
                if parts.popLast() == nil { return nil }
            } else {
                parts.append(part)
            }
        }
        return PurePath(parts)
    }
}

/// A method of an object that a library makes: a path, an open file, a class that writes YAML.
final class PureLibraryMethod: PureUnknown {
    let receiver: Object
    let name: String

    init(_ receiver: Object, _ name: String) {
        self.receiver = receiver
        self.name = name
    }

    override var isCallable: Bool { true }
}

/// A file that is open for reading.
final class PureOpenFile: PureUnknown {
    let content: String

    init(_ content: String) { self.content = content }

    override var typeName: String { "TextIOWrapper" }
}

extension PureMachine {
    // MARK: paths

    func attribute(_ name: String, ofPath path: PurePath) throws(PureStop) -> Value {
        switch name {
        case "parent":
            guard let parent = path.parent else { throw .unknown("it leaves the template") }
            return .object(parent)
        case "parents":
            // The last ones, above the template, are left out: to ask for them fails.
            return .tuple(path.parts.indices.reversed().map { .object(PurePath(Array(path.parts[..<$0]))) })
        case "name":
            guard let last = path.parts.last else { throw .unknown("how the template's folder is called is not known") }
            return .string(last)
        case "resolve", "absolute", "joinpath", "read_text", "open", "is_file", "exists":
            return .object(PureLibraryMethod(path, name))
        default: throw .unknown("the attribute '\(name)' of a path is not followed")
        }
    }

    func call(_ method: PureLibraryMethod, _ arguments: Arguments) throws(PureStop) -> Value {
        switch method.receiver {
        case let path as PurePath: return try call(method.name, of: path, arguments)
        case let file as PureOpenFile where arguments.positional.isEmpty: return .string(file.content)
        case let set as PureSet: return try call(method.name, of: set, arguments)
        case let pattern as PurePattern: return try call(method.name, of: pattern, arguments)
        case let match as PureMatch: return try call(method.name, of: match, arguments)
        case let dumper as PureDumper: try addWriter(dumper, arguments)
        case is PureScalar: return try scalar(arguments)
        default: throw .unknown("'\(method.name)' is not followed with these arguments")
        }
        return .none
    }

    private func call(_ name: String, of path: PurePath, _ arguments: Arguments) throws(PureStop) -> Value {
        switch name {
        case "resolve" where arguments.positional.isEmpty, "absolute" where arguments.positional.isEmpty:
            return .object(path)
        case "joinpath" where arguments.keywords.isEmpty:
            return .object(try joined(path, arguments.positional))
        case "read_text":
            guard PureMachine.isUTF8(arguments.positional, arguments.keywords) else { break }
            return .string(try content(of: path))
        case "open": return try opened(path, arguments.positional, arguments.keywords)
        case "is_file" where arguments.positional.isEmpty: return .bool(files?.bytes(path.path) != nil)
        case "exists" where arguments.positional.isEmpty:
            // What is no file may be a folder.
            if files?.bytes(path.path) != nil { return true }
        default: break
        }
        throw .unknown("'\(name)' of a path is not followed with these arguments")
    }

    private func joined(_ path: PurePath, _ values: [Value]) throws(PureStop) -> PurePath {
        var path = path
        for value in values {
            guard let text = value.stringValue, let next = path.joined(text) else {
                throw .unknown("it leaves the template")
            }
            path = next
        }
        return path
    }

    /// What stands to the left of a slash, with what stands to the right of it.
    func divided(_ left: Value, by right: Value) throws(PureStop) -> Value? {
        guard case .object(let object) = left, let path = object as? PurePath else { return nil }
        return .object(try joined(path, [right]))
    }

    // MARK: files

    /// A file's text as Python reads it, each line end as one.
    private func content(of path: PurePath) throws(PureStop) -> String {
        guard let bytes = files?.bytes(path.path) else { throw .unknown("the template has no file '\(path.path)'") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .unknown("'\(path.path)' is not in UTF-8")
        }
        return text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    }

    private func opened(
        _ path: PurePath, _ positional: [Value], _ keywords: [(name: String, value: Value)]
    ) throws(PureStop) -> Value {
        var keywords = keywords
        var positional = positional
        if let place = keywords.firstIndex(where: { $0.name == "mode" }) {
            positional.append(keywords.remove(at: place).value)
        }
        guard positional.count <= 1, ["r", "rt", "rb"].contains(positional.first?.stringValue ?? "r"),
            PureMachine.isUTF8([], keywords)
        else { throw .unknown("it opens a file in another way than to read it") }
        return .object(PureOpenFile(try content(of: path)))
    }

    private static func isUTF8(_ positional: [Value], _ keywords: [(name: String, value: Value)]) -> Bool {
        let names = positional + keywords.map(\.value)
        return names.count <= 1 && keywords.allSatisfy { $0.name == "encoding" }
            && names.allSatisfy { ["utf-8", "utf8"].contains($0.stringValue?.lowercased()) }
    }

    /// Calls what reads files or the texts of them; nil for everything else.
    func reading(_ path: String, _ arguments: Arguments) throws(PureStop) -> Value? {
        let values = arguments.positional
        switch (path, values.count) {
        case ("builtins.open", 1...):
            guard let path = PureMachine.path(values[0]) else { throw .unknown("it opens a file that is not known") }
            return try opened(path, Array(values.dropFirst()), arguments.keywords)
        case ("yaml.safe_load", 1):
            let text = try self.text(toRead: values[0])
            return made(try asPython { () throws(TemplateError) in try PyYAML.load(text) })
        case ("yaml.dump", _), ("yaml.safe_dump", _):
            var arguments = arguments
            if path == "yaml.safe_dump" {
                arguments.keywords.append(("Dumper", .object(PureDumper(isSafe: true))))
            }
            return try dumped(arguments)
        case ("json.load", 1), ("json.loads", 1):
            let text = try self.text(toRead: values[0])
            return made(try asPython { () throws(TemplateError) in try Value(json: Array(text.utf8)) })
        case ("json.dumps", 1) where arguments.keywords.allSatisfy({ PureMachine.jsonStyle.contains($0.name) }):
            let (invocation, data) = (invocation, values[0])
            return try asPython { () throws(TemplateError) in
                .string(
                    try invocation.json(data, try AnsibleFilters.jsonStyle(arguments, JSONStyle(sortsKeys: false))))
            }
        case ("pathlib.Path", 1):
            guard let path = PureMachine.path(values[0]) else { throw .unknown("where a path begins is not known") }
            return .object(path)
        case ("os.path.abspath", 1), ("os.path.realpath", 1):
            return PureMachine.path(values[0]).map { .object($0) }
        case ("os.path.dirname", 1):
            return PureMachine.path(values[0])?.parent.map { .object($0) }
        case ("os.path.join", 2...):
            guard let path = PureMachine.path(values[0]) else { return nil }
            return .object(try joined(path, Array(values.dropFirst())))
        case ("copy.deepcopy", 1): return try copied(values[0])
        default: return nil
        }
    }

    private static let jsonStyle: Set<String> = ["indent", "sort_keys", "ensure_ascii", "skipkeys", "separators"]

    private static func path(_ value: Value) -> PurePath? {
        guard case .object(let object) = value else { return nil }
        return object as? PurePath
    }

    private func text(toRead value: Value) throws(PureStop) -> String {
        if let text = value.stringValue { return text }
        guard case .object(let object) = value, let file = object as? PureOpenFile else {
            throw .unknown("it reads something that is neither a text nor a file")
        }
        return file.content
    }

    /// Data made anew, with all that is in it.
    private func copied(_ value: Value) throws(PureStop) -> Value {
        switch value {
        case .list(let list):
            var items: [Value] = []
            for item in list.items { items.append(try copied(item)) }
            return made(.list(items))
        case .tuple(let tuple):
            var items: [Value] = []
            for item in tuple.items { items.append(try copied(item)) }
            return .tuple(items)
        case .dict(let dict):
            var pairs: [(Value, Value)] = []
            for pair in dict.pairs { pairs.append((pair.key, try copied(pair.value))) }
            return made(.dict(try asPython { () throws(TemplateError) in try DictValue(pairs: pairs) }))
        case .none, .bool, .int, .bigInt, .double, .string: return value
        case .object(let object) where object is DateObject: return value
        default: throw .unknown("it copies something that is not known")
        }
    }
}
