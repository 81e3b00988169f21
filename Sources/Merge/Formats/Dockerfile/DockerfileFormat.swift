extension FileFormat {
    /// Dockerfiles and Containerfiles.
    static let dockerfile = FileFormat(
        name: "dockerfile", parse: DockerfileParser.parse, read: DockerfileReader.read,
        profile: {
            var profile = MergeProfile()
            profile.list = { path in
                switch path.last {
                case nil: .aligned(InstructionAlignment.files)
                case Key.commands.name: .aligned(InstructionAlignment.commands)
                default: .sequence
                }
            }
            profile.versions = { path in
                guard let name = path.last, path.count == 2 else { return nil }
                return name == Key.image.name ? .image : name.hasSuffix("VERSION") ? .plain : nil
            }
            profile.dangling = DockerfileReferences.dangling
            profile.followsNames = false
            profile.contradiction = HereDocuments.contradiction
            return profile
        }())

    static func isDockerfile(_ name: String) -> Bool {
        ["Dockerfile", "Containerfile"].contains { name == $0 || name.hasPrefix($0 + ".") || name.hasSuffix("." + $0) }
            || name.hasSuffix(".dockerfile")
    }
}

/// References within a Dockerfile, and what may stand in a stage only once.
///
/// Looked at in the merged file alone, whatever layer wrote it, and without the alignment that the merge goes by.
enum DockerfileReferences {
    static func dangling(_ file: Value) -> Set<String> {
        var found: Set<String> = []
        var names: Set<String> = []
        var arguments: Set<String> = []
        for (index, stage) in DockerfileStage.all(file.elements).enumerated() {
            var counts: [String: Int] = [:]
            for instruction in stage.values {
                let traits = InstructionTraits(instruction)
                for name in traits.names where !name.hasPrefix("port ") {
                    counts[name, default: 0] += 1
                    if counts[name] == 2 { found.insert("second \(name)") }
                }
                if index == 0 { arguments.formUnion(traits.defines) }
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
            if let name = stage.name { names.insert(name) }
        }
        return found
    }
}
