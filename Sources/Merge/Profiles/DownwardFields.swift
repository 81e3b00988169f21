/// Labels and annotations of a pod that it reads of itself and does not have: `metadata.labels['name']`.
enum DownwardFields {
    private static let metadataField = Pattern(/metadata\.(labels|annotations)\['([^']+)'\]/)

    static func dangling(_ objects: ManifestObjects) -> Set<String> {
        objects.pods.reduce(into: []) { found, pod in
            for text in pod.spec.allTexts where text.hasPrefix("metadata.") {
                guard let field = text.wholeMatch(of: metadataField) else { continue }
                let known = field.1 == "labels" ? pod.labels : pod.annotations
                if known[Key(String(field.2))] == nil {
                    found.insert("\(field.1) \(field.2) of \(pod.object.name ?? "")")
                }
            }
        }
    }
}
