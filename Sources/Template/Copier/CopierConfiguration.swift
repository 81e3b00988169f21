import Jinja
import OrderedCollections

/// A template's `copier.yml`: its settings, and its questions in order.
///
/// Documents are read one after the other, included ones in place. A later one overrides an earlier one, but for four
/// lists, which grow; a question keeps the place of its first mention.
struct CopierConfiguration {
    /// The settings, without the underscore.
    let settings: OrderedDictionary<String, Value>
    /// The questions: what each one says of itself.
    let questions: OrderedDictionary<String, DictValue>
    /// The path of the file; nil for a template without one.
    let path: String?

    /// The lists that grow with every document.
    private static let growing = ["_exclude", "_jinja_extensions", "_secret_questions", "_skip_if_exists"]

    /// The files that Copier takes for a template's configuration: exactly one may be there.
    static func paths(in names: [String]) -> [String] {
        names.filter { name in
            let suffix = CopierNames.suffix(of: name).lowercased()
            return name.hasPrefix("copier.") && (suffix.hasPrefix(".yml") || suffix.hasPrefix(".yaml"))
        }
    }

    /// Reads the configuration of a template.
    /// - Throws: ``ScaffoldError`` for two files, for YAML that does not parse, and for settings of a wrong type.
    init(_ tree: CopierTree, origin: String) throws(ScaffoldError) {
        let paths = CopierConfiguration.paths(in: tree.names(in: "")).filter { path in
            if case .file = tree.place(of: path) { true } else { false }
        }
        guard paths.count < 2 else {
            throw ScaffoldError(
                .manifest, "the template has both \(paths[0]) and \(paths[1])", at: .init(file: origin),
                fix: "keep one of them")
        }
        path = paths.first
        var reader = CopierDocuments(tree: tree, origin: origin)
        let documents = try paths.first.map { path throws(ScaffoldError) in try reader.documents(in: path) } ?? []
        let merged = try CopierConfiguration.merged(documents, origin: origin)
        var settings: OrderedDictionary<String, Value> = [:]
        var questions: OrderedDictionary<String, DictValue> = [:]
        for (key, value) in merged {
            if key == "now" || key == "make_secret" {
                throw ScaffoldError(
                    .manifest, "a question cannot have the name \(key), which is Copier's own", at: .init(file: origin))
            }
            if key.hasPrefix("_") {
                settings[String(key.dropFirst())] = value
            } else if case .dict(let details) = value {
                questions[key] = details
            } else {
                let details = DictValue()
                details["default"] = value
                questions[key] = details
            }
        }
        self.settings = settings
        self.questions = questions
    }

    private static func merged(
        _ documents: [DictValue], origin: String
    ) throws(ScaffoldError) -> OrderedDictionary<String, Value> {
        var merged: OrderedDictionary<String, Value> = [:]
        var lists: OrderedDictionary<String, [Value]> = [:]
        for document in documents {
            for (key, value) in document.pairs {
                guard let name = key.stringValue else {
                    throw ScaffoldError(
                        .manifest, "the key \(key.pythonRepr) is no text", at: .init(file: origin),
                        fix: "write it in quotes")
                }
                merged[name] = value
                guard growing.contains(name) else { continue }
                lists[name, default: []] += try items(value, of: name, origin: origin)
            }
        }
        for (name, values) in lists { merged[name] = .list(values) }
        return merged
    }

    private static func items(_ value: Value, of name: String, origin: String) throws(ScaffoldError) -> [Value] {
        guard case .list(let list) = value else {
            throw ScaffoldError(.manifest, "\(name) is no list", at: .init(file: origin))
        }
        return list.items
    }

    /// A setting that is a list of texts; empty where it isn't given.
    func texts(_ name: String, origin: String) throws(ScaffoldError) -> [String]? {
        guard let value = settings[name] else { return nil }
        if value.isNone { return nil }
        var texts: [String] = []
        for item in try CopierConfiguration.items(value, of: "_\(name)", origin: origin) {
            guard let text = item.stringValue else {
                throw ScaffoldError(
                    .manifest, "_\(name) holds \(item.pythonRepr), which is no text", at: .init(file: origin))
            }
            texts.append(text)
        }
        return texts
    }

    /// A setting that is a text; nil where it isn't given or is null.
    func text(_ name: String, origin: String) throws(ScaffoldError) -> String? {
        guard let value = settings[name], !value.isNone else { return nil }
        guard let text = value.stringValue else {
            throw ScaffoldError(
                .manifest, "_\(name) is \(value.pythonRepr), which is no text", at: .init(file: origin))
        }
        return text
    }

    /// A setting that is a mapping; empty where it isn't given.
    func map(_ name: String, origin: String) throws(ScaffoldError) -> [(String, Value)] {
        guard let value = settings[name], !value.isNone else { return [] }
        guard let dict = value.dictValue else {
            throw ScaffoldError(.manifest, "_\(name) is no mapping", at: .init(file: origin))
        }
        return dict.pairs.map { ($0.key.pythonString, $0.value) }
    }

    /// A setting that is a list of anything; empty where it isn't given.
    func list(_ name: String, origin: String) throws(ScaffoldError) -> [Value] {
        guard let value = settings[name], !value.isNone else { return [] }
        return try CopierConfiguration.items(value, of: "_\(name)", origin: origin)
    }

