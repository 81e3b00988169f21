import FakeForge
import Foundation
import TestSupport
import Testing

/// A month of a fleet: services, releases, people and failures from one seed.
///
/// Whatever happens in between, at the end
/// every law of the update pull requests holds.
///
/// SCAFFOLD_SIMULATION_SEED, _SERVICES and _NIGHTS ask for another month.
@Suite struct NightlySimulationTests {
    private static func setting(_ name: String, _ usual: Int) -> Int {
        ProcessInfo.processInfo.environment["SCAFFOLD_SIMULATION_\(name)"].flatMap { Int($0) } ?? usual
    }

    @Test func aMonthOfNights() async throws {
        let month = try await Month(
            seed: UInt64(Self.setting("SEED", 3)), services: Self.setting("SERVICES", 4), kind: "github")
        for night in 1...Self.setting("NIGHTS", 6) { try await month.pass(night) }
        try await month.settle()
        for text in try month.complaints() { Issue.record("\(text)") }
        #expect(month.counts["merge", default: 0] > 0 && month.counts["person", default: 0] > 0, "\(month.counts)")
    }
}

/// The fleet and what happens to it.
private final class Month {
    let bench: Workbench
    let forge: FakeForge
    let kind: String
    let services: [String]
    var random: SeededRandom
    var scaffold = SampleScaffold(releases: [Month.release(0)])
    /// What people wrote on a branch or base, which must be found again: service, file, branch.
    var written: [(service: String, file: String, isOnBase: Bool)] = []
    var declined: Set<String> = []
    var counts: [String: Int] = [:]
    var problems: [String] = []

    init(seed: UInt64, services count: Int, kind: String) async throws {
        self.kind = kind
        random = SeededRandom(seed: seed)
        forge = try await FakeForge.start()
        services = (0..<count).map { "acme/service-\($0)" }
        let (forge, scaffold, services) = (forge, scaffold, services)
        bench = try await offPool {
            let bench = try Workbench(scaffold)
            for service in services {
                let folder = service.replacing("acme/", with: "")
                try bench.scaffold("new", "./template@1.0.0", folder, at: bench.directory.path)
                try forge.addRepository(service, files: [:])
                try bench.git("push", "--quiet", forge.cloneURL(service), "main", at: bench.directory.path(folder))
                try bench.git("remote", "add", "origin", forge.remote(service), at: bench.directory.path(folder))
            }
            return bench
        }
    }

    /// A release that changes one of nine lines, and now and then a file.
    static func release(_ number: Int) -> SampleScaffold.Release {
        let changed = Dictionary((0...number).filter { $0 > 0 }.map { (1 + $0 * 4 % 9, "line of release \($0)") }) {
            $1
        }
        return SampleScaffold.Release(
            version: "1.\(number).0",
            files: [
                "app.txt": SampleScaffold.lines(changed), "Dockerfile": "FROM base:\(number)\nRUN install\n",
                "only-\(number / 2).txt": "file of \(number / 2)\n",
            ])
    }

    private func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private func count(_ what: String) { counts[what, default: 0] += 1 }

    // MARK: A day and its night

    func pass(_ night: Int) async throws {
        if night % 5 == 1 || happens(10) {
            scaffold.releases.append(Self.release(scaffold.releases.count))
            try scaffold.write(to: "template", in: bench.directory)
            count("release")
        }
        for service in services where happens(40) { try day(of: service, night) }
        // Drawn before the jobs run side by side, so that a seed is a month.
        let jobs = services.map {
            Night(bench: bench, forge: forge, kind: kind, service: $0, night: night, fault: fault())
        }
        try await withThrowingTaskGroup(of: [String].self) { group in
            var waiting = jobs[...]
            for _ in 0..<2 { if let job = waiting.popFirst() { group.addTask { try await job.run() } } }
            for try await found in group {
                problems += found
                if let job = waiting.popFirst() { group.addTask { try await job.run() } }
            }
        }
    }

    /// What goes wrong at the forge in a service's night, if anything does.
    private func fault() -> (FaultKind, String)? {
        guard happens(15) else { return nil }
        count("fault")
        let faults: [(FaultKind, String)] = [
            (.status(500, afterDoing: true), "POST */pulls"), (.status(503), "POST */pulls"),
            (.status(502), "PATCH */pulls/*"), (.brokenConnection(afterDoing: true), "POST */pulls"),
            (.secondaryLimit(retryAfter: 3600), "POST */pulls"), (.status(500), "POST */comments"),
            (.status(422), "POST */labels"), (.staleList, "GET */pulls"), (.status(503), "POST */git-receive-pack"),
        ]
        return faults.randomElement(using: &random)
    }

