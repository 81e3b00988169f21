/// References in the objects of Tekton, Argo Workflows, Istio and Flux.
enum DeliveryReferences {
    static func dangling(_ objects: ManifestObjects) -> Set<String> {
        var found: Set<String> = []
        for object in objects.all {
            guard let spec = object["spec"] else { continue }
            switch object["kind"]?.text {
            case "Pipeline", "Task": found.formUnion(tekton(spec))
            case "PipelineRun", "TaskRun":
                for field in ["pipelineSpec", "taskSpec"] { found.formUnion(spec[field].map(tekton) ?? []) }
            case "Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate": found.formUnion(argo(spec))
            case "CronWorkflow": found.formUnion(spec["workflowSpec"].map(argo) ?? [])
            case "VirtualService": found.formUnion(istio(spec, objects))
            case let kind? where kind == "Kustomization" || kind == "HelmRelease":
                for name in spec.entryNames("dependsOn") where !objects.has(kind, name) {
                    found.insert("\(kind) \(name)")
                }
            default: break
            }
        }
        return found
    }

    private static let tektonUse = Pattern(/\$\((params|tasks)\.([A-Za-z0-9_-]+)/)

    /// Names of a pipeline's or a task's own parameters, tasks, results and workspaces.
    private static func tekton(_ spec: Value) -> Set<String> {
        let tasks = (spec["tasks"]?.elements ?? []) + (spec["finally"]?.elements ?? [])
        let names = Set(tasks.compactMap { $0["name"]?.text })
        let specs = [spec] + tasks.compactMap { $0["taskSpec"] }
        let params = Set(specs.flatMap { $0.entryNames("params") })
        let workspaces = Set(spec.entryNames("workspaces"))
        var found: Set<String> = []
        var needs: [String: [String]] = [:]
        for task in tasks {
            for name in task["runAfter"]?.texts ?? [] where !names.contains(name) { found.insert("task \(name)") }
            if let name = task["name"]?.text { needs[name] = task["runAfter"]?.texts ?? [] }
            for name in (task["workspaces"]?.elements ?? []).compactMap({ $0["workspace"]?.text })
            where !workspaces.contains(name) {
                found.insert("workspace \(name)")
            }
        }
        for name in NameGraph.cyclic(needs) { found.insert("cycle of \(name)") }
        for text in spec.allTexts where text.utf8.contains(UInt8(ascii: "$")) {
            for use in text.matches(of: tektonUse) {
                let name = String(use.2)
                if use.1 == "params", !params.contains(name) { found.insert("param \(name)") }
                // `tasks.status` is that of all tasks together.
                if use.1 == "tasks", name != "status", !names.contains(name) { found.insert("task \(name)") }
            }
        }
        return found
    }

    private static let argoUse = Pattern(/\{\{=?\s*inputs\.parameters\.([\w-]+)/)

    /// Names of a workflow's own templates, the tasks of each and what is put into it.
    private static func argo(_ spec: Value) -> Set<String> {
        let templates = spec["templates"]?.elements ?? []
        let known = Set(spec.entryNames("templates"))
        if known.isEmpty { return [] }
        let steps = templates.flatMap { ($0["steps"]?.elements ?? []).flatMap { [$0] + $0.elements } }
        let tasks = templates.flatMap { $0["dag"]?["tasks"]?.elements ?? [] }
        let named = [spec["entrypoint"], spec["onExit"]] + (steps + tasks).flatMap { [$0["template"], $0["onExit"]] }
        var found = Set(named.compactMap { $0?.text }.filter { !known.contains($0) && !$0.contains("{{") })
            .mapped { "template \($0)" }
        for template in templates {
            let tasks = Set(template["dag"]?.entryNames("tasks") ?? [])
            for name in (template["dag"]?["tasks"]?.elements ?? []).flatMap({ $0["dependencies"]?.texts ?? [] })
            where !tasks.contains(name) {
                found.insert("task \(name)")
            }
            let inputs = Set(template["inputs"]?.entryNames("parameters") ?? [])
            for text in template.allTexts where text.holds("{{") {
                for use in text.matches(of: argoUse)
                where !inputs.contains(String(use.1)) {
                    found.insert("parameter \(use.1) of \(template["name"]?.text ?? "")")
                }
            }
        }
        return found
    }

    /// Subsets that the rule for their host does not make, and hosts and gateways that are not there.
    private static func istio(_ spec: Value, _ objects: ManifestObjects) -> Set<String> {
        var subsets: [String: Set<String>] = [:]
        for rule in objects.of("DestinationRule").compactMap({ $0["spec"] }) {
            subsets[rule["host"]?.text ?? "", default: []].formUnion(rule.entryNames("subsets"))
        }
        var found: Set<String> = []
        for gateway in spec["gateways"]?.texts ?? [] where gateway != "mesh" && !objects.has("Gateway", gateway) {
            found.insert("Gateway \(gateway)")
        }
        let routes = ["http", "tcp", "tls"].flatMap { spec[$0]?.elements ?? [] }
        for route in routes.flatMap({ ($0["route"]?.elements ?? []) + ($0["mirror"].map { [$0] } ?? []) }) {
            let destination = route["destination"] ?? route
            guard let host = destination["host"]?.text else { continue }
            if !host.contains("."), !objects.has("Service", host) { found.insert("Service \(host)") }
            guard let subset = destination["subset"]?.text, subsets[host]?.contains(subset) == false else { continue }
            found.insert("subset \(host) \(subset)")
        }
        return found
    }
}
