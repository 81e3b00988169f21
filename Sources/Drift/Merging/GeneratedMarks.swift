import Merge
import Template

/// The files that `.gitattributes` call generated: `linguist-generated`, the mark by which GitHub and GitLab fold them away.
///
/// The service's own files say it first. Where they say nothing of a file, the target's do, which may bring the mark
/// together with the file, and then the base's. Each side names the file by the path that it has there.
struct GeneratedMarks {
    private static let attribute = GeneratedFile.attribute

    private var local: AttributeFiles
    private var incoming: AttributeFiles
    private var base: AttributeFiles

    /// - Parameters:
    ///   - directory: The service's folder in its repository; "" where that is the root.
    ///   - local: Reads a file of the repository; nil where there is none.
    init(
        directory: String, local: @escaping (String) throws -> [UInt8]?, incoming: Baseline = Baseline(files: []),
        base: Baseline = Baseline(files: [])
    ) {
        self.local = AttributeFiles(directory: directory, names: [Self.attribute], read: local)
        func side(_ files: Baseline) -> AttributeFiles {
            AttributeFiles(names: [Self.attribute]) { path in
                files[path].flatMap { $0.version.isRegular ? $0.bytes : nil }
            }
        }
        self.incoming = side(incoming)
        self.base = side(base)
    }

    /// Whether the first side that says anything of a file calls it generated.
    mutating func isGenerated(local: String, incoming: String?, base: String?) throws -> Bool {
        if let mark = try Self.mark(of: local, in: &self.local) { return mark }
        if let incoming, let mark = try Self.mark(of: incoming, in: &self.incoming) { return mark }
        if let base, let mark = try Self.mark(of: base, in: &self.base) { return mark }
        return false
    }

    /// What a side says of a path; nil where the attribute is not given, or taken back.
    private static func mark(of path: String, in side: inout AttributeFiles) throws -> Bool? {
        guard let value = try side.settings(of: path)[attribute], !value.isEmpty else { return nil }
        return value == "set" || value == "true"
    }
}

extension TreeMerge {
    /// The same contests, those about files that a side calls generated marked as such.
    func marked(_ contests: [Contest]) throws -> [Contest] {
        guard !contests.isEmpty else { return [] }
        let (files, directory) = surroundings ?? (local, "")
        var marks = GeneratedMarks(
            directory: directory, local: { try files.content(at: $0) }, incoming: incoming, base: base)
        return try contests.map { contest in
            var contest = contest
            contest.options.isMarkedGenerated = try marks.isGenerated(
                local: contest.unit.localPath, incoming: contest.unit.incomingPath, base: contest.unit.basePath)
            return contest
        }
    }
}
