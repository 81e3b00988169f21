/// Fields of an object that another kind or type of it has.
enum KubernetesKinds {
    static func clashes(of object: Value) -> Set<String> {
        let spec = object["spec"]
        var found: Set<String> = []
        switch object["kind"]?.text {
        case "Deployment": found = others(["updateStrategy", "volumeClaimTemplates", "serviceName"], in: object)
        case "StatefulSet":
            found = others(["strategy"], in: object)
            let claims = (spec?["volumeClaimTemplates"]?.elements ?? []).compactMap(\.name)
            let volumes = spec?["template"]?["spec"]?.entryNames("volumes") ?? []
            for name in doubled(claims + volumes) { found.insert("second volume \(name)") }
        case "Job":
            found = others(
                [
                    "schedule", "timeZone", "concurrencyPolicy", "startingDeadlineSeconds", "jobTemplate",
                    "successfulJobsHistoryLimit", "failedJobsHistoryLimit",
                ], in: object)
        case "CronJob": found = others(["template", "backoffLimit", "completions", "parallelism"], in: object)
        case "DaemonSet": found = others(["strategy", "replicas", "volumeClaimTemplates"], in: object)
        case "Service":
            let ports = spec?["ports"]?.elements ?? []
            if ports.count > 1, ports.contains(where: { $0["name"] == nil }) { found.insert("port without a name") }
            // What is reached from within only has no port of the nodes.
            guard (spec?["type"]?.text ?? "ClusterIP") == "ClusterIP" else { break }
            found.formUnion(
                others(["externalTrafficPolicy", "loadBalancerIP", "loadBalancerSourceRanges"], in: object))
            for port in ports {
                if let number = port["nodePort"]?.text { found.insert("node port \(number)") }
            }
        case "NetworkPolicy":
            guard let types = spec?["policyTypes"]?.texts else { break }
            for type in ["Ingress", "Egress"] where !types.contains(type) {
                if spec?[type.lowercased()]?.elements.isEmpty == false { found.insert("rules of \(type)") }
            }
        default: break
        }
        return found.mapped { "\($0) of \(object.name ?? "")" }
    }

    private static func others(_ fields: [String], in object: Value) -> Set<String> {
        Set(fields.filter { object["spec"]?[$0] != nil }.map { "\(object["kind"]?.text ?? "") and \($0)" })
    }
}
