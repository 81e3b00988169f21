/// What the API refuses in an object although each line alone is right.
enum KubernetesClashes {
    static func all(_ objects: ManifestObjects) -> Set<String> {
        var found = doubled(objects.of("Service").compactMap { $0["spec"] }.flatMap { ports($0, "nodePort") }).mapped {
            "second node port \($0)"
        }
        for object in objects.all {
            found.formUnion(clashes(of: object).union(KubernetesKinds.clashes(of: object)))
        }
        for pod in objects.pods {
            for volume in pod.spec["volumes"]?.elements ?? [] where volume.pairs.count > 2 {
                found.insert("two kinds of volume \(volume["name"]?.text ?? "")")
            }
            for name in doubled(pod.containers.compactMap { $0["name"]?.text }) {
                found.insert("second container \(name)")
            }
            // They share the pod's network, but for those that end before the others begin.
            let running = pod.spec["containers"]?.elements ?? []
            for port in doubled(running.flatMap { Set(ports($0, "containerPort")) }) {
                found.insert("second container port \(port)")
            }
            for port in doubled(running.flatMap { Set(ports($0, "hostPort")) }) {
                found.insert("second host port \(port)")
            }
            // A Service asks the pod for a port by its name, whichever container has it.
            for name in doubled(running.flatMap { Set($0.entryNames("ports")) }) { found.insert("second port \(name)") }
            if pod.spec["hostPID"]?.text == "true", pod.spec["shareProcessNamespace"]?.text == "true" {
                found.insert("processes of the host and of the pod")
            }
            // The first is the old name of the second.
            if let old = pod.spec["serviceAccount"]?.text, let name = pod.spec["serviceAccountName"]?.text, old != name
            {
                found.insert("accounts \(old) and \(name)")
            }
            let grace = pod.spec["terminationGracePeriodSeconds"]?.text.flatMap { Int($0) } ?? 30
            for container in pod.containers {
                found.formUnion(clashes(ofContainer: container))
                if let pause = pauseAtEnd(of: container), pause >= grace {
                    found.insert("end after \(grace) seconds, and a pause of \(pause)")
                }
                func setting(_ name: String) -> String? {
                    (container["securityContext"]?[name] ?? pod.spec["securityContext"]?[name])?.text
                }
                if setting("runAsNonRoot") == "true", setting("runAsUser") == "0" {
                    found.insert("root and no root in \(container["name"]?.text ?? "")")
                }
                for port in container["ports"]?.elements ?? [] where pod.spec["hostNetwork"]?.text == "true" {
                    guard let host = port["hostPort"]?.text, let own = port["containerPort"]?.text, host != own else {
                        continue
                    }
                    found.insert("port \(own) of the host as \(host)")
                }
                let rights = container["securityContext"]
                let isAdmin = rights?["capabilities"]?["add"]?.texts.contains { $0.hasSuffix("SYS_ADMIN") } ?? false
                if rights?["privileged"]?.text == "true" || isAdmin,
                    rights?["allowPrivilegeEscalation"]?.text == "false"
                {
                    found.insert("privileged and no escalation in \(container["name"]?.text ?? "")")
                }
            }
        }
        return found
    }

