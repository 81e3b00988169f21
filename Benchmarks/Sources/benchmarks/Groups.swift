/// The comparisons of whole processes.
struct Groups {
    var settings: Settings

    private var interleaving: Interleaving { Interleaving(runs: settings.runs) }

    /// What it costs to start and to say one line: the floor of everything else.
    func start() throws -> [Row] {
        let directory = settings.work
        let series = try interleaving.measure([
            side(settings.tool(["--version"], in: directory)),
            side(settings.command("git", ["--version"], in: directory)),
            side(settings.tool(["--help"], in: directory)), side(settings.command("git", ["--help"], in: directory)),
        ])
        return [
            Row(name: "--version", ours: series[0], theirs: series[1], against: "git --version", target: .none),
            Row(name: "--help", ours: series[2], theirs: nil, against: "", target: .milliseconds(50)),
        ]
    }

    /// Upgrade and status of one service against git's bare merge of the same trees.
    func service(files: Int) throws -> [Row] {
        let workload = try Workload(files: files, settings: settings)
        let series = try interleaving.measure([
            side(workload.upgrade, workload.reset), side(workload.merge, workload.reset),
            side(workload.status, workload.reset),
        ])
        let against = "git merge-tree"
        var rows: [Row] = []
        if settings.wants("upgrade") {
            rows.append(
                Row(
                    name: "upgrade, \(files) files", ours: series[0], theirs: series[1], against: against,
                    target: .atMost(3)))
        }
        if settings.wants("status") {
            rows.append(
                Row(
                    name: "status, \(files) files", ours: series[2], theirs: series[1], against: against,
                    target: .atMost(3)))
        }
        return rows
    }

    /// What it costs to know formats: an upgrade of YAML and TOML against one of the same texts under names of no format.
    func formats() throws -> Row {
        let workloads = try [Workload.Kind.formats, .texts].map { kind in
            try Workload(files: 1_000, kind: kind, settings: settings)
        }
        let series = try interleaving.measure(workloads.map { side($0.upgrade, $0.reset) })
        return Row(
            name: "upgrade, 1000 files of formats", ours: series[0], theirs: series[1], against: "the same as text",
            target: .atMost(1.2))
    }

    /// One file merged three ways, from 100 to 100,000 lines; twenty changes on each side, whatever the length.
    func merge() throws -> [Row] {
        try [100, 1_000, 10_000, 100_000].map { count in
            let files = try MergeFiles(lines: count, folder: "\(settings.work)/merge-\(count)")
            let names = ["local", "base", "incoming"]
            let ours = settings.tool(["merge-file", "-p"] + names, in: files.folder)
            let theirs = settings.command("git", ["merge-file", "-p"] + names, in: files.folder)
            guard try ours.output().output == theirs.output().output else {
                throw BenchmarkError("scaffold and git merged \(count) lines differently")
            }
            let series = try interleaving.measure([side(ours), side(theirs)])
            return Row(
                name: "merge-file, \(count) lines", ours: series[0], theirs: series[1], against: "git merge-file",
                target: .none)
        }
    }

    private func side(_ command: Command, _ prepare: @escaping () -> Void = {}) -> Side {
        Side(name: command.program, prepare: prepare, run: command.measure)
    }
}

/// Three versions of one generated text.
struct MergeFiles {
    let folder: String

    init(lines count: Int, folder: String) throws {
        self.folder = folder
        var random = SeededGenerator(seed: UInt64(count))
        let base = (0..<count).map { "line \($0) with \(random.next() % 1_000_000) of \(random.next() % 97)" }
        var local = base
        var incoming = base
        let step = count / 20
        for change in 0..<20 where change * step + 3 < count {
            local[change * step] += " edited"
            incoming[change * step + 3] += " of the new release"
        }
        for (name, lines) in [("base", base), ("local", local), ("incoming", incoming)] {
            try Files.write(lines.joined(separator: "\n") + "\n", to: "\(folder)/\(name)")
        }
    }
}

/// How the cost grows with the length.
enum Growth {
    /// A note on what the last ten-fold of lines cost, ours and git's; caches make even a linear merge grow by more.
    static func text(_ rows: [Row]) -> String {
        let theirs = rows.compactMap(\.theirs)
        guard rows.count >= 3, theirs.count == rows.count else { return "" }
        return "Merge: from 10,000 to 100,000 lines our processor time grew \(growth(rows.map(\.ours))) times, git's "
            + "\(growth(theirs)) times (start taken off; 10 is linear, 100 would be quadratic).\n"
    }

    private static func growth(_ series: [Series]) -> String {
        let times = series.map(\.cpu)
        let last = times.count - 1
        // Starting costs the same for every length.
        return Table.decimal((times[last] - times[0]) / max(times[last - 1] - times[0], 1e-6), 1)
    }
}
