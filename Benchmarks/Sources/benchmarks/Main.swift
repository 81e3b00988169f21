#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@main enum Main {
    static func main() {
        do {
            let isMet = try run(Settings(Array(CommandLine.arguments.dropFirst())))
            if !isMet { complain("a target was missed") }
            exit(isMet ? 0 : 1)
        } catch {
            complain("\(error)")
            exit(2)
        }
    }

    private static func complain(_ message: String) {
        let bytes = Array("benchmarks: \(message)\n".utf8)
        write(STDERR_FILENO, bytes, bytes.count)
    }

    /// Returns whether every target was met.
    private static func run(_ given: Settings) throws -> Bool {
        var settings = given
        settings.work = (getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp") + "/scaffold-benchmarks.\(getpid())"
        defer { if !given.keeps { Files.remove(settings.work) } else { print("Kept: \(settings.work)") } }
        try Files.write(
            "[user]\n\tname = Benchmark\n\temail = benchmark@example.com\n[init]\n\tdefaultBranch = main\n",
            to: settings.work + "/home/.gitconfig")
        if settings.profiles {
            try Profile(settings: settings).run()
            return true
        }

        let groups = Groups(settings: settings)
        var rows: [Row] = []
        var notes = ""
        if settings.wants("start") { rows += try groups.start() }
        if settings.wants("upgrade") || settings.wants("status") {
            for files in [40, 1_000] { rows += try groups.service(files: files) }
        }
        if settings.wants("formats") { rows.append(try groups.formats()) }
        if settings.wants("merge") {
            let merges = try groups.merge()
            rows += merges
            notes += Growth.text(merges)
        }
        if settings.wants("structure") {
            rows += try MadeFileGroup(settings: settings, files: MadeFile.formats) {
                $0.hasSuffix("yaml") ? 200 : 500
            }.rows()
        }
        if settings.wants("code") {
            rows += try MadeFileGroup(settings: settings, files: MadeFile.code, changesMany: true) { _ in 1_000 }.rows()
        }
        if settings.wants("jinja") { rows += try JinjaGroup(settings: settings).rows() }
        var isMet = true
        if settings.wants("fleet") {
            let fleet = try FleetGroup(settings: settings).measure()
            rows += fleet.rows
            notes += fleet.notes
            isMet = fleet.isMet
        }
        print(Table.text(rows))
        print("Medians of \(settings.runs) runs of each side, in turn; processor time is user and system together.")
        print(notes, terminator: "")
        return isMet && rows.allSatisfy { $0.isMet ?? true }
    }
}
