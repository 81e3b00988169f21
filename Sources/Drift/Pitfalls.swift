import Report

/// Merges that are clean as text and still wrong as a whole: two files of which only one applies, or both do.
///
/// Each rule is a real trap of template updates; none changes the merge, each says what to look at.
enum Pitfalls {
    /// The findings for what the service will be after the plan.
    static func findings(in plan: Plan, local: any LocalFiles) -> [Finding] {
        var findings: [Finding] = []
        let added = plan.files.filter { $0.local == nil && $0.result != nil }.map(\.path)
        let addedOrMoved = plan.files.filter { ($0.local == nil || $0.previousPath != nil) && $0.result != nil }.map(
            \.path)
        for path in addedOrMoved {
            findings += shadowedModule(path, plan, local)
            findings += shadowedCompose(path, plan, local)
        }
        for file in plan.files where file.action == .hold && file.incoming == nil {
            if file.path.hasPrefix(".github/workflows/"), added.contains(where: { $0.hasPrefix(".github/workflows/") })
            {
                findings.append(
                    Finding(
                        rule: "two-workflows", severity: .warning, path: file.path,
                        message:
                            "the template replaced this workflow and the edited one was kept: both run until it is resolved"
                    ))
            }
        }
        return findings
    }

    /// `app/crud.py` beside `app/crud/__init__.py`: Python imports the package and ignores the module without a word.
    private static func shadowedModule(_ path: String, _ plan: Plan, _ local: any LocalFiles) -> [Finding] {
        guard path.hasSuffix("/__init__.py") else { return [] }
        let module = path.dropLast("/__init__.py".count) + ".py"
        guard exists(String(module), plan, local) else { return [] }
        return [
            Finding(
                rule: "shadowed-module", severity: .warning, path: String(module),
                message:
                    "Python imports the new package \(path) instead of this module: move its code there or delete it")
        ]
    }

    /// A kept `docker-compose.yml` beside the template's `compose.yaml`: Compose uses one and warns at best.
    private static func shadowedCompose(_ path: String, _ plan: Plan, _ local: any LocalFiles) -> [Finding] {
        let preferred = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last, let rank = preferred.firstIndex(of: String(name)) else { return [] }
        let directory = parts.dropLast().map { $0 + "/" }.joined()
        return preferred.enumerated().compactMap { other, otherName in
            guard other != rank, exists(directory + otherName, plan, local) else { return nil }
            let (used, ignored) = other < rank ? (otherName, String(name)) : (String(name), otherName)
            return Finding(
                rule: "shadowed-compose", severity: .warning, path: directory + ignored,
                message: "Compose reads \(used) and ignores this file: carry its settings over and delete it")
        }
    }

    private static func exists(_ path: String, _ plan: Plan, _ local: any LocalFiles) -> Bool {
        if let file = plan.files.first(where: { $0.path == path || $0.previousPath == path }) {
            return file.path == path && file.result != nil
        }
        return ((try? local.file(at: path)) ?? nil) != nil
    }
}
