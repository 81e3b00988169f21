/// Selectors that no pod of the file has the labels for.
enum KubernetesSelectors {
    static func dangling(_ objects: ManifestObjects) -> Set<String> {
        var found: Set<String> = []
        for pod in objects.pods {
            // A workload must select the pods that it makes.
            if let labels = pod.object["spec"]?["selector"]?["matchLabels"]?.pairs, !pod.fits(labels) {
                found.insert("own labels \(text(labels))")
            }
        }
        for object in objects.all {
            for labels in selectors(of: object) where !labels.isEmpty && objects.pods(with: labels).isEmpty {
                found.insert("labels \(text(labels))")
            }
            guard object["kind"]?.text == "ServiceMonitor",
                let labels = object["spec"]?["selector"]?["matchLabels"]?.pairs
            else { continue }
            if KubernetesPorts.services(objects, with: labels).isEmpty {
                found.insert("service labels \(text(labels))")
            }
        }
        return found
    }

    /// What an object selects pods of the file by.
    private static func selectors(of object: Value) -> [[Key: Value]] {
        guard let spec = object["spec"] else { return [] }
        switch object["kind"]?.text {
        case "Service", "ReplicationController": return [spec["selector"]?.pairs ?? [:]]
        case "NetworkPolicy":
            let rules: [Value] = ["ingress", "egress"].flatMap { spec[$0]?.elements ?? [] }
            let peers: [Value] = rules.flatMap { rule in
                ["from", "to"].flatMap { rule[$0]?.elements ?? [] }
            }
            // A peer in other namespaces is none of the file's.
            return ([spec] + peers.filter { $0["namespaceSelector"] == nil }).map {
                $0["podSelector"]?["matchLabels"]?.pairs ?? [:]
            }
        case "PersistentVolumeClaim", "ServiceMonitor": return []
        default:
            let spreads =
                ManifestPod(object)?.spec["topologySpreadConstraints"]?.elements.map { $0["labelSelector"] } ?? []
            return ([spec["selector"]] + spreads).map { $0?["matchLabels"]?.pairs ?? [:] }
        }
    }

    private static func text(_ labels: [Key: Value]) -> String {
        labels.map { "\($0.key.name)=\($0.value.text ?? "")" }.sorted().joined(separator: ",")
    }
}
