/// References within files of build tools that lead nowhere or in a ring, told by what the file says: tasks, the pipelines of
/// Azure, releases of Go programs, what runs on Fly.
///
/// A word such as `build` stands for many things in them, so that the guard of names knows too little.
enum ToolReferences {
    static func dangling(in document: Value) -> Set<String> {
        var found: Set<String> = []
        if case .map? = document["tasks"], document["version"] != nil { found.formUnion(tasks(of: document)) }
        for name in ["tasks", "pipeline", "targetDefaults", "targets", "steps"] {
            found.formUnion(targets(document[name]?.pairs ?? [:]))
        }
        for (list, name) in [("stages", "stage"), ("jobs", "job")] {
            found.formUnion(parts(document[list]?.elements ?? [], name))
        }
        for stage in document["stages"]?.elements ?? [] {
            found.formUnion(
                parts(stage["jobs"]?.elements ?? [], "job").mapped { "\($0) in \(stage["stage"]?.text ?? "")" })
        }
        // Helmfile: `namespace/name` of another release.
        let charts = document["releases"]?.elements ?? []
        let names = Set(charts.compactMap { $0["name"]?.text })
        for need in charts.flatMap({ $0["needs"]?.texts ?? [] }) where !need.contains("{{") {
            let name = need.split(separator: "/").last.map(String.init) ?? need
            if !names.contains(name) { found.insert("release \(name)") }
        }
        if let builds = document["builds"]?.elements { found.formUnion(releases(of: document, builds)) }
        if document["linters"] != nil, document["version"]?.text == "2" { found.formUnion(linters(of: document)) }
        if document["service"]?["pipelines"] != nil { found.formUnion(receivers(of: document)) }
        let built = (document["build"]?["artifacts"]?.elements ?? []).compactMap { $0["image"]?.text }
        if !built.isEmpty {
            // What Skaffold tests is what it builds.
            let tested = (document["test"]?.elements ?? []).compactMap { $0["image"]?.text }
            found.formUnion(Set(tested).subtracting(built).mapped { "image \($0)" })
        }
        found.formUnion(MonitoringReferences.dangling(in: document))
        found.formUnion(ConcourseReferences.dangling(in: document))
        return found.union(listeners(document)).union(TraefikReferences.dangling(in: document))
            .union(AzureArtifacts.dangling(in: document))
    }

    /// Ports that two parts of a collector of OpenTelemetry listen on.
    private static func receivers(of document: Value) -> Set<String> {
        func ports(_ value: Value) -> [String] {
            let own = value["endpoint"]?.text.flatMap { $0.split(separator: ":").last.map(String.init) }
            return [own].compactMap { $0 }.filter { Int($0) != nil } + value.pairs.values.flatMap(ports)
        }
        let listening = ["receivers", "extensions"].flatMap { section in
            (document[section]?.pairs ?? [:]).filter { served.contains(String($0.key.name.prefix { $0 != "/" })) }
                .values
        }
        return doubled(listening.flatMap(ports)).mapped { "second port \($0)" }
    }

    /// What listens on its endpoint, where others call theirs.
    private static let served: Set<String> = [
        "otlp", "prometheus", "jaeger", "zipkin", "opencensus", "statsd", "carbon", "health_check", "zpages", "pprof",
    ]

    /// What golangci-lint takes in its first form only: formatters among the linters, settings under their old keys.
    private static func linters(of document: Value) -> Set<String> {
        let formatters: Set<String> = ["gci", "gofmt", "gofumpt", "goimports", "golines"]
        let found = formatters.intersection(document["linters"]?["enable"]?.texts ?? []).mapped { "formatter \($0)" }
        let old = ["linters-settings", "output-format"].filter { document[$0] != nil }
        let rules = ["exclude-rules", "exclude-dirs", "exclude-files"].filter { document["issues"]?[$0] != nil }
        return found.union((old + rules).map { "old \($0)" })
    }

    private static let taskCall = Pattern(/(?:^|[;&|] *)task ([\w:-]+)/)

