import Drift
import Git
import Report
import Template

extension Publisher {
    /// Title and text for a plan.
    func text(_ found: Found, _ plan: Plan, _ commit: ObjectID?) throws -> Situation.Text {
        let report = try report(found, plan)
        var title = report.title(directory: service.directory)
        if let wanted = request.title {
            title = wanted.replacing("{scaffold}", with: plan.scaffold).replacing("{from}", with: "\(plan.from)")
                .replacing("{to}", with: "\(plan.to)")
        }
        var context = PullRequestContext(
            branch: found.branch, base: found.view.base, remote: target.remoteName,
            comparison: comparison(found, plan), rebuildLabel: PublishRequest.rebuildLabel,
            pauseLabel: PublishRequest.pauseLabel, noun: forge?.kind.noun ?? "pull request", tool: tool)
        context.workflows = found.workflows.map {
            .init(paths: $0.paths, branch: $0.isRefused ? nil : $0.branch, patch: $0.patch)
        }
        // Room for the block.
        let limit = (forge?.kind ?? .github).bodyLimit - 1_000
        let plain = report.markdown(directory: service.directory, request: context, limit: limit)
        let previous = found.pullRequests.first { $0.state == .open }.flatMap { MachineBlock(in: $0.body) }
        var ending = found.verification?.result.rawValue
        if ending == nil, let previous, previous.commit == commit?.hex { ending = previous.verification }
        context.verification = found.verification
        let body =
            context.verification == nil
            ? plain : report.markdown(directory: service.directory, request: context, limit: limit)
        let isChecked = ending == nil || ending == PullRequestContext.Verification.Result.passed.rawValue
        let isDraft = request.isDraft || !report.held.isEmpty || !isChecked
        return Situation.Text(
            title: title, body: body, isDraft: isDraft, hasConflicts: !report.held.isEmpty,
            block: MachineBlock(
                scaffold: plan.scaffold, directory: service.directory, release: plan.to.description,
                commit: commit?.hex ?? "",
                text: String(ObjectID.of(blob: Array("\(title)\n\(plain)".utf8)).hex.prefix(16)), isDraft: isDraft,
                verification: ending))
    }

    /// The plan's report with what only a pull request shows: counts of lines, and the patches of what waits.
    func report(_ found: Found, _ plan: Plan) throws -> UpgradeReport {
        var report = plan.report
        report.branch = found.branch
        let files = Dictionary(plan.files.map { ($0.path, $0) }) { first, _ in first }
        for index in report.files.indices {
            guard let file = files[report.files[index].path], file.writes else { continue }
            report.files[index].lines = PatchLines(try file.patch(.merged, content: content)).counts
        }
        for index in report.held.indices {
            guard let file = files[report.held[index].path] else { continue }
            report.held[index].patch = String(decoding: try file.patch(.incoming, content: content), as: UTF8.self)
        }
        return report
    }

    /// A page that compares two states of the template, for sources on a forge.
    private func comparison(_ found: Found, _ plan: Plan) -> String? {
        func entry(_ record: Record) -> Record.Entry? { record.scaffolds.first { $0.name == plan.scaffold } }
        guard let before = entry(plan.recordBefore), let after = entry(plan.recordAfter) else { return nil }
        let source = RemoteURL.withoutCredentials(before.source)
        let states = [before, after].map { $0.commit?.hex ?? ($0.foreign == nil ? "" : "\($0.release)") }
        let isPlain = (source + states.joined()).utf8.allSatisfy { byte in
            byte.isLetterOrDigit || "-._~:/+@".utf8.contains(byte)
        }
        guard source.hasPrefix("https://"), isPlain, states.allSatisfy({ !$0.isEmpty }), states[0] != states[1] else {
            return nil
        }
        let page = RemoteURL.normalized(source)
        return "\(page)/\(page.contains("gitlab") ? "-/" : "")compare/\(states[0])...\(states[1])"
    }

    /// Who is asked to review: the same people for the same upgrade, whoever runs it.
    func reviewers(_ found: Found) throws -> Reviewers {
        guard let forge else { return Reviewers() }
        let named = request.reviewers.map { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 }
        var wanted = Reviewers(
            people: named.filter { !$0.contains("/") },
            teams: named.filter { $0.contains("/") }.compactMap { $0.split(separator: "/").last.map(String.init) })
        if request.asksOwners, let owners = try owners(found) {
            wanted.people += owners.people.filter { !wanted.people.contains($0) }
            wanted.teams += owners.teams.filter { !wanted.teams.contains($0) }
        }
        guard wanted.people.count + wanted.teams.count > request.maximumReviewers else { return wanted }
        let salt = "\(forge.address.path) \(found.plan.to) "
        let names = (wanted.people + wanted.teams.map { "/" + $0 }).sorted { one, two in
            ObjectID.of(blob: Array((salt + one).utf8)) < ObjectID.of(blob: Array((salt + two).utf8))
        }
        let chosen = Set(names.prefix(request.maximumReviewers))
        return Reviewers(
            people: wanted.people.filter(chosen.contains), teams: wanted.teams.filter { chosen.contains("/" + $0) })
    }

    /// Who owns the files that change, as the base branch's CODEOWNERS has it.
    private func owners(_ found: Found) throws -> Reviewers? {
        let repository = service.repository
        for place in Codeowners.places {
            guard let entry = try repository.entry(at: place, in: found.service.commit.tree),
                entry.mode == .file || entry.mode == .executable
            else { continue }
            let file = Codeowners(String(decoding: try repository.blob(entry.id), as: UTF8.self))
            return file.reviewers(of: found.plan.changes.keys.map(found.service.repositoryPath).sorted())
        }
        return nil
    }
}

/// The lines of a patch.
struct PatchLines {
    /// How many are added and removed; nil for a binary file.
    var counts: (added: Int, removed: Int)?

    init(_ patch: [UInt8]) {
        var (added, removed) = (0, 0)
        var isInHunk = false
        for line in patch.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.starts(with: "@@ ".utf8) {
                isInHunk = true
            } else if line.starts(with: "diff --git ".utf8) {
                isInHunk = false
            } else if isInHunk {
                if line.first == UInt8(ascii: "+") { added += 1 }
                if line.first == UInt8(ascii: "-") { removed += 1 }
            } else if line.starts(with: "Binary files ".utf8) || line.starts(with: "GIT binary patch".utf8) {
                return
            }
        }
        counts = (added, removed)
    }
}