    /// The questions whose answers are never recorded.
    func secrets(origin: String) throws(ScaffoldError) -> Set<String> {
        var names = Set(try texts("secret_questions", origin: origin) ?? [])
        for (name, details) in questions where (try? details["secret"]?.truth()) == true { names.insert(name) }
        return names
    }
}

/// Reads the documents of a configuration, and of the files that it includes.
private struct CopierDocuments {
    let tree: CopierTree
    let origin: String
    private var depth = 0
    private var count = 0

    init(tree: CopierTree, origin: String) {
        self.tree = tree
        self.origin = origin
    }

    mutating func documents(in path: String) throws(ScaffoldError) -> [DictValue] {
        let place = ScaffoldError.Location(file: "\(origin)/\(path)")
        var values: [Value] = []
        for tree in try trees(in: path) {
            do {
                values += CopierDocuments.flattened(try PyYAML.value(of: tree))
            } catch {
                throw ScaffoldError(.manifest, "the file cannot be read: \(error.message)", at: place)
            }
        }
        var documents: [DictValue] = []
        for value in values {
            guard case .dict(let dict) = value else {
                throw ScaffoldError(
                    .manifest, "a document is \(value.typeName == "list" ? "a list" : value.pythonRepr), no mapping",
                    at: place)
            }
            documents.append(dict)
        }
        return documents
    }

    /// The documents of a file, included ones in place.
    private mutating func trees(in path: String) throws(ScaffoldError) -> [YAMLTree] {
        let place = ScaffoldError.Location(file: "\(origin)/\(path)")
        depth += 1
        count += 1
        defer { depth -= 1 }
        guard depth <= 20, count <= 1_000 else {
            throw ScaffoldError(.limit, "too many files include each other", at: place)
        }
        guard case .file(let file) = tree.place(of: path) else {
            throw ScaffoldError(.notFound, "the file is not there", at: place)
        }
        guard let text = String(validating: file.bytes, as: UTF8.self) else {
            throw ScaffoldError(.manifest, "the file is not UTF-8", at: place)
        }
        return try CopierYAML.documents(text, at: place) { pattern throws(ScaffoldError) in
            try included(pattern, at: place)
        }
    }

    private mutating func included(
        _ pattern: String, at place: ScaffoldError.Location
    ) throws(ScaffoldError) -> [YAMLTree] {
        if pattern.hasPrefix("/") {
            throw ScaffoldError(.path, "!include needs a relative path, not \(pattern)", at: place)
        }
        var trees: [YAMLTree] = []
        for path in try CopierGlob.paths(pattern, in: tree, at: place) { trees += try self.trees(in: path) }
        return trees
    }

    /// The values in lists, without empty ones.
    private static func flattened(_ value: Value) -> [Value] {
        if case .list(let list) = value { return list.items.flatMap(flattened) }
        // Copier drops what is empty before it looks closer.
        return (try? value.truth()) == true ? [value] : []
    }
}

/// The files that `!include` means: Python's `Path.glob` over a template.
enum CopierGlob {
    /// The paths that a pattern describes, in the order of their bytes.
    /// - Throws: ``ScaffoldError`` where a path leads out of the template.
    static func paths(
        _ pattern: String, in tree: CopierTree, at place: ScaffoldError.Location
    ) throws(ScaffoldError) -> [String] {
        var folders = [""]
        let parts = CopierTree.parts(of: pattern)
        guard !parts.isEmpty else { throw ScaffoldError(.manifest, "!include names no file", at: place) }
        for (index, part) in parts.enumerated() {
            if part == ".." {
                throw ScaffoldError(
                    .path, "!include leads out of the template, to \(pattern)", at: place,
                    fix: "nothing outside of a template is read")
            }
            var next: [String] = []
            for folder in folders {
                if part == "**" {
                    next += CopierGlob.folders(below: folder, in: tree)
                    continue
                }
                let glob = try Glob(part)
                for name in tree.names(in: folder) where glob.matches(name) { next.append(Path.join(folder, name)) }
            }
            folders = try resolved(next, isLast: index == parts.count - 1, in: tree, at: place)
        }
        return folders
    }

    private static func folders(below folder: String, in tree: CopierTree) -> [String] {
        var found = [folder]
        for name in tree.names(in: folder) {
            let path = Path.join(folder, name)
            if tree[path] == nil { found += folders(below: path, in: tree) }
        }
        return found
    }

    /// Follows links; what is of no use at this place of the pattern is left out.
    private static func resolved(
        _ paths: [String], isLast: Bool, in tree: CopierTree, at place: ScaffoldError.Location
    ) throws(ScaffoldError) -> [String] {
        var found: [String] = []
        for path in paths {
            switch tree.place(of: path) {
            case .file(let file) where isLast: found.append(file.path)
            case .folder(let folder) where !isLast: found.append(folder)
            case .outside:
                throw ScaffoldError(.path, "!include leads out of the template, through \(path)", at: place)
            default: break
            }
        }
        return found.reduce(into: []) { list, path in if !list.contains(path) { list.append(path) } }
    }
}
