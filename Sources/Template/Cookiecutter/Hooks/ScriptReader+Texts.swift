extension ScriptReader {
    /// Opens a file.
    mutating func open(
        _ file: ScriptValue, _ mode: ScriptValue?, _ keywords: [(name: String, value: ScriptValue)]
    ) -> ScriptValue {
        let mode = mode.map { $0.text ?? "w+" } ?? "r"
        let isPlain = hasPlainText(keywords)
        let path = file.text.flatMap(HookTree.inside)
        if mode == "r" || mode == "rt" {
            guard isPlain, let path, let text = tree.text(at: path) else {
                mayFail()
                return .unknown
            }
            return .file(ScriptFile(reading: text, at: path))
        }
        if mode.contains("r"), !mode.contains("+") {
            mayFail()
            return .unknown
        }
        guard isPlain, let path, isCertain, mode.hasPrefix("w") && mode != "w+" || mode.hasPrefix("a") && mode != "a+",
            !mode.contains("b"), tree.isFile(path)
        else {
            mayFail()
            write(nil, to: file)
            return .unknown
        }
        if mode.hasPrefix("w") { write("", to: file) }
        return .file(ScriptFile(writing: path))
    }

    /// Whether a text is read or written as UTF-8 and with the usual line ends.
    func hasPlainText(_ keywords: [(name: String, value: ScriptValue)]) -> Bool {
        keywords.allSatisfy { keyword in
            switch keyword.name {
            case "mode", "file", "data": true
            case "encoding":
                keyword.value.text.map { ["utf-8", "utf8"].contains($0.lowercased()) } ?? false
            default: false
            }
        }
    }

    /// Writes a file's whole text; nil for one that is not known.
    mutating func write(_ text: String?, to file: ScriptValue) {
        guard let path = file.text.flatMap(HookTree.inside), !path.isEmpty else {
            _ = unclear()
            return
        }
        // What becomes of a file in doubt is not known, and what is not in the render is not made here.
        guard let text, isCertain, !written.contains(path), tree.isFile(path), !tree.isDoubtful(path) else {
            tree.setText(nil, at: path)
            written.insert(path)
            return
        }
        tree.setText(text, at: path)
        if tree.text(at: path) == nil { written.insert(path) }
    }

    mutating func touch(_ file: ScriptValue) -> ScriptValue {
        // A file that is there keeps its text.
        if let path = file.text.flatMap(HookTree.inside), tree.isFile(path), !tree.isDoubtful(path) { return .none }
        write(nil, to: file)
        return .none
    }

    /// A method of an opened file.
    mutating func method(_ file: ScriptFile, _ name: String, _ values: [ScriptValue]) -> ScriptValue {
        func known(_ text: String?) -> ScriptValue { text.map { .string($0) } ?? .unknown }
        // Whether it is read may be in doubt, and with it what is read next.
        if !isCertain { file.loseTrack() }
        switch name {
        case "read" where values.isEmpty: return known(file.read())
        case "readline" where values.isEmpty: return known(file.line())
        case "readlines" where values.isEmpty:
            return file.lines().map { .list(ScriptList($0.map { .string($0) })) } ?? .unknown
        case "write" where values.count == 1: append([values[0]], to: file)
        case "writelines" where values.count == 1: append(values[0].items, to: file)
        case "close", "flush": break
        default:
            file.loseTrack()
            if file.isWritten { append(nil, to: file) }
            return unclear()
        }
        return .none
    }

    private mutating func append(_ values: [ScriptValue]?, to file: ScriptFile) {
        let texts = values?.map(\.text) ?? [nil]
        let before = file.isWritten ? tree.text(at: file.path) : nil
        let added = texts.compactMap(\.self)
        charge(before)
        write(added.count == texts.count ? before.map { $0 + added.joined() } : nil, to: .string(file.path))
    }

    /// A method of a dictionary that leaves it as it is; nil for any other.
    static func method(
        _ entries: [(key: ScriptValue, value: ScriptValue)], _ name: String, _ values: [ScriptValue]
    ) -> ScriptValue? {
        switch name {
        case "items" where values.isEmpty: .list(ScriptList(entries.map { .tuple([$0.key, $0.value]) }))
        case "keys" where values.isEmpty: .list(ScriptList(entries.map(\.key)))
        case "values" where values.isEmpty: .list(ScriptList(entries.map(\.value)))
        default: nil
        }
    }

    /// The number that Python's `int` makes of a text of digits.
    static func number(_ text: String) -> Int? {
        method(text, "strip", [])?.text.flatMap { Int($0) }
    }
}