    private static func clashes(of object: Value) -> Set<String> {
        var found: Set<String> = []
        let spec = object["spec"]
        switch object["kind"]?.text {
        case "PodDisruptionBudget":
            if spec?["minAvailable"] != nil, spec?["maxUnavailable"] != nil {
                found.insert("minAvailable and maxUnavailable")
            }
        case "ConfigMap", "Secret":
            let names = ["data", "binaryData", "stringData"].flatMap { object[$0]?.pairs.keys.map(\.name) ?? [] }
            for name in doubled(names) { found.insert("second key \(name)") }
        case "Service":
            if spec?["clusterIP"]?.text == "None", let type = spec?["type"]?.text, type != "ClusterIP" {
                found.insert("clusterIP and type of \(object.name ?? "")")
            }
        case "CronJob":
            if let schedule = spec?["schedule"]?.text, schedule.contains("TZ="), spec?["timeZone"] != nil {
                found.insert("two time zones")
            }
        case "Ingress":
            if spec?["ingressClassName"] != nil,
                object["metadata"]?["annotations"]?["kubernetes.io/ingress.class"] != nil
            {
                found.insert("two classes")
            }
            let hosts = Set((spec?["rules"]?.elements ?? []).compactMap { $0["host"]?.text })
            for host in (spec?["tls"]?.elements ?? []).flatMap({ $0["hosts"]?.texts ?? [] }) {
                // A rule without a host is for all of them.
                guard !hosts.isEmpty, !hosts.contains(host), !host.hasPrefix("*.") else { continue }
                found.insert("certificate for \(host)")
            }
        case "Application":
            for source in [spec?["source"]].compactMap({ $0 }) + (spec?["sources"]?.elements ?? [])
            where source["chart"] != nil && source["path"] != nil {
                found.insert("chart and path")
            }
            if spec?["source"] != nil, spec?["sources"] != nil { found.insert("source and sources") }
            if let server = spec?["destination"]?["server"]?.text, let name = spec?["destination"]?["name"]?.text {
                found.insert("server \(server) and name \(name)")
            }
        // Which a file of that name needs not say.
        case "Kustomization", nil: found = kustomization(object)
        default:
            let update = (spec?["strategy"] ?? spec?["updateStrategy"])?["rollingUpdate"]
            let none = ["maxSurge", "maxUnavailable"].filter { ["0", "0%"].contains(update?[$0]?.text) }
            if none.count == 2 { found.insert("maxSurge and maxUnavailable") }
        }
        return found
    }

    /// A file that is listed twice, and a tag that a digest makes void.
    private static func kustomization(_ object: Value) -> Set<String> {
        var found: Set<String> = []
        // `bases` is what `resources` were called.
        for fields in [["resources", "bases"], ["components"], ["configurations"], ["crds"]] {
            let files = fields.flatMap { object[$0]?.texts ?? [] }.map(\.withoutOwnFolder)
            for file in doubled(files) { found.insert("second file \(file)") }
        }
        let patches = (object["patches"]?.elements ?? []).compactMap { $0["path"]?.text }
        for file in doubled(patches + (object["patchesStrategicMerge"]?.texts ?? [])) {
            found.insert("second patch \(file)")
        }
        for generator in ["configMapGenerator", "secretGenerator"].flatMap({ object[$0]?.elements ?? [] }) {
            // A file without a key of its own has its name for one.
            let literals = (generator["literals"]?.texts ?? []).map { String($0.prefix { $0 != "=" }) }
            let files = (generator["files"]?.texts ?? []).compactMap { file in
                file.contains("=")
                    ? String(file.prefix { $0 != "=" }) : file.split(separator: "/").last.map(String.init)
            }
            for key in doubled(literals + files) {
                found.insert("second key \(key) of \(generator["name"]?.text ?? "")")
            }
        }
        for image in object["images"]?.elements ?? [] {
            // A digest may stand beside the tag that it belongs to, and makes any other void.
            guard let tag = image["newTag"]?.text, let digest = image["digest"]?.text else { continue }
            found.insert("newTag \(tag) and digest \(digest)")
        }
        return found
    }

    private static func clashes(ofContainer container: Value) -> Set<String> {
        let mounts = (container["volumeMounts"]?.elements ?? []).compactMap { $0["mountPath"]?.text?.withoutLastSlash }
        return doubled(mounts).mapped { "second mount \($0)" }
    }

    private static let sleepCommand = Pattern(/\bsleep (\d+)/)

    /// How many seconds a container waits before it ends.
    private static func pauseAtEnd(of container: Value) -> Int? {
        let hook = container["lifecycle"]?["preStop"]
        if let seconds = hook?["sleep"]?["seconds"]?.text { return Int(seconds) }
        let command = (hook?["exec"]?["command"]?.texts ?? []).joined(separator: " ")
        guard command.holds("sleep ") else { return nil }
        return command.firstMatch(of: sleepCommand).flatMap { Int($0.1) }
    }

    /// The numbers of one kind of a container's or a Service's ports, with their protocols.
    private static func ports(_ value: Value, _ kind: String) -> [String] {
        (value["ports"]?.elements ?? []).compactMap { port in
            port[kind]?.text.map { "\($0)/\(port["protocol"]?.text ?? "TCP")" }
        }
    }
}
