import Jinja

/// A path as Copier's settings hold it: it prints as text and knows its parts.
///
/// What else Python's paths can do is refused, so that nothing is silently empty.
final class CopierPath: Object {
    private let path: String
    /// Whether it is the project's folder, which here goes by its name.
    let isProject: Bool

    init(_ path: String, isProject: Bool = false) {
        self.path = CopierTree.spelled(path)
        self.isProject = isProject
    }

    override var typeName: String { "PosixPath" }
    override var repr: String { "PosixPath(\(Value.string(path).pythonRepr))" }
    override var string: String { path }

    override func attribute(_ name: String) throws(TemplateError) -> Value? {
        let own = CopierNames.name(of: path)
        switch name {
        case "name": return .string(own == "." ? "" : own)
        case "suffix": return .string(CopierNames.suffix(of: own))
        case "stem": return .string(CopierNames.withoutSuffix(own))
        case "parent":
            let parent = Path.parent(of: path)
            return .object(CopierPath(parent.isEmpty ? "." : parent))
        case "parts": return .tuple(CopierTree.parts(of: path).map { .string($0) })
        case "as_posix":
            return .function("as_posix") { [path] (_, _) throws(TemplateError) in .string(path) }
        default: throw TemplateError(.attribute, "the attribute '\(name)' of a path is not known here")
        }
    }

    /// `path / "name"`.
    override func divided(by other: Value) throws(TemplateError) -> Value? {
        guard let part = other.stringValue else { return nil }
        return .object(CopierPath(part.hasPrefix("/") ? part : "\(path)/\(part)"))
    }

    /// A value with texts in the place of paths and dates, as `to_json` writes them: what pydantic makes of them.
    static func plain(_ value: Value) -> Value {
        switch value {
        case .object(let path as CopierPath): .string(path.path)
        case .object(let date as DateObject): .string(date.jsonText)
        case .list(let list): .list(list.items.map(plain))
        case .tuple(let tuple): .tuple(tuple.items.map(plain))
        case .dict(let dict):
            (try? DictValue(pairs: dict.pairs.map { ($0.key, plain($0.value)) })).map { .dict($0) } ?? value
        default: value
        }
    }

    override func item(_ key: Value) throws(TemplateError) -> Value? {
        if let name = key.stringValue { return try attribute(name) }
        throw TemplateError(.type, "a path has no items")
    }

    override func isEqual(to other: Value) throws(TemplateError) -> Bool {
        guard case .object(let object) = other, let otherPath = object as? CopierPath else { return false }
        return path == otherPath.path
    }
}

/// Where the project's folder is on the machine, of which nothing is known but what the folder is called.
final class CopierPlace: Object {
    let name: String

    init(_ name: String) { self.name = name }

    private var stop: TemplateError { AnsibleFilters.needsMachine("realpath") }

    override var typeName: String { "str" }
    override func text(_ invocation: Invocation) throws(TemplateError) -> Value { throw stop }
    override func attribute(_ name: String) throws(TemplateError) -> Value? { throw stop }
    override func item(_ key: Value) throws(TemplateError) -> Value? { throw stop }
    override func truth() throws(TemplateError) -> Bool { throw stop }
    override func holds(_ item: Value) throws(TemplateError) -> Bool? { throw stop }
    override func iterate() throws(TemplateError) -> ValueIterator? { throw stop }
    override func isEqual(to other: Value) throws(TemplateError) -> Bool { throw stop }
    override func precedes(_ other: Value) throws(TemplateError) -> Bool? { throw stop }
    override func divided(by other: Value) throws(TemplateError) -> Value? { throw stop }
    override func formatted(_ specification: String) throws(TemplateError) -> String? { throw stop }
    override var isHashable: Bool { false }
    override var hasAddress: Bool { true }
}

/// A mapping whose values are made when they are first asked for: `_external_data`.
final class CopierLazyMap: Object {
    private let names: [String]
    private let load: (String) throws(TemplateError) -> Value
    private var loaded: [String: Value] = [:]

    init(_ names: [String], load: @escaping (String) throws(TemplateError) -> Value) {
        self.names = names
        self.load = load
    }

    override var typeName: String { "LazyDict" }
    override var isTrue: Bool { !names.isEmpty }
    override var length: Int? { names.count }

    override func text(_ invocation: Invocation) throws(TemplateError) -> Value { throw CopierLazyMap.asked }

    override func item(_ key: Value) throws(TemplateError) -> Value? {
        guard let name = key.stringValue, names.contains(name) else { return nil }
        if let value = loaded[name] { return value }
        let value = try load(name)
        loaded[name] = value
        return value
    }

    override func attribute(_ name: String) throws(TemplateError) -> Value? {
        guard name == "get" else { return nil }
        return .function("get") { [self] (arguments, _) throws(TemplateError) in
            let bound = try arguments.bind("get", ["key", "default"], required: 1)
            return try item(bound[0] ?? .none) ?? bound[1] ?? .none
        }
    }

    override func iterate() throws(TemplateError) -> ValueIterator? {
        throw CopierLazyMap.asked
    }

    private static let asked = TemplateError(
        .type, "_external_data can only be asked for one name at a time here")
}