    /// What a person does to a service in a day.
    private func day(of service: String, _ night: Int) throws {
        let open = try forge.pullRequests(service).first { $0.state == "open" }
        switch Int.random(in: 0..<100, using: &random) {
        case ..<25:
            let file = "owners-\(night).txt"
            try forge.commit(to: service, files: [file: "written by its owners\n"])
            written.append((service, file, true))
            count("edit")
        case ..<35:
            // An edit that a release may be in the way of.
            let line = Int.random(in: 1...9, using: &random)
            let text = try file("app.txt", of: service, at: "main").split(separator: "\n").map(String.init)
            var lines = text
            if lines.indices.contains(line - 1) { lines[line - 1] = "line \(line) of the owners, night \(night)" }
            try forge.commit(to: service, files: ["app.txt": lines.joined(separator: "\n") + "\n"])
            count("overlap")
        case ..<70:
            guard let open, !open.isDraft else { return }
            let squash = happens(50)
            do {
                try forge.merge(service, open.number, squash: squash, deletingBranch: happens(50))
            } catch {
                // The base moved on below people's commits, which are theirs to bring there; ours are made anew.
                if !hasPerson(service) { problems.append("\(service): ours can't be merged: \(error)") }
                return count("stuck")
            }
            // What people added to the branch is on the base from now on.
            for index in written.indices where written[index].service == service { written[index].isOnBase = true }
            count("merge")
        case ..<80:
            guard let open else { return }
            let file = "person-\(night).txt"
            try forge.commit(to: service, branch: open.head, files: [file: "written on the branch\n"])
            written.append((service, file, false))
            count("person")
        case ..<87:
            guard let open, !hasPerson(service) else { return }
            try forge.close(service, open.number)
            declined.insert("\(service) \(open.title.split(separator: " ").first { $0.hasPrefix("1.") } ?? "")")
            count("close")
        case ..<93:
            guard let open else { return }
            try forge.comment(service, open.number, "What is this?")
            count("comment")
        default:
            guard let open else { return }
            try forge.retitle(service, open.number, open.title + "!")
            count("retitle")
        }
    }

    private func hasPerson(_ service: String) -> Bool { written.contains { $0.service == service && !$0.isOnBase } }

    /// Runs the jobs until nothing is left that a failure held up.
    func settle() async throws {
        for service in services {
            let night = Night(bench: bench, forge: forge, kind: kind, service: service, night: 0, fault: nil)
            problems += try await night.run()
        }
    }

    // MARK: What must hold

    private func file(_ name: String, of service: String, at branch: String) throws -> String {
        try run(
            "git", ["--git-dir", forge.gitDirectory(service), "show", "\(branch):\(name)"],
            environment: bench.environment
        ).text
    }

    func complaints() throws -> [String] {
        var found = problems
        for service in services {
            let requests = try forge.pullRequests(service)
            if requests.count(where: { $0.state == "open" }) > 1 { found.append("\(service) has two open ones") }
            // One for each release at most, but for what was withdrawn or came back.
            let titles = requests.filter { $0.state == "open" || $0.state == "closed" }.map(\.title)
            for title in Set(titles) where titles.count(where: { $0 == title }) > 1 {
                found.append("\(service): \(title) was proposed twice")
            }
            for request in requests {
                let topics = request.comments.filter { $0.contains("scaffold-topic") }
                if Set(topics).count < topics.count { found.append("\(service)#\(request.number) says a thing twice") }
            }
            for entry in written where entry.service == service {
                let branches = entry.isOnBase ? ["main"] : ["main", "scaffold/mini"]
                let isThere = try branches.contains { try !file(entry.file, of: service, at: $0).isEmpty }
                if !isThere { found.append("\(service) lost \(entry.file)") }
            }
        }
        return found
    }
}

/// The jobs of one service in one night.
private struct Night: Sendable {
    let bench: Workbench
    let forge: FakeForge
    let kind: String
    let service: String
    let night: Int
    let fault: (FaultKind, String)?

    /// The job where the forge may fail; then again, where it doesn't; and once more, which must be quiet.
    func run() async throws -> [String] {
        try await offPool {
            var problems: [String] = []
            if let fault {
                let name = service.split(separator: "/").last ?? ""
                forge.inject(fault.0, on: fault.1.replacing("*/", with: "*\(name)*/", maxReplacements: 1))
                _ = try job()
                forge.forgetFaults(on: "\(name)*/")
            }
            let seen = forge.requests.count
            let before = try state()
            let status = try job()
            let (writes, pushes) = changes(since: seen)
            if ![0, 1].contains(status) { problems.append("the job ended with \(status)") }
            // Not one write more than there are changes, and none without one.
            if try state() == before, !writes.isEmpty || pushes > 0 {
                problems.append("\(writes) and \(pushes) pushes changed nothing")
            }
            if writes.contains([]) { problems.append("a write changed nothing: \(writes)") }
            if pushes > 1 { problems.append("\(pushes) pushes") }
            let middle = forge.requests.count
            _ = try job()
            let again = changes(since: middle)
            if !again.writes.isEmpty || again.pushes > 0 {
                problems.append("a second job wrote \(again.writes) and pushed \(again.pushes) times")
            }
            return problems.map { "night \(night), \(service): \($0)" }
        }
    }

    /// What was written through the API, each with what it changed, and how often git pushed.
    private func changes(since seen: Int) -> (writes: [[String]], pushes: Int) {
        let mine = forge.requests.dropFirst(seen).filter { $0.path.contains(service) && $0.method != "GET" }
        return (
            mine.filter { $0.path.hasPrefix("/api/") && $0.status < 300 }.map(\.changed),
            mine.count { $0.path.hasSuffix("git-receive-pack") && $0.status < 300 }
        )
    }

    private func job() throws -> Int32 {
        try TestSupport.run(
            Tool.path, ["upgrade", "--pr", "--forge", kind, "--forge-url", forge.api(kind)],
            environment: bench.environment.merging(["SCAFFOLD_TOKEN": "fake-token"]) { $1 },
            directory: URL(
                filePath: bench.directory.path(service.replacing("acme/", with: "")), directoryHint: .isDirectory)
        ).status
    }

    /// All that anybody can see of the service.
    private func state() throws -> [String] {
        try forge.pullRequests(service).map { "\($0)" } + [forge.tip(service, "scaffold/mini") ?? ""]
    }
}
