#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A service made from a scaffold with two releases, with edits of its owners on top.
///
/// The template changes 20 files, the owners 20, ten of them both, all in different places of the file.
struct Workload {
    /// The service's repository; HEAD has the owners' edits.
    let service: String
    /// The branch that an upgrade writes.
    let branch = "scaffold/bench"
    /// The commit that plays the other side for git: the output of the newer release on top of the older one's.
    let incoming = "incoming"

    /// How many files each side changes.
    static let changed = 20
    /// How many of them both change.
    static let shared = 10

    private let settings: Settings

    /// What the files of a service are.
    enum Kind: String {
        /// Python modules.
        case code
        /// YAML and TOML under names that tell so.
        case formats
        /// The same texts under names that tell nothing: nothing looks at their structure.
        case texts
    }

    /// Makes the scaffold, the service and git's three commits.
    init(files count: Int, kind: Kind = .code, settings: Settings) throws {
        self.settings = settings
        let root = "\(settings.work)/service-\(count)-\(kind.rawValue)"
        let scaffold = root + "/scaffold"
        service = root + "/service"
        var random = SeededGenerator(seed: UInt64(count))
        let files = (0..<count).map { SourceFile(number: $0, of: count, kind: kind, using: &random) }
        let order = Array(files.indices).shuffled(using: &random)
        let byTemplate = Set(order.prefix(Self.changed))
        let byOwners = order.dropFirst(Self.changed - Self.shared).prefix(Self.changed)

        try Files.write(Self.index, to: scaffold + "/scaffold.yml")
        for (release, previous) in [("1.0.0", "null"), ("1.1.0", "1.0.0")] {
            try Files.write(Self.manifest(release, previous), to: "\(scaffold)/\(release)/release.yml")
            for (number, file) in files.enumerated() {
                let isNew = release == "1.1.0" && byTemplate.contains(number)
                let lines = isNew ? file.changedByTemplate : file.lines
                try Files.write(lines.joined(separator: "\n") + "\n", to: "\(scaffold)/\(release)/files/\(file.path)")
            }
        }

        let answers = ["--set", "service_name=orders"]
        _ = try settings.tool(["new", "\(scaffold)@1.0.0", service] + answers, in: root).output()
        for number in byOwners {
            let path = "\(service)/\(files[number].path)"
            let lines = String(decoding: try Files.read(path), as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            try Files.write(SourceFile.changedByOwners(lines.map(String.init)).joined(separator: "\n"), to: path)
        }
        try settings.git(["commit", "-qam", "Edits of the owners"], in: service)

        // git merges commits: the newer release's output becomes one, beside the owners' on top of the same base.
        let pristine = root + "/pristine"
        _ = try settings.tool(["new", "\(scaffold)@1.1.0", pristine] + answers, in: root).output()
        try settings.git(["fetch", "-q", pristine, "HEAD"], in: service)
        let tree = try settings.git(["rev-parse", "FETCH_HEAD^{tree}"], in: service)
        let base = try settings.git(["rev-parse", "HEAD~"], in: service)
        let commit = try settings.git(["commit-tree", "-p", base, "-m", "Output of 1.1.0", tree], in: service)
        try settings.git(["branch", incoming, commit], in: service)
        // As a clone has it: one pack, so that whatever is loose later is what a run wrote.
        try settings.git(["gc", "-q", "--prune=now"], in: service)
        // An index written in the same second as the files makes every reader hash them all again: not how services are.
        sleep(2)
        try settings.git(["read-tree", "HEAD"], in: service)
        try settings.git(["update-index", "-q", "--refresh"], in: service)
        try checkSameResult()
    }

    /// The upgrade, on a fresh branch each time.
    var upgrade: Command { settings.tool(["upgrade"], in: service) }

    /// The status; its exit code says that there is drift.
    var status: Command { settings.tool(["status"], in: service, accepting: [1]) }

    /// git's merge of the same three trees.
    var merge: Command { settings.command("git", ["merge-tree", "--write-tree", "HEAD", incoming], in: service) }

    /// Takes back what a run wrote: the branch, its log and every loose object.
    func reset() {
        let git = service + "/.git"
        Files.remove("\(git)/refs/heads/\(branch)")
        Files.remove("\(git)/logs/refs/heads/\(branch)")
        for name in Files.names(in: git + "/objects") where name.utf8.count == 2 {
            Files.remove("\(git)/objects/\(name)")
        }
    }

    /// Both sides must do the same work: the merged trees agree in everything but the record.
    private func checkSameResult() throws {
        _ = try upgrade.output()
        let theirs = try merge.output().text
        let different = try settings.git(["diff-tree", "-r", "--name-only", branch, theirs], in: service)
        guard different.isEmpty || different == ".scaffold.yml" else {
            throw BenchmarkError("scaffold and git merged differently, so there is nothing to compare:\n\(different)")
        }
        let changed = try settings.git(["diff", "--name-only", "HEAD", branch], in: service).split(separator: "\n")
            .count
        guard changed == Self.changed + 1 else {
            throw BenchmarkError("the upgrade changed \(changed) files, not \(Self.changed) and the record")
        }
        reset()
    }

    private static let index = """
        schema: 1
        scaffold: bench
        summary: A service for measuring.
        releases:
          - { release: 1.0.0, date: 2024-01-15 }
          - { release: 1.1.0, date: 2024-06-15 }

        """

    private static func manifest(_ release: String, _ previous: String) -> String {
        """
        schema: 1
        scaffold: bench
        release: \(release)
        previous: \(previous)
        summary: A release for measuring.
        questions:
          - name: service_name
            type: string
            prompt: Name of the service

        """
    }
}

/// A generated template of about 60 lines.
struct SourceFile {
    var path: String
    var lines: [String]

