import Git

/// The files of a template's repository as folders, in memory; symlinks are followed within it and nowhere else.
struct TemplateTree: Sendable {
    /// What a path leads to once symlinks are followed.
    enum Entry {
        /// A file.
        case file(TemplateFile)
        /// A folder, by its own path without symlinks; empty for the root.
        case folder(String)
        /// An entry without content, as a commit of another repository is.
        case unusable(TemplateFile)
        /// A symlink that leads out of the repository.
        case outside
        /// Nothing, or symlinks that lead in a circle.
        case missing
    }

    /// The entries by the bytes of their path, since Swift takes two spellings of é for one; a folder has none of its own.
    private var files: [[UInt8]: TemplateFile] = [:]
    /// The names in each folder, sorted by bytes, which is Python's order of text too.
    private var names: [[UInt8]: [String]] = [[]: []]

    init(_ files: [TemplateFile]) {
        for file in files {
            self.files[Array(file.path.utf8)] = file
            var child = file.path
            while true {
                let parent = Path.parent(of: child)
                let length = parent.utf8.count
                let name = parent.isEmpty ? child : String(Substring(child.utf8.dropFirst(length + 1)))
                let isKnown = names[Array(parent.utf8)] != nil
                names[Array(parent.utf8), default: []].append(name)
                if isKnown || parent.isEmpty { break }
                child = parent
            }
        }
        for folder in names.keys { names[folder]?.sort(by: Path.precedes) }
    }

    /// Every file, sorted by path.
    var all: [TemplateFile] { files.values.sorted { Path.precedes($0.path, $1.path) } }

    /// The names in a folder, given by its own path.
    func names(in folder: String) -> [String] { names[Array(folder.utf8)] ?? [] }

    /// Whether the entry at a path is a symlink itself; `folder` is given by its own path.
    func isSymlink(_ name: String, in folder: String) -> Bool {
        files[Array(Path.join(folder, name).utf8)]?.mode == .symlink
    }

    /// What a path leads to.
    func entry(_ path: String) -> Entry { entry(path, hops: 0) }

    private func entry(_ path: String, hops: Int) -> Entry {
        if hops > 40 { return .missing }
        var place = ""
        var rest = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }[...]
        while let part = rest.popFirst() {
            if part == "." { continue }
            if part == ".." {
                if place.isEmpty { return .outside }
                place = Path.parent(of: place)
                continue
            }
            let next = Path.join(place, part)
            if names[Array(next.utf8)] != nil {
                place = next
                continue
            }
            guard let file = files[Array(next.utf8)] else { return .missing }
            if file.obstacle != nil { return .unusable(file) }
            switch file.mode {
            case .symlink:
                let target = String(decoding: file.bytes, as: UTF8.self)
                if target.hasPrefix("/") { return .outside }
                let way = ([place, target] + rest).filter { !$0.isEmpty }.joined(separator: "/")
                return entry(way, hops: hops + 1)
            case .file, .executable, .directory, .submodule: return rest.isEmpty ? .file(file) : .missing
            }
        }
        return .folder(place)
    }

    /// The file that a path leads to, or nil for anything else.
    func file(_ path: String) -> TemplateFile? {
        if case .file(let file) = entry(path) { file } else { nil }
    }
}
