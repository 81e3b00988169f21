/// References within a Dockerfile, and what may stand in a stage only once.
///
/// Looked at in the merged file alone, whatever layer wrote it, and without the alignment that the merge goes by.
enum DockerfileReferences {
    static func dangling(_ file: Value) -> Set<String> {
        var found: Set<String> = []
        var names: Set<String> = []
        var arguments: Set<String> = []
        var (defined, used): (Set<String>, Set<String>) = ([], [])
        for (index, stage) in DockerfileStage.all(file.elements).enumerated() {
            var counts: [String: Int] = [:]
            for instruction in stage.values {
                let traits = InstructionTraits(instruction)
                for name in traits.names where !name.hasPrefix("port ") {
                    counts[name, default: 0] += 1
                    if counts[name] == 2 { found.insert("second \(name)") }
                }
                if index == 0 { arguments.formUnion(traits.defines) }
                defined.formUnion(traits.defines)
                if traits.keyword != "FROM" { used.formUnion(traits.depends.filter { $0.hasPrefix("$") }) }
                for context in traits.depends {
                    if traits.keyword == "FROM", context.hasPrefix("$"), !arguments.contains(context) {
                        found.insert("argument \(context)")
                    }
                    guard traits.keyword != "FROM", context.hasPrefix("stage ") else { continue }
                    let source = String(context.dropFirst("stage ".count))
                    let isImage = source.contains { "/:.$".contains($0) }
                    let number = source.hasPrefix("#") ? Int(source.dropFirst()) : nil
                    let isStage = names.contains(source) || number.map { $0 < index - 1 } ?? false
                    if !isImage && !isStage { found.insert(context) }
                }
            }
            if let name = stage.name, !names.insert(name).inserted { found.insert("second stage \(name)") }
        }
        // What a shell or the image sets is unknown on the side that uses it, too.
        return found.union(used.subtracting(defined).mapped { "variable \($0)" })
    }
}
