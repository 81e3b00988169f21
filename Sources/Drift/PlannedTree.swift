/// Which paths the service has after a plan is carried out.
struct PlannedTree {
    private let local: any LocalFiles
    private var after: [String: Bool] = [:]

    init(plan: Plan, local: any LocalFiles) {
        self.local = local
        for file in plan.files {
            if let old = file.previousPath, after[old] == nil { after[old] = false }
            after[file.path] = file.result != nil
        }
    }

    /// Whether there may be files below a path: there were some before, or the plan writes some.
    func mayBeDirectory(_ path: String) -> Bool {
        if (try? local.isDirectory(path)) ?? true { return true }
        return after.contains { $0.value && $0.key.hasPrefix(path + "/") }
    }

    /// Whether there is a file; one that can't be looked up is none.
    func exists(_ path: String) -> Bool { after[path] ?? (((try? local.file(at: path)) ?? nil) != nil) }
}
