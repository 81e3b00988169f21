import Report
import Template

/// Merges that are clean as text and still wrong as a whole: two files of which only one applies, or both do.
///
/// Each rule is a real trap of template updates; none changes the merge, each says what to look at. They look at what the
/// service has after the plan, not at what the plan changes, so that `status` repeats them until somebody acts.
struct Pitfalls {
    private let plan: Plan
    private let template: Baseline
    private let tree: PlannedTree

    init(plan: Plan, template: Baseline, local: any LocalFiles) {
        self.plan = plan
        self.template = template
        tree = PlannedTree(plan: plan, local: local)
    }

    /// The findings for what the service will be after the plan.
    func findings() -> [Finding] {
        var findings: [Finding] = []
        for file in template.files where tree.exists(file.path) {
            findings += shadowedModule(file.path) + shadowedCompose(file.path)
        }
        for file in plan.files where file.action == .hold && file.incoming == nil && isWorkflow(file.path) {
            guard template.files.contains(where: { isWorkflow($0.path) }) else { continue }
            findings.append(
                Finding(
                    rule: "two-workflows", severity: .warning, path: file.path,
                    message:
                        "the template replaced this workflow and the edited one was kept: both run until it is resolved"
                ))
        }
        return findings
    }

    /// `app/crud.py` beside `app/crud/__init__.py`: Python imports the package and ignores the module without a word.
    private func shadowedModule(_ path: String) -> [Finding] {
        guard path.hasSuffix("/__init__.py") else { return [] }
        let module = path.dropLast("/__init__.py".count) + ".py"
        guard isStranger(String(module)) else { return [] }
        return [
            Finding(
                rule: "shadowed-module", severity: .warning, path: String(module),
                message: "Python imports the package \(path) instead of this module: move its code there or delete it")
        ]
    }

    /// A kept `docker-compose.yml` beside the template's `compose.yaml`: Compose uses one and warns at best.
    private func shadowedCompose(_ path: String) -> [Finding] {
        let preferred = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last, let rank = preferred.firstIndex(of: String(name)) else { return [] }
        let directory = parts.dropLast().map { $0 + "/" }.joined()
        return preferred.enumerated().compactMap { other, otherName in
            guard other != rank, isStranger(directory + otherName) else { return nil }
            let (used, ignored) = other < rank ? (otherName, String(name)) : (String(name), otherName)
            return Finding(
                rule: "shadowed-compose", severity: .warning, path: directory + ignored,
                message: "Compose reads \(used) and ignores this file: carry its settings over and delete it")
        }
    }

    private func isWorkflow(_ path: String) -> Bool { path.hasPrefix(".github/workflows/") }

    /// Whether the service has a file there that is none of the template's.
    private func isStranger(_ path: String) -> Bool { template[path] == nil && tree.exists(path) }
}
