/// Ports of containers and Services that something in the file asks for by a name or a number that is not there.
enum KubernetesPorts {
    static func dangling(_ objects: ManifestObjects) -> Set<String> {
        var found: Set<String> = []
        for container in objects.pods.flatMap(\.containers) {
            let known = Set(container.entryNames("ports"))
            for case .string(let name) in asked(by: container) where !known.contains(name) {
                found.insert("port \(name)")
            }
        }
        for object in objects.all {
            switch object["kind"]?.text {
            case "Service":
                let known = Set(containers(objects, of: object).flatMap { $0.entryNames("ports") })
                for port in object["spec"]?["ports"]?.elements ?? [] {
                    guard case .string(let name) = port["targetPort"], !known.contains(name) else { continue }
                    found.insert("target port \(name)")
                }
            case "ServiceMonitor":
                let selected = services(objects, with: object["spec"]?["selector"]?["matchLabels"]?.pairs ?? [:])
                let services = selected.isEmpty ? objects.of("Service") : selected
                let known = Set(services.compactMap { $0["spec"] }.flatMap { $0.entryNames("ports") })
                for endpoint in object["spec"]?["endpoints"]?.elements ?? [] {
                    guard let name = endpoint["port"]?.text, !known.contains(name) else { continue }
                    found.insert("service port \(name)")
                }
            default: break
            }
        }
        return found
    }

    /// A number that only the merge leads nowhere, since the container listens on another one now.
    ///
    /// A container need not say its ports; so this speaks only where a side has the port, and the merge others in its place.
    static func contradiction(_ merged: Value, _ local: Value, _ incoming: Value) -> String? {
        let found = numbers(in: ManifestObjects(merged.withoutAnchors), ofSilent: false)
        if found.isEmpty { return nil }
        let known = [local, incoming].map { numbers(in: ManifestObjects($0.withoutAnchors), ofSilent: true) }
        return found.subtracting(known[0]).subtracting(known[1]).min()
    }

    /// Numbers that are asked for and not there; those of containers without any ports too, or not.
    private static func numbers(in objects: ManifestObjects, ofSilent: Bool) -> Set<String> {
        var found: Set<String> = []
        func check(_ ports: [Value?], of containers: [Value]) {
            let known = Set(containers.flatMap { $0["ports"]?.elements ?? [] }.compactMap { $0["containerPort"]?.text })
            guard ofSilent || !known.isEmpty else { return }
            for case .literal(let number) in ports where !known.contains(number) { found.insert("port \(number)") }
        }
        for container in objects.pods.flatMap(\.containers) { check(asked(by: container), of: [container]) }
        for object in objects.all {
            switch object["kind"]?.text {
            case "Service":
                let ports = object["spec"]?["ports"]?.elements ?? []
                check(ports.map { $0["targetPort"] ?? $0["port"] }, of: containers(objects, of: object))
            case "NetworkPolicy":
                let labels = object["spec"]?["podSelector"]?["matchLabels"]?.pairs ?? [:]
                let ports = (object["spec"]?["ingress"]?.elements ?? []).flatMap { $0["ports"]?.elements ?? [] }
                check(ports.map { $0["port"] }, of: objects.pods(with: labels).flatMap(\.containers))
            default: break
            }
        }
        return found
    }

    /// The ports that probes and hooks of a container call.
    private static func asked(by container: Value) -> [Value] {
        let hooks = ["postStart", "preStop"].compactMap { container["lifecycle"]?[$0] }
        let probes = ["livenessProbe", "readinessProbe", "startupProbe"].compactMap { container[$0] }
        return (hooks + probes).flatMap { probe in
            ["httpGet", "tcpSocket", "grpc"].compactMap { probe[$0]?["port"] }
        }
    }

    /// The containers that a Service sends to: of the pods that it selects, else of all, since labels may come from elsewhere.
    private static func containers(_ objects: ManifestObjects, of service: Value) -> [Value] {
        let selected = objects.pods(with: service["spec"]?["selector"]?.pairs ?? [:])
        return (selected.isEmpty ? objects.pods : selected).flatMap(\.containers)
    }

    /// The Services that have some labels.
    static func services(_ objects: ManifestObjects, with labels: [Key: Value]) -> [Value] {
        objects.of("Service").filter { service in
            labels.allSatisfy { service["metadata"]?["labels"]?.pairs[$0.key]?.text == $0.value.text }
        }
    }
}
