/// Merges of files of one kind, from 100 to 100,000 lines: by structure, where both sides change neighbours, or of code.
struct MadeFileGroup {
    var settings: Settings
    var files: [MadeFile]
    /// Whether more entries are changed in a longer file: every twentieth by one side, those in the middle between by the other.
    var changesMany = false
    /// What a merge of 10,000 lines may take, in milliseconds, by the file's path.
    var budget: (String) -> Double

    /// One row for each format and length, and one for how the cost grows; 10,000 lines have a budget.
    func rows() throws -> [Row] {
        try files.flatMap { file in
            let rows = try [100, 1_000, 10_000, 100_000].map { lines in try row(file, lines: lines) }
            return rows + [growth(file, rows.map(\.ours))]
        }
    }

    /// What a line costs in a file of 100,000 beside one of 10,000.
    ///
    /// Caches make even what is linear grow by more.
    private func growth(_ file: MadeFile, _ series: [Series]) -> Row {
        // What starting costs is the same for every length.
        let start = series[0]
        return Row(
            name: "\(file.name), a line of 100000", ours: series[3].without(start).each(100_000),
            theirs: series[2].without(start).each(10_000), against: "a line of 10000", target: .atMost(1.5))
    }

    private func row(_ file: MadeFile, lines: Int) throws -> Row {
        let folder = "\(settings.work)/structure-\(file.name)-\(lines)"
        try file.write(lines: lines, changesMany: changesMany, to: folder)
        let names = ["local", "base", "incoming"]
        let ours = settings.tool(["merge-file", "-p", "--path", file.path] + names, in: folder)
        var theirs = settings.command("git", ["merge-file", "-p"] + names, in: folder)
        // git says how many conflicts it leaves.
        theirs.accepted = Set(0...127)
        _ = try ours.output()
        let series = try Interleaving(runs: settings.runs).measure([
            Side(name: ours.program, prepare: {}, run: ours.measure),
            Side(name: theirs.program, prepare: {}, run: theirs.measure),
        ])
        return Row(
            name: "\(file.name), \(lines) lines", ours: series[0], theirs: series[1], against: "git merge-file",
            target: lines == 10_000 ? .milliseconds(budget(file.path)) : .none)
    }
}

/// A made file of one format: many entries alike, each with a version.
struct MadeFile {
    var name: String
    var path: String
    var head = ""
    var linesOfAnEntry: Int
    var entry: @Sendable (_ index: Int, _ version: Int) -> String
    var foot = ""

    /// Writes three sides: each changes the versions of some entries, neighbours of those that the other changes, or further
    /// from them where many are changed.
    func write(lines: Int, changesMany: Bool, to folder: String) throws {
        let count = max(4, lines / linesOfAnEntry)
        let step = changesMany ? 20 : max(2, count / 10)
        let apart = changesMany ? 10 : 1
        func text(_ version: (Int) -> Int) -> String {
            head + (0..<count).map { entry($0, version($0)) }.joined() + foot
        }
        try Files.write(text { _ in 0 }, to: "\(folder)/base")
        try Files.write(text { $0 % step == 0 ? 1 : 0 }, to: "\(folder)/local")
        try Files.write(text { $0 % step == apart ? 2 : 0 }, to: "\(folder)/incoming")
    }

    static let formats = [
        MadeFile(name: "Kubernetes", path: "deploy/all.yaml", linesOfAnEntry: 10) { index, version in
            """
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: service-\(index)
            spec:
              type: ClusterIP
              ports:
                - name: http
                  port: \(8000 + version)

            """
        },
        MadeFile(name: "compose", path: "compose.yaml", head: "services:\n", linesOfAnEntry: 5) {
            index, version in
            """
              service-\(index):
                image: acme/service-\(index):1.\(version).0
                ports:
                  - "\(10_000 + index):8080"
                restart: unless-stopped

            """
        },
        MadeFile(name: "list", path: "values.yaml", head: "hosts:\n", linesOfAnEntry: 1) { index, version in
            "  - host-\(index).example.org/\(version)\n"
        },
        MadeFile(name: "mapping", path: "values.yaml", linesOfAnEntry: 5) { index, version in
            "key-\(index):\n  one:\n    two:\n      three:\n        four: \(version)\n"
        },
        MadeFile(name: "TOML", path: "config.toml", linesOfAnEntry: 3) { index, version in
            "[section-\(index)]\nname = \"section \(index)\"\nversion = \"1.\(version).0\"\n"
        },
        MadeFile(
            name: "JSON", path: "config.json", head: "{\n", linesOfAnEntry: 1,
            entry: { index, version in "  \"entry-\(index)\": \"1.\(version).0\",\n" }, foot: "  \"last\": true\n}\n"),
        MadeFile(name: "env", path: ".env", linesOfAnEntry: 1) { index, version in
            "VARIABLE_\(index)=value-\(version)\n"
        },
        MadeFile(name: "INI", path: "setup.cfg", linesOfAnEntry: 2) { index, version in
            "[section-\(index)]\nvalue = \(version)\n"
        },
        MadeFile(name: "ignore", path: ".gitignore", linesOfAnEntry: 1) { index, version in
            index % 100 == 55 ? "!/keep/\(index)-\(version)\n" : "/build/\(index)-\(version)/*.o\n"
        },
        MadeFile(name: "requirements", path: "requirements.txt", linesOfAnEntry: 1) { index, version in
            "package-\(index)==1.\(version).0\n"
        },
        MadeFile(name: "Dockerfile", path: "Dockerfile", head: "FROM debian:12\n", linesOfAnEntry: 2) {
            index, version in
            "ENV VARIABLE_\(index)=\(version)\nRUN make step-\(index)\n"
        },
    ]
}
