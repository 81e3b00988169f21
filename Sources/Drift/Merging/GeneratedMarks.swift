import Merge
import Template

/// The files that `.gitattributes` call generated: `linguist-generated`, the mark by which GitHub and GitLab fold them away.
///
/// The service's own files say it first. Where they say nothing of a file, the target's do, which may bring the mark
/// together with the file, and then the base's. Each side names the file by the path that it has there.
struct GeneratedMarks {
    /// The files of one side, and what is read of them so far.
    private struct Side {
        /// Where the side's folder is in its repository.
        var directory = ""
        var read: (String) throws -> [UInt8]?
        /// The texts of `.gitattributes`, by folder.
        var texts: [String: String?] = [:]

        /// What the side says of a path; nil for nothing.
        mutating func mark(of path: String) throws -> Bool? {
            var rules = AttributeRules()
            let path = directory.isEmpty ? path : directory + "/" + path
            let macros = AttributeRules.macros(try text(in: "") ?? "")
            for folder in [""] + FileSystem.ancestors(of: path) {
                guard let text = try text(in: folder) else { continue }
                rules.add(text, in: folder, macros: macros, only: [GeneratedMarks.attribute])
            }
            return GeneratedMarks.isSet(rules.settings(of: path)[GeneratedMarks.attribute])
        }

        private mutating func text(in folder: String) throws -> String? {
            if let known = texts[folder] { return known }
            let name = folder.isEmpty ? GeneratedMarks.file : folder + "/" + GeneratedMarks.file
            let text = try read(name).map { String(decoding: $0, as: UTF8.self) }
            texts[folder] = .some(text)
            return text
        }
    }

    private static let attribute = GeneratedFile.attribute
    private static let file = ".gitattributes"

    private var local: Side
    private var incoming: Side
    private var base: Side

    /// - Parameters:
    ///   - directory: The service's folder in its repository; "" where that is the root.
    ///   - local: Reads a file of the repository; nil where there is none.
    init(
        directory: String, local: @escaping (String) throws -> [UInt8]?, incoming: Baseline = Baseline(files: []),
        base: Baseline = Baseline(files: [])
    ) {
        self.local = Side(directory: directory, read: local)
        func side(_ files: Baseline) -> Side {
            Side { path in files[path].flatMap { $0.version.isRegular ? $0.bytes : nil } }
        }
        self.incoming = side(incoming)
        self.base = side(base)
    }

    /// Whether the first side that says anything of a file calls it generated.
    mutating func isGenerated(local: String, incoming: String?, base: String?) throws -> Bool {
        if let mark = try self.local.mark(of: local) { return mark }
        if let incoming, let mark = try self.incoming.mark(of: incoming) { return mark }
        if let base, let mark = try self.base.mark(of: base) { return mark }
        return false
    }

    /// What a value of the attribute says; nil where it is not given, or taken back.
    private static func isSet(_ value: String?) -> Bool? {
        guard let value, !value.isEmpty else { return nil }
        return value == "set" || value == "true"
    }
}

extension TreeMerge {
    /// The same contests, those about files that a side calls generated marked as such.
    func marked(_ contests: [Contest]) throws -> [Contest] {
        guard !contests.isEmpty else { return [] }
        let (files, directory) = surroundings ?? (local, "")
        var marks = GeneratedMarks(
            directory: directory,
            local: { path in
                guard let file = try files.file(at: path), file.isRegular else { return nil }
                return try files.bytes(of: file)
            }, incoming: incoming, base: base)
        return try contests.map { contest in
            var contest = contest
            contest.options.isMarkedGenerated = try marks.isGenerated(
                local: contest.unit.localPath, incoming: contest.unit.incomingPath, base: contest.unit.basePath)
            return contest
        }
    }
}
