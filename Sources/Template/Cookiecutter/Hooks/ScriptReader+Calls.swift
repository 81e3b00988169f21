extension ScriptReader {
    /// A call: of a function of the script, of one that is known, of a method.
    mutating func call(
        _ callee: ScriptExpression, _ arguments: [ScriptExpression],
        _ keywords: [(name: String, value: ScriptExpression)]
    ) -> ScriptValue {
        let function = evaluate(callee)
        let values = arguments.map { evaluate($0) }
        let named = keywords.map { (name: $0.name, value: evaluate($0.value)) }
        switch function {
        case .function(let function): return call(function, values, named)
        case .named(let name): return call(name, values, named)
        case .method(let receiver, let name):
            switch receiver {
            case .string(let text): return ScriptReader.method(text, name, values) ?? unclear()
            case .path(let path): return method(path: path, name, values, named)
            case .list(let list): return method(list, name, values)
            case .file(let file): return method(file, name, values)
            case .dict(let entries):
                if let value = ScriptReader.method(entries, name, values) { return value }
                // A method may change it, under every name that it has.
                if let root = PythonParser.root(of: callee) { forget(root) }
                return .unknown
            default: return unclear()
            }
        default:
            // What is handed over may be changed.
            for case .list(let list) in values { list.isKnown = false }
            return unclear()
        }
    }

    /// A function of Python's library.
    private mutating func call(
        _ name: String, _ values: [ScriptValue], _ keywords: [(name: String, value: ScriptValue)]
    ) -> ScriptValue {
        let first = values.first ?? .unknown
        switch name {
        case "print", "input", "logging.info", "logging.warning", "logging.debug": return .unknown
        case "sys.exit", "exit", "quit", "os._exit", "SystemExit": return exit(values)
        case ScriptReader.lostTrack: return loseTrack()
        case "os.chdir", ScriptReader.changeFolder:
            // Elsewhere the same paths are others.
            return first.text.flatMap(HookTree.inside)?.isEmpty == true ? .none : loseTrack()
        case "os.getcwd", "os.path.realpath", "os.path.abspath", "os.path.normpath":
            if name == "os.getcwd" { return .string(HookTree.root) }
            return first.text.map { .string(ScriptReader.absolute($0)) } ?? .unknown
        case "pathlib.Path.cwd": return .path(HookTree.root)
        case "os.path.join", "pathlib.Path", "pathlib.PurePath":
            let isPath = name != "os.path.join"
            if values.isEmpty { return isPath ? .path(".") : .unknown }
            var path = ""
            for value in values {
                guard let text = value.text else { return .unknown }
                path = ScriptReader.join(path, text)
            }
            return isPath ? .path(path) : .string(path)
        case "subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.check_output", "os.system":
            let given = values.first ?? keywords.first { $0.name == "args" }?.value ?? .unknown
            return command(given.items?.map(\.text) ?? ScriptReader.words(given.text ?? ";"))
        case ScriptReader.unknownCommand: return command(values.map(\.text))
        case "os.listdir":
            let folder = values.isEmpty ? "." : first.text
            guard let names = folder.flatMap(HookTree.inside).flatMap({ tree.names(in: $0) }), isTreeKnown else {
                return .unknown
            }
            return .list(ScriptList(names.map { .string($0) }))
        case "os.path.basename": return first.text.map { .string(ScriptReader.name(of: $0)) } ?? .unknown
        case "os.path.dirname": return first.text.map { .string(Path.parent(of: $0)) } ?? .unknown
        case ScriptReader.singleWord:
            guard let text = first.text, !text.isEmpty,
                !text.unicodeScalars.contains(where: { $0.properties.isWhitespace || "*?[".unicodeScalars.contains($0) }
                )
            else { return .unknown }
            return .string(text)
        case "os.path.exists", "os.path.lexists", ScriptReader.isThere:
            return exists(first) { $0.isFile($1) || $0.isFolder($1) }
        case "os.path.isfile", ScriptReader.isFile: return exists(first) { $0.isFile($1) }
        case "os.path.isdir", ScriptReader.isFolder: return exists(first) { $0.isFolder($1) }
        case "os.path.islink": return .bool(false)
        case "os.remove", "os.unlink": return remove(first, isFolder: false, isLenient: false)
        case ScriptReader.removeFile: return remove(first, isFolder: false, isLenient: true)
        case ScriptReader.removePath:
            let isFile = first.text.flatMap(HookTree.inside).map(tree.isFile) ?? false
            return remove(first, isFolder: !isFile, isLenient: true)
        case "shutil.rmtree":
            let isLenient = keywords.contains { $0.name == "ignore_errors" && $0.value.truth != false }
            return remove(first, isFolder: true, isLenient: isLenient || values.dropFirst().first?.truth == true)
        case "os.rmdir", "os.removedirs": return .none
        case "shutil.move", "os.rename", "os.replace", ScriptReader.movePath:
            guard values.count >= 2 else { return unclear() }
            return move(first, values[1], intoFolder: name == "shutil.move" || name == ScriptReader.movePath)
        case "open":
            return open(first, values.dropFirst().first ?? keywords.first { $0.name == "mode" }?.value, keywords)
        case "len":
            if let items = first.items { return .int(items.count) }
            if case .string(let text) = first { return .int(text.unicodeScalars.count) }
            return .unknown
        case "str":
            if let text = first.text { return .string(text) }
            if case .int(let number) = first { return .string(String(number)) }
            return .unknown
        case "int":
            switch first {
            case .int: return first
            case .bool(let flag): return .int(flag ? 1 : 0)
            case .string(let text): return ScriptReader.number(text).map { .int($0) } ?? .unknown
            default: return .unknown
            }
        case "bool": return first.truth.map { .bool($0) } ?? .unknown
        case "list", "tuple", "set", "sorted":
            guard let items = first.items else { return values.isEmpty ? .list(ScriptList([])) : .unknown }
            return .list(ScriptList(items))
        default:
            for case .list(let list) in values { list.isKnown = false }
            return unclear()
        }
    }

    /// The end of the script.
    ///
    /// With an error there would be no project, so that this happened only where it is certain.
    mutating func exit(_ values: [ScriptValue]) -> ScriptValue {
        let isSuccess =
            switch values.first {
            case nil, .some(.none), .some(.unknown): true
            case .some(.int(let code)): code == 0
            default: false
            }
        // A certain error would have left no project: something before it was misread.
        if !isSuccess, isCertain { _ = unclear() }
        end(isError: !isSuccess)
        return .named(ScriptReader.stopped)
    }

    /// Whether the files are those that are known: nothing in doubt, nothing that may have been made.
    private var isTreeKnown: Bool { tree.doubtful.isEmpty && written.isEmpty && unclearLines.isEmpty }

    /// A command that is started; it may fail.
    private mutating func command(_ words: [String?]) -> ScriptValue {
        mayFail()
        return ScriptReader.leavesFiles(words) ? .unknown : unclear()
    }

    /// The words of a command line; none where a shell would do more than start one command.
    private static func words(_ line: String) -> [String] {
        let hasMore = line.unicodeScalars.contains { ";&|<>$`()\n\"'\\".unicodeScalars.contains($0) }
        return hasMore ? [] : line.split(separator: " ").map(String.init)
    }

    /// Whether a command is known to leave the files of the service as they are.
    private static func leavesFiles(_ command: [String?]) -> Bool {
        let harmless: [String: Set<String>] = [
            "git": [
                "init", "add", "commit", "config", "remote", "branch", "status", "log", "rev-parse", "tag", "--version",
            ],
            "pre-commit": ["install"], "prek": ["install"],
        ]
        guard let program = command.first ?? nil else { return false }
        if program == "cat" || program == "ls" { return true }
        guard command.count > 1, let action = command[1] else { return false }
        return harmless[program]?.contains(action) == true
    }

    private static func absolute(_ path: String) -> String { Path.normalized(join(HookTree.root, path)) }

    /// Asks the files.
    ///
    /// What is not there may have been made by something that was not understood.
    private func exists(_ value: ScriptValue, _ test: (HookTree, String) -> Bool) -> ScriptValue {
        guard let path = value.text.flatMap(HookTree.inside), !tree.isDoubtful(path),
            PathPattern.names(of: path).first != ".git"
        else { return .unknown }
        if test(tree, path) { return .bool(true) }
        return unclearLines.isEmpty && written.isEmpty ? .bool(false) : .unknown
    }

    private mutating func remove(_ value: ScriptValue, isFolder: Bool, isLenient: Bool) -> ScriptValue {
        guard let path = value.text.flatMap(HookTree.inside), !path.isEmpty else { return unclear() }
        let isThere = isFolder ? tree.isFolder(path) : tree.isFile(path)
        guard isThere else {
            if isLenient || written.contains(path) { return .none }
            return missing()
        }
        tree.remove(tree.files(at: path), isCertain: isCertain)
        return .none
    }

    private mutating func move(_ from: ScriptValue, _ to: ScriptValue, intoFolder: Bool) -> ScriptValue {
        guard let source = from.text.flatMap(HookTree.inside), !source.isEmpty,
            var target = to.text.flatMap(HookTree.inside)
        else { return unclear() }
        guard tree.isFile(source) || tree.isFolder(source) else { return missing() }
        if intoFolder, tree.isFolder(target) { target = Path.join(target, ScriptReader.name(of: source)) }
        guard !target.isEmpty, target != source, !target.hasPrefix("\(source)/"),
            OutputPath.complaint(about: target) == nil, !tree.isFolder(target)
        else { return unclear() }
        tree.move(source, to: target, isCertain: isCertain)
        return .none
    }

    /// A call for a file that is not known to be there: it fails, or something that was not understood has made the file.
    private mutating func missing() -> ScriptValue {
        if isInTry { mayFail() } else { _ = unclear() }
        return .none
    }

    /// A method of a path object.
    private mutating func method(
        path: String, _ name: String, _ values: [ScriptValue], _ keywords: [(name: String, value: ScriptValue)]
    ) -> ScriptValue {
        let this = ScriptValue.path(path)
        switch name {
        case "unlink":
            let isLenient = (values.first ?? keywords.first { $0.name == "missing_ok" }?.value)?.truth == true
            return remove(this, isFolder: false, isLenient: isLenient)
        case "rmdir": return .none
        case "iterdir", "glob", "rglob":
            guard let folder = HookTree.inside(path), isTreeKnown else { return .unknown }
            if name == "iterdir" {
                return .list(ScriptList(tree.names(in: folder).map { .path(ScriptReader.join(path, $0)) }))
            }
            guard let pattern = values.first?.text else { return .unknown }
            let found = tree.paths(in: folder, like: name == "rglob" ? "**/\(pattern)" : pattern)
            return .list(ScriptList(found.map { .path(ScriptReader.join(path, $0)) }))
        case "exists": return exists(this) { $0.isFile($1) || $0.isFolder($1) }
        case "is_file": return exists(this) { $0.isFile($1) }
        case "is_dir": return exists(this) { $0.isFolder($1) }
        case "is_symlink": return .bool(false)
        case "rename", "replace":
            return move(this, values.first ?? .unknown, intoFolder: false)
        case "joinpath":
            var joined = path
            for value in values {
                guard let text = value.text else { return .unknown }
                joined = ScriptReader.join(joined, text)
            }
            return .path(joined)
        case "resolve", "absolute": return .path(ScriptReader.absolute(path))
        case "as_posix": return .string(Path.normalized(path))
        case "mkdir": return .none
        case "cwd": return .path(HookTree.root)
        case "touch": return touch(this)
        case "write_text", "write_bytes":
            write(name == "write_text" && hasPlainText(keywords) ? values.first?.text : nil, to: this)
            return .none
        case "open": return open(this, values.first ?? keywords.first { $0.name == "mode" }?.value, keywords)
        case "read_text", "read_bytes":
            mayFail()
            guard name == "read_text", let text = HookTree.inside(path).flatMap(tree.text) else { return .unknown }
            return .string(text)
        default: return unclear()
        }
    }

    /// A method of a list.
    private mutating func method(_ list: ScriptList, _ name: String, _ values: [ScriptValue]) -> ScriptValue {
        switch name {
        case "append" where values.count == 1: list.items.append(values[0])
        case "extend":
            if let items = values.first?.items { list.items += items } else { list.isKnown = false }
        case "copy": return .list(ScriptList(list.items))
        default:
            list.isKnown = false
            return .unknown
        }
        if !isCertain { list.isKnown = false }
        return .none
    }

    /// A method of a text; nil for one that is not known.
    static func method(_ text: String, _ name: String, _ values: [ScriptValue]) -> ScriptValue? {
        let given = values.compactMap(\.text)
        guard given.count == values.count || name == "join" else { return .unknown }
        func isTrimmed(_ scalar: Unicode.Scalar) -> Bool {
            given.first.map { $0.unicodeScalars.contains(scalar) } ?? scalar.properties.isWhitespace
        }
        switch name {
        case "lower": return .string(text.lowercased())
        case "upper": return .string(text.uppercased())
        case "strip", "lstrip", "rstrip":
            var scalars = Array(text.unicodeScalars)[...]
            if name != "rstrip" { scalars = scalars.drop(while: isTrimmed) }
            if name != "lstrip" { while let last = scalars.last, isTrimmed(last) { scalars.removeLast() } }
            var trimmed = ""
            trimmed.unicodeScalars.append(contentsOf: scalars)
            return .string(trimmed)
        case "startswith": return given.first.map { .bool(text.utf8.starts(with: $0.utf8)) }
        case "endswith": return given.first.map { .bool(text.utf8.reversed().starts(with: $0.utf8.reversed())) }
        case "replace" where given.count == 2:
            let parts = parts(text, given[0])
            let count = text.utf8.count + parts.count * given[1].utf8.count
            // Python puts the other text between all letters where nothing is to be replaced.
            return given[0].isEmpty || count > HookTree.textLimit
                ? .unknown : .string(parts.joined(separator: given[1]))
        case "split" where values.isEmpty:
            let words = text.unicodeScalars.split { $0.properties.isWhitespace }
            return .list(ScriptList(words.map { .string(String($0)) }))
        case "split" where given.count == 1:
            return .list(ScriptList(parts(text, given[0]).map { .string($0) }))
        case "splitlines" where values.isEmpty:
            var lines = parts(text, "\n")
            if lines.last == "" { lines.removeLast() }
            return .list(ScriptList(lines.map { .string($0) }))
        case "join":
            guard let items = values.first?.items else { return .unknown }
            let texts = items.compactMap(\.text)
            return texts.count == items.count ? .string(texts.joined(separator: text)) : .unknown
        default: return nil
        }
    }

    /// The text cut at a separator, as Python cuts it.
    private static func parts(_ text: String, _ separator: String) -> [String] {
        let bytes = Array(text.utf8)
        let cut = Array(separator.utf8)
        guard !cut.isEmpty else { return [text] }
        var parts: [String] = []
        var start = 0
        var index = 0
        while index + cut.count <= bytes.count {
            if bytes[index..<(index + cut.count)].elementsEqual(cut) {
                parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
                index += cut.count
                start = index
            } else {
                index += 1
            }
        }
        return parts + [String(decoding: bytes[start...], as: UTF8.self)]
    }
}