    init(number: Int, of count: Int, kind: Workload.Kind, using random: inout SeededGenerator) {
        // Ten files a folder, ten folders a folder: as nested as a service is.
        let folder = count <= 100 ? "app/module\(number / 10)" : "app/area\(number / 100)/module\(number / 10 % 10)"
        let isTable = number % 2 == 1
        path = "\(folder)/file\(number)."
        switch kind {
        case .code: path += "py"
        case .formats: path += isTable ? "toml" : "yaml"
        case .texts: path += isTable ? "tables" : "mappings"
        }
        lines = kind == .code ? Self.code(number, using: &random) : Self.settings(number, isTable, using: &random)
    }

    /// YAML or TOML: blocks of a few settings, each under a name of its own.
    private static func settings(_ number: Int, _ isTable: Bool, using random: inout SeededGenerator) -> [String] {
        var lines = ["# Part \(number) of <%= service_name %>", ""]
        while lines.count < 60 {
            lines.append(isTable ? "[section-\(lines.count)]" : "section-\(lines.count):")
            for _ in 0..<Int(random.next() % 4 + 2) {
                let value = random.next() % 1_000_000
                lines.append(isTable ? "key-\(lines.count) = \(value)" : "  key-\(lines.count): \(value)")
            }
            lines.append("")
        }
        return lines
    }

    private static func code(_ number: Int, using random: inout SeededGenerator) -> [String] {
        var lines = ["\"\"\"Part \(number) of <%= service_name %>.\"\"\"", ""]
        while lines.count < 60 {
            let name = "value_\(lines.count)_\(random.next() % 10_000)"
            lines.append("def \(name)(items):")
            for _ in 0..<Int(random.next() % 4 + 2) {
                lines.append("    items.append(\(random.next() % 1_000_000) + len(items) * \(random.next() % 100))")
            }
            lines += ["    return \(name), items", ""]
        }
        return lines
    }

    /// The newer release: two lines replaced and two added near the top.
    var changedByTemplate: [String] {
        var changed = lines
        changed.replaceSubrange(8..<10, with: (0..<4).map { "    # line \($0) of the new release" })
        return changed
    }

    /// The owners' edit: two lines replaced, one added, near the end.
    static func changedByOwners(_ lines: [String]) -> [String] {
        var changed = lines
        changed.replaceSubrange(45..<47, with: (0..<3).map { "    # line \($0) of the owners" })
        return changed
    }
}
