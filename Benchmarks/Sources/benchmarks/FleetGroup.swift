/// Audits of whole fleets, and what other tools take for the same question about twenty projects of their own.
struct FleetGroup {
    var settings: Settings

    /// What was measured: rows of the table, and what is said below it.
    struct Outcome {
        var rows: [Row] = []
        var notes = ""
        var isMet = true
    }

    /// How many runs an audit of a fleet gets: one takes as long as a thousand of most other things.
    private let runs = 3

    func measure() throws -> Outcome {
        let python = try interpreter()
        let fleet = settings.work + "/fleet"
        let generator = settings.package + "/Fleet/generate.py"
        _ = try run(python, [generator, "--scaffold", settings.scaffold, "--count", "10000", fleet]).output()
        var outcome = Outcome()
        let small = try audits(of: fleet, count: 1_000, python)
        let large = try audits(of: fleet, count: 10_000, python)
        for (count, audit) in [(1_000, small), (10_000, large)] {
            outcome.rows += [
                Row(
                    name: "audit, a service of \(count)", ours: audit.first.each(count), theirs: nil, against: "",
                    target: .milliseconds(10)),
                Row(
                    name: "audit again, a service of \(count)", ours: audit.again.each(count),
                    theirs: audit.first.each(count), against: "the first audit", target: .atMost(0.1)),
            ]
        }
        outcome.rows.append(
            Row(
                name: "audit, a service of 10000", ours: large.first.each(10_000), theirs: small.first.each(1_000),
                against: "a service of 1000", target: .atMost(1.2)))
        let (less, more) = (small.first.memory, large.first.memory)
        outcome.isMet = max(less, more) <= 300 && max(less, more) <= 1.2 * min(less, more)
        outcome.notes =
            "Memory: \(Int(less)) MiB for 1,000 services, \(Int(more)) MiB for 10,000; at most 300, and within 20 %: "
            + "\(outcome.isMet ? "met" : "MISSED").\n"
        outcome.rows += try rivals(python)
        return outcome
    }

    // MARK: Our audits

    /// The first audit of a fleet, and one more when nothing has changed.
    private func audits(of fleet: String, count: Int, _ python: String) throws -> (first: Series, again: Series) {
        let folder = "\(settings.work)/audit-\(count)"
        for name in ["list.txt", "truth.ndjson"] {
            let lines = try String(decoding: Files.read("\(fleet)/\(name)"), as: UTF8.self).split(separator: "\n")
            try Files.write(lines.prefix(count).map { $0 + "\n" }.joined(), to: "\(folder)/\(name)")
        }
        let arguments = [
            "audit", "--list", "list.txt", "--fail-on", "nothing", "--journal", "journal", "--format", "ndjson",
            "--out", "part",
        ]
        let first = run(settings.scaffold, arguments, in: folder)
        let again = run(settings.scaffold, arguments + ["--resume"], in: folder)
        var series = (first: Series(), again: Series())
        // One after the other: the first one writes the journal that the second one goes on from.
        for _ in 0..<runs {
            series.first.samples.append(try first.measure())
            // What is found must be what was done to the services, or there is nothing to measure.
            _ = try run(python, [settings.package + "/Fleet/check.py", "truth.ndjson", "part"], in: folder).output()
            series.again.samples.append(try again.measure())
            _ = try run(python, [settings.package + "/Fleet/check.py", "truth.ndjson", "part"], in: folder).output()
        }
        return series
    }

    // MARK: Other tools

    /// Twenty projects that cruft and Copier made, asked about by their own tools and by ours.
    private func rivals(_ python: String) throws -> [Row] {
        let tools = try environment(python)
        let folder = settings.work + "/projects"
        _ = try run(tools + "/python", [settings.package + "/Fleet/projects.py", folder], path: tools).output()
        let questions = [
            ("cruft", "cruft check; cruft diff", "cruft check + diff"),
            ("copier", "copier check-update", "copier check-update"),
        ]
        return try questions.map { tool, question, against in
            // A project that is behind is no failure of the loop.
            let loop = "for project in \(folder)/\(tool)/*; do cd $project; \(question); done; true"
            let theirs = run("sh", ["-c", loop], path: tools)
            let ours = run(
                settings.scaffold,
                ["audit", "\(folder)/\(tool)", "--fail-on", "nothing", "--journal", "\(folder)/\(tool).journal"])
            let series = try Interleaving(runs: runs).measure([
                Side(name: "audit", run: ours.measure), Side(name: tool, run: theirs.measure),
            ])
            return Row(
                name: "audit, a project of \(tool)", ours: series[0].each(20), theirs: series[1].each(20),
                against: against, target: .none)
        }
    }

    /// The other tools in the benchmarks' build folder; the folder with their programs.
    private func environment(_ python: String) throws -> String {
        let folder = settings.package + "/.build/fleet-tools"
        if !Files.exists(folder + "/ready") {
            Files.remove(folder)
            let pins = ["copier==9.19.1", "cookiecutter==2.7.1", "cruft==2.16.0"]
            _ = try run(python, ["-m", "venv", folder]).output()
            _ = try run(folder + "/bin/python", ["-m", "pip", "install", "-q"] + pins).output()
            try Files.write("", to: folder + "/ready")
        }
        return folder + "/bin"
    }

    private func interpreter() throws -> String {
        guard let python = Files.program("python3") else { throw BenchmarkError("python3 is not installed") }
        return python
    }

    /// A command that finds the built-in scaffolds, and programs of a folder before all others.
    private func run(
        _ program: String, _ arguments: [String], in folder: String? = nil, path: String? = nil
    ) -> Command {
        var command = settings.command(program, arguments, in: folder ?? settings.work)
        command.environment["SCAFFOLD_BASELINES"] = settings.package + "/../baselines"
        if let path { command.environment["PATH"] = "\(path):\(command.environment["PATH"] ?? "")" }
        return command
    }
}
