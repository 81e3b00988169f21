/// The files of a render while a hook goes over them in mind.
struct HookTree {
    /// What stands for the service's folder where a script asks for its absolute path.
    static let root = "/\u{1}service"

    /// The files by the path that they have now, with the path they were rendered at.
    private(set) var files: [String: String]
    /// Files that may be gone: the script's condition is not known.
    private(set) var doubtful: Set<String> = []
    /// The texts of files that the script has written, by the path they were rendered at; nil for those that are not known.
    private(set) var texts: [String: String?] = [:]
    private let baseline: Baseline
    /// A text that a script makes longer than this is not followed, in bytes.
    static let textLimit = 1_048_576

    init(_ baseline: Baseline) {
        files = Dictionary(baseline.files.map { ($0.path, $0.path) }) { first, _ in first }
        self.baseline = baseline
    }

    /// The text of a file as it is now; nil where it is not known.
    ///
    /// Python makes one line ending of all when it reads and none when it writes, so that a text with others is not followed.
    func text(at path: String) -> String? {
        guard let original = files[path], !doubtful.contains(original) else { return nil }
        if let text = texts[original] { return text }
        guard let file = baseline[original], !file.bytes.contains(UInt8(ascii: "\r")) else {
            return nil
        }
        return String(validating: file.bytes, as: UTF8.self)
    }

    /// Gives a file another text, nil for one that is not known.
    mutating func setText(_ text: String?, at path: String) {
        guard let original = files[path] else { return }
        texts[original] = .some(text.flatMap { $0.utf8.count <= HookTree.textLimit ? $0 : nil })
    }

    /// A path of a script as a path of the service; nil for one that is not in it, empty for the service itself.
    static func inside(_ text: String) -> String? {
        var path = Path.normalized(text)
        if path == root || path == "." { return "" }
        if path.hasPrefix("\(root)/") { path = String(path.dropFirst(root.count + 1)) }
        if path.hasPrefix("/") || path == ".." || path.hasPrefix("../") || text.isEmpty { return nil }
        return path
    }

    /// Whether there is a file at a path.
    func isFile(_ path: String) -> Bool { files[path] != nil }

    /// Whether there is a folder at a path.
    func isFolder(_ path: String) -> Bool { path.isEmpty || files.keys.contains { HookTree.isBelow($0, path) } }

    /// The files at a path or below it.
    func files(at path: String) -> [String] {
        files.keys.filter { $0 == path || HookTree.isBelow($0, path) }
    }

    /// The names in a folder.
    func names(in folder: String) -> [String] {
        let start = folder.isEmpty ? 0 : PathPattern.names(of: folder).count
        let names = files(at: folder).map { PathPattern.names(of: $0).dropFirst(start) }
        return Set(names.compactMap(\.first)).sorted(by: Path.precedes)
    }

    /// The files and folders in a folder that a pattern describes, by their path from there.
    func paths(in folder: String, like pattern: String) -> [String] {
        let start = folder.isEmpty ? 0 : PathPattern.names(of: folder).count
        let parts = PathPattern.parts(pattern)
        var found: Set<String> = []
        for path in files(at: folder) {
            let names = PathPattern.names(of: path).dropFirst(start)
            for end in names.indices where PathPattern.matches(parts, Array(names[...end])[...]) {
                found.insert(names[...end].joined(separator: "/"))
            }
        }
        return found.sorted(by: Path.precedes)
    }

    /// Takes files away, or notes that they may be gone.
    mutating func remove(_ paths: [String], isCertain: Bool) {
        for path in paths {
            if isCertain { files[path] = nil } else if let original = files[path] { doubtful.insert(original) }
        }
    }

    /// Moves a file or a folder.
    mutating func move(_ from: String, to: String, isCertain: Bool) {
        for path in files(at: from) {
            guard let original = files[path] else { continue }
            if !isCertain {
                doubtful.insert(original)
                continue
            }
            files[path] = nil
            files[to + path.dropFirst(from.count)] = original
        }
    }

    /// Whether anything about a path is in doubt.
    func isDoubtful(_ path: String) -> Bool {
        files(at: path).contains { files[$0].map(doubtful.contains) ?? false }
    }

    private static func isBelow(_ path: String, _ folder: String) -> Bool {
        folder.isEmpty || path.utf8.starts(with: "\(folder)/".utf8)
    }
}
