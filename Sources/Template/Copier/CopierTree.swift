import Git

/// A template's files as a tree in memory: what is where, and where its symlinks lead.
///
/// Nothing beyond the template can be reached: a link or path out of it is an error, as it is for Copier.
struct CopierTree: Sendable {
    /// What a path leads to.
    enum Place: Hashable, Sendable {
        case file(TemplateFile)
        /// A folder, by its path without links; empty for the root.
        case folder(String)
        case missing
        /// A link or `..` leads out of the tree, or links lead in a circle.
        case outside
    }

    /// A file to render, seen from the folder that is walked.
    struct Entry: Hashable, Sendable {
        /// The path with the names of links in it.
        var path: String
        /// The file that the path leads to; its own path is without links.
        var file: TemplateFile
        /// Whether the last part of the path is a symlink.
        var isLink: Bool
    }

    // By bytes: Swift takes é for e with an accent behind it, and to git those are two files.
    private let files: [[UInt8]: TemplateFile]
    /// The names in each folder, sorted by bytes.
    private let names: [[UInt8]: [String]]

    init(_ files: [TemplateFile]) {
        var byPath: [[UInt8]: TemplateFile] = [:]
        var names: [[UInt8]: [String]] = [[]: []]
        for file in files {
            guard byPath.updateValue(file, forKey: Array(file.path.utf8)) == nil else { continue }
            var path = file.path
            while true {
                let parent = Path.parent(of: path)
                let isNew = names[Array(parent.utf8)] == nil
                names[Array(parent.utf8), default: []].append(CopierNames.name(of: path))
                if parent.isEmpty || !isNew { break }
                path = parent
            }
        }
        self.files = byPath
        self.names = names.mapValues { $0.sorted(by: Path.precedes) }
    }

    /// The file at exactly this path, links not followed.
    subscript(path: String) -> TemplateFile? { files[Array(path.utf8)] }

    /// The names in a folder, sorted by bytes.
    func names(in folder: String) -> [String] { names[Array(folder.utf8)] ?? [] }

    /// Follows a path from the root, through links.
    func place(of path: String) -> Place {
        if path.hasPrefix("/") { return .outside }
        var pending = Array(CopierTree.parts(of: path).reversed())
        var folder: [String] = []
        var links = 0
        while let part = pending.popLast() {
            if part == ".." {
                if folder.popLast() == nil { return .outside }
                continue
            }
            let here = (folder + [part]).joined(separator: "/")
            if let file = self[here] {
                if file.mode == .symlink {
                    links += 1
                    let target = String(decoding: file.bytes, as: UTF8.self)
                    if links > 40 || target.hasPrefix("/") { return .outside }
                    pending += CopierTree.parts(of: target).reversed()
                } else {
                    return pending.isEmpty ? .file(file) : .missing
                }
            } else if names[Array(here.utf8)] != nil {
                folder.append(part)
            } else {
                // What isn't there leads nowhere, unless the rest of the path leaves the tree altogether.
                var depth = folder.count + 1
                for part in pending.reversed() {
                    depth += part == ".." ? -1 : 1
                    if depth < 0 { return .outside }
                }
                return .missing
            }
        }
        return .folder(folder.joined(separator: "/"))
    }

    /// Whether something is at a path, links followed.
    func exists(_ path: String) -> Bool {
        switch place(of: path) {
        case .file, .folder: true
        case .missing, .outside: false
        }
    }

    /// Every file below a folder, sorted by the bytes of its path.
    /// - Parameter follows: Whether links stand for what they lead to, as they do unless a template keeps its links.
    /// - Throws: ``ScaffoldError`` where a link leads out of the template, or back to a folder that it is in.
    func entries(below root: String, follows: Bool) throws(ScaffoldError) -> [Entry] {
        var entries: [Entry] = []
        try walk(root, prefix: "", follows: follows, above: [root], into: &entries)
        return entries.sorted { Path.precedes($0.path, $1.path) }
    }

    private func walk(
        _ folder: String, prefix: String, follows: Bool, above: [String], into entries: inout [Entry]
    ) throws(ScaffoldError) {
        guard entries.count <= 100_000, above.count <= 100 else {
            throw ScaffoldError(.limit, "the template's symlinks unfold to too many files", at: .init(file: folder))
        }
        for name in names(in: folder) {
            let real = Path.join(folder, name)
            let path = Path.join(prefix, name)
            guard let file = self[real] else {
                try walk(real, prefix: path, follows: follows, above: above + [real], into: &entries)
                continue
            }
            guard file.mode == .symlink, follows else {
                entries.append(Entry(path: path, file: file, isLink: file.mode == .symlink))
                continue
            }
            switch place(of: real) {
            case .file(let target): entries.append(Entry(path: path, file: target, isLink: true))
            case .folder(let target):
                guard !above.contains(target) else {
                    throw ScaffoldError(
                        .path, "the symlink leads back to a folder that it is in", at: .init(file: real))
                }
                try walk(target, prefix: path, follows: follows, above: above + [target], into: &entries)
            case .missing: entries.append(Entry(path: path, file: file, isLink: true))
            case .outside:
                throw ScaffoldError(
                    .path, "the symlink leads out of the template, to \(String(decoding: file.bytes, as: UTF8.self))",
                    at: .init(file: real), fix: "nothing outside of a template is read")
            }
        }
    }

    /// The parts of a path between slashes, without empty ones and `.`.
    static func parts(of path: String) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }.filter { $0 != "." }
    }

    /// A path as Python's `pathlib` spells it: no `.`, no doubled slashes, none at the end.
    static func spelled(_ path: String) -> String {
        let parts = parts(of: path).joined(separator: "/")
        if path.hasPrefix("/") { return "/\(parts)" }
        return parts.isEmpty ? "." : parts
    }
}
