extension Lint {
    /// Ports: what the image listens on, and what compose, pods, probes, services and ingresses say.
    static func ports(_ subject: LintSubject) -> [LintFinding] {
        everyRender(.ports, subject) { files in
            imagePorts(files) + files.objects.flatMap { probes($0) + servicePorts($0, files) + backends($0, files) }
        }
    }

    private static func imagePorts(_ files: ServiceFiles) -> [Disagreement] {
        var found: [Disagreement] = []
        let pods = files.objects.flatMap(\.ports).map(\.number)
        for (source, ports) in Dictionary(grouping: files.exposed, by: \.source).sorted(by: { $0.key < $1.key }) {
            // An image for development may have more ports than pods have: one in common is enough.
            if pods.isEmpty || ports.contains(where: { pods.contains($0.port) }) { continue }
            let shown = ports.map { String($0.port) }.joined(separator: " ")
            found.append(
                Disagreement(
                    source: source, message: "EXPOSE \(shown), but no container has such a containerPort",
                    fix: "use one port in the Dockerfile and in the Deployment"))
        }
        let exposed = files.exposed.map(\.port)
        for service in files.composeServices where service.isBuilt && !exposed.isEmpty {
            let targets = (service.body["ports"]?.elements ?? []).compactMap(containerPort)
            if targets.isEmpty || targets.contains(where: exposed.contains) { continue }
            found.append(
                Disagreement(
                    source: service.source,
                    message:
                        "the service \(service.name) publishes \(targets.map(String.init).joined(separator: ", ")), "
                        + "but the image listens on \(exposed.map(String.init).joined(separator: ", "))",
                    fix: "use one port in the Dockerfile and in the compose file"))
        }
        return found
    }

    /// The container's side of a published port, in the short or the long form.
    private static func containerPort(_ port: AnswerValue) -> Int? {
        if let target = port["target"] { return target.intValue ?? Int(target.display) }
        let last = port.display.split(separator: ":").last ?? ""
        return Int(last.prefix { $0 != "/" })
    }

    private static func probes(_ object: ServiceFiles.Object) -> [Disagreement] {
        object.containers.flatMap { container in
            let ports = ServiceFiles.Object.ports(of: container)
            return ["startupProbe", "livenessProbe", "readinessProbe"].compactMap { probe -> Disagreement? in
                let body = container[probe]
                guard let port = body?.at("httpGet", "port") ?? body?.at("tcpSocket", "port"), !has(port, ports) else {
                    return nil
                }
                return Disagreement(
                    source: object.source,
                    message:
                        "the \(probe) asks port \(port.display), which the container \(container["name"]?.display ?? "") "
                        + "does not have", fix: "name a port of the container in the \(probe)")
            }
        }
    }

    private static func servicePorts(_ object: ServiceFiles.Object, _ files: ServiceFiles) -> [Disagreement] {
        guard object.kind == "Service", let selector = object.body.at("spec", "selector")?.texts else { return [] }
        let ports = (object.body.at("spec", "ports")?.elements ?? []).compactMap { $0["targetPort"] ?? $0["port"] }
        return files.objects.filter { $0.isSelected(by: selector) }.flatMap { workload in
            ports.filter { !has($0, workload.ports) }.map { port in
                Disagreement(
                    source: object.source,
                    message: "the Service \(object.name) sends to port \(port.display), which \(workload.kind) "
                        + "\(workload.name) does not have", fix: "name a containerPort in targetPort")
            }
        }
    }

    private static func backends(_ object: ServiceFiles.Object, _ files: ServiceFiles) -> [Disagreement] {
        guard object.kind == "Ingress" else { return [] }
        let rules = object.body.at("spec", "rules")?.elements ?? []
        let paths = rules.flatMap { $0.at("http", "paths")?.elements ?? [] }
        return paths.compactMap { $0.at("backend", "service") }.compactMap { backend in
            let name = backend["name"]?.display ?? ""
            let service = files.objects.first { $0.kind == "Service" && $0.name == name }
            let wanted = backend.at("port", "name") ?? backend.at("port", "number")
            let ports = (service?.body.at("spec", "ports")?.elements ?? []).compactMap { port in
                port["port"]?.intValue.map { (number: $0, name: port["name"]?.stringValue) }
            }
            if service != nil, let wanted, has(wanted, ports) { return nil }
            return Disagreement(
                source: object.source,
                message: "the Ingress \(object.name) sends to port \(wanted?.display ?? "?") of the Service \(name), "
                    + "which is not there", fix: "name a Service and one of its ports")
        }
    }

    /// Whether a port is among others, by number or by name.
    private static func has(_ port: AnswerValue, _ ports: [(number: Int, name: String?)]) -> Bool {
        ports.contains { $0.number == port.intValue || ($0.name != nil && $0.name == port.stringValue) }
    }

    /// Selectors and names: what selects pods must meet some, what scales must have something to scale.
    static func selectors(_ subject: LintSubject) -> [LintFinding] {
        everyRender(.selectors, subject) { files in
            files.objects.compactMap { object in
                switch object.kind {
                case "HorizontalPodAutoscaler": target(of: object, files)
                case "Service": missed(object, object.body.at("spec", "selector"), files)
                case "NetworkPolicy": missed(object, object.body.at("spec", "podSelector", "matchLabels"), files)
                case "PodDisruptionBudget": missed(object, object.body.at("spec", "selector", "matchLabels"), files)
                default: ownPods(object)
                }
            }
        }
    }

    private static func ownPods(_ object: ServiceFiles.Object) -> Disagreement? {
        guard object.podTemplate != nil, let labels = object.body.at("spec", "selector", "matchLabels")?.texts,
            !object.isSelected(by: labels)
        else { return nil }
        return Disagreement(
            source: object.source,
            message: "the matchLabels of \(object.kind) \(object.name) are not among the labels of its own pods",
            fix: "write the same labels in the selector and in the template")
    }

    private static func missed(
        _ object: ServiceFiles.Object, _ selector: AnswerValue?, _ files: ServiceFiles
    ) -> Disagreement? {
        guard let labels = selector?.texts, !labels.isEmpty,
            !files.objects.contains(where: { $0.isSelected(by: labels) })
        else { return nil }
        let shown = labels.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: ", ")
        return Disagreement(
            source: object.source, message: "\(object.kind) \(object.name) selects \(shown), which no pods have",
            fix: "select labels of the Deployment's pods")
    }

    private static func target(of object: ServiceFiles.Object, _ files: ServiceFiles) -> Disagreement? {
        let target = object.body.at("spec", "scaleTargetRef")
        let kind = target?["kind"]?.display ?? ""
        let name = target?["name"]?.display ?? ""
        if files.objects.contains(where: { $0.kind == kind && $0.name == name }) { return nil }
        return Disagreement(
            source: object.source, message: "\(object.name) scales \(kind) \(name), which is not there",
            fix: "name the Deployment in scaleTargetRef")
    }
}
