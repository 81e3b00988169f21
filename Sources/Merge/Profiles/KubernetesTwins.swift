/// What several objects of one manifest file do to one thing, each under a name of its own.
enum KubernetesTwins {
    static func all(_ objects: ManifestObjects) -> Set<String> {
        // A pod with two budgets is never evicted.
        let budgets = objects.of("PodDisruptionBudget").compactMap { budget in
            budget["spec"]?["selector"].map { "\(place(of: budget)) \(labels($0))" }
        }
        var found = doubled(budgets).mapped { "second budget of \($0)" }
        let targets = scaled(objects)
        for target in doubled(targets) { found.insert("second scaler of \(target)") }
        for object in objects.all where object["spec"]?["replicas"] != nil {
            guard let kind = object["kind"]?.text, let name = object.name else { continue }
            let target = "\(place(of: object)) \(kind) \(name)"
            if targets.contains(target) { found.insert("number of what is scaled: \(target)") }
        }
        for budget in objects.of("PodDisruptionBudget") {
            let spec = budget["spec"]
            guard let least = spec?["minAvailable"]?.text.flatMap({ Int($0) }) else { continue }
            for pod in objects.pods(with: spec?["selector"]?["matchLabels"]?.pairs ?? [:]) {
                guard let number = pod.object["spec"]?["replicas"]?.text.flatMap({ Int($0) }), least >= number else {
                    continue
                }
                found.insert("budget of all \(number) of \(pod.object.name ?? "")")
            }
        }
        // Who makes a Secret writes over what another one made.
        let secrets = objects.all.flatMap { object in
            ManifestObjects.secrets(of: object, kind: object["kind"]?.text ?? "", name: object.name ?? "").map {
                "\(place(of: object)) \($0)"
            }
        }
        for secret in doubled(secrets) { found.insert("second Secret \(secret)") }
        // Of classes of storage or of ingresses one is taken where none is named.
        let defaults = objects.all.filter { object in
            let annotations = object["metadata"]?["annotations"]?.pairs ?? [:]
            return annotations.contains { $0.key.name.hasSuffix("/is-default-class") && $0.value.text == "true" }
        }
        for kind in doubled(defaults.compactMap { $0["kind"]?.text }) { found.insert("second default of \(kind)") }
        for path in doubled(objects.of("Ingress").flatMap(paths)) { found.insert("second path \(path)") }
        return found
    }

    private static func place(of object: Value) -> String { object["metadata"]?["namespace"]?.text ?? "" }

    /// The labels of a selector, in a certain order.
    private static func labels(_ selector: Value) -> String {
        func text(_ value: Value) -> String {
            value.pairs.map { "\($0.key.name)=\($0.value.text ?? text($0.value))" }.sorted().joined(separator: ",")
                + value.elements.map(text).joined(separator: ";")
        }
        return text(selector)
    }

    /// What something changes the number of.
    private static func scaled(_ objects: ManifestObjects) -> [String] {
        ["HorizontalPodAutoscaler", "ScaledObject"].flatMap(objects.of).compactMap { scaler in
            let target = scaler["spec"]?["scaleTargetRef"]
            return target?["name"]?.text.map {
                "\(place(of: scaler)) \(target?["kind"]?.text ?? "Deployment") \($0)"
            }
        }
    }

    /// The paths that an Ingress leads somewhere; none for one that only takes a part of the calls.
    private static func paths(of ingress: Value) -> Set<String> {
        let annotations = ingress["metadata"]?["annotations"]?.pairs.keys.map(\.name) ?? []
        if annotations.contains(where: { $0.contains("canary") }) { return [] }
        let spec = ingress["spec"]
        let paths = (spec?["rules"]?.elements ?? []).flatMap { rule in
            (rule["http"]?["paths"]?.elements ?? []).compactMap { path in
                path["path"]?.text.map { "\(rule["host"]?.text ?? "")\($0) \(path["pathType"]?.text ?? "")" }
            }
        }
        return Set(paths.map { "\($0) of class \(spec?["ingressClassName"]?.text ?? "")" })
    }
}