    /// A ring of tasks, one alias for two, and commands that run a task that is not there.
    private static func tasks(of document: Value) -> Set<String> {
        let tasks = document["tasks"]?.pairs ?? [:]
        var needs: [String: [String]] = [:]
        for (name, task) in tasks {
            needs[name.name] = (task["deps"]?.elements ?? []).compactMap { $0.text ?? $0["task"]?.text }
        }
        let names = tasks.keys.map(\.name) + tasks.values.flatMap { $0["aliases"]?.texts ?? [] }
        // `task name` among other commands: what an included file has is as unknown on the side that runs it.
        let commands = tasks.values.flatMap { ($0["cmds"] ?? $0["cmd"] ?? $0).allTexts }
        let run = Set(commands.flatMap { $0.matches(of: taskCall).map { String($0.1) } })
        return NameGraph.cyclic(needs).mapped { "cycle of \($0)" }.union(doubled(names).mapped { "second task \($0)" })
            .union(run.union(needs.values.joined()).subtracting(names).mapped { "task \($0)" })
    }

    /// A ring of what turbo and nx build within one package, or of Woodpecker's steps; `^build` is of other packages.
    private static func targets(_ targets: [Key: Value]) -> Set<String> {
        var needs: [String: [String]] = [:]
        for (name, target) in targets {
            needs[name.name] = ((target["dependsOn"] ?? target["depends_on"])?.texts ?? []).filter {
                !$0.hasPrefix("^") && !$0.contains("#")
            }
        }
        return NameGraph.cyclic(needs).mapped { "cycle of \($0)" }
    }

    /// Stages and jobs of Azure that wait for what is not there, or for one another.
    private static func parts(_ parts: [Value], _ kind: String) -> Set<String> {
        var needs: [String: [String]] = [:]
        for part in parts {
            guard let name = (part[kind] ?? part["deployment"])?.text else { continue }
            needs[name] = part["dependsOn"]?.texts ?? []
        }
        var found = NameGraph.cyclic(needs).mapped { "cycle of \($0)" }
        // A template may bring others.
        if needs.isEmpty || parts.contains(where: { $0["template"] != nil }) { return found }
        for name in needs.values.joined() where needs[name] == nil && !name.contains("{{") {
            found.insert("\(kind) \(name)")
        }
        return found
    }

    /// What is packed of builds that are not there.
    private static func releases(of document: Value, _ builds: [Value]) -> Set<String> {
        let ids = Set(builds.compactMap { $0["id"]?.text })
        guard !ids.isEmpty, builds.allSatisfy({ $0["id"] != nil }) else { return [] }
        var found: Set<String> = []
        for kind in ["archives", "nfpms", "dockers", "universal_binaries", "upx", "kos"] {
            let packages = kind == "dockers" ? (document["nfpms"]?.elements ?? []).compactMap { $0["id"]?.text } : []
            for id in (document[kind]?.elements ?? []).flatMap({ ($0["ids"] ?? $0["builds"])?.texts ?? [] })
            where !ids.contains(id) && !packages.contains(id) && !id.contains("{{") {
                found.insert("build \(id)")
            }
        }
        let kinds = Set(builds.flatMap { $0["goarch"]?.texts ?? [] })
        for kind in (document["dockers"]?.elements ?? []).compactMap({ $0["goarch"]?.text })
        where !kinds.isEmpty && !kinds.contains(kind) {
            found.insert("build for \(kind)")
        }
        return found
    }

    /// Ports of an app on Fly that nothing of it listens on.
    private static func listeners(_ document: Value) -> Set<String> {
        func table(_ name: String) -> Value? {
            document.pairs.first { $0.key.name == name && $0.key.kind != "array" }?.value
        }
        let services = document.pairs.filter { $0.key.name == "services" }.flatMap(\.value.elements)
        let ports = Set(([table("http_service")] + services).compactMap { $0?["internal_port"]?.text })
        if ports.isEmpty { return [] }
        let checks = document.pairs.filter { $0.key.name.hasPrefix("checks.") }.map(\.value)
        let asked = (checks + (table("checks")?.pairs.values.map { $0 } ?? [])).compactMap { $0["port"]?.text }
        let variable = table("env")?["PORT"]?.text
        return Set((asked + [variable].compactMap { $0 }).filter { !ports.contains($0) }.map { "port \($0)" })
    }
}
