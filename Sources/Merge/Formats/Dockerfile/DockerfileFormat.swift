/// What is known of Dockerfiles beside their instructions' meaning.
private enum DockerfileFormat {
    /// What an instruction is called where it is more than its text: the first variable that it sets, or the tools that it
    /// installs with.
    @Sendable static func name(_ instruction: Value) -> Key? {
        guard case .marked(_, let inner) = instruction else { return nil }
        let keyword = InstructionTraits.keyword(of: instruction)
        switch keyword {
        case "ENV", "ARG", "LABEL": return inner.pairs.keys.map(\.name).min().map { Key($0, kind: keyword) }
        case "RUN":
            let tools = inner.pairs[.commands]?.elements.compactMap(\.mark) ?? []
            return tools.isEmpty ? nil : Key(tools.joined(separator: " "), kind: keyword)
        default: return nil
        }
    }
}

extension FileFormat {
    /// Dockerfiles and Containerfiles.
    static let dockerfile = FileFormat(
        name: "dockerfile", parse: DockerfileParser.parse, read: DockerfileReader.read,
        profile: {
            var profile = MergeProfile()
            profile.list = { path in
                switch path.last {
                case nil: .aligned(InstructionAlignment.files, identity: DockerfileFormat.name)
                case Key.commands.name: .aligned(InstructionAlignment.commands) { $0.mark.map { Key($0) } }
                default: .sequence
                }
            }
            profile.versions = { path in
                // `# syntax=docker/dockerfile:1.7`, and packages: `pip install name==1.0`.
                if path.count == 1 { return .image }
                if path.dropLast().contains(Key.commands.name), path.last != "[]" { return .requirement }
                guard let name = path.last, path.count == 2 else { return nil }
                return name == Key.image.name ? .image : name.hasSuffix("VERSION") ? .plain : nil
            }
            profile.problems = { DockerfileReferences.dangling($0).union(DockerfileClashes.clashes($0)) }
            profile.followsNames = false
            profile.isCommand = { $0.dropLast().last == Key.commands.name }
            profile.contradiction = {
                HereDocuments.contradiction(merged: $0, local: $1, incoming: $2)
                    ?? DockerfilePorts.contradiction(merged: $0, local: $1, incoming: $2)
                    ?? DockerfileTools.contradiction(merged: $0, local: $1, incoming: $2)
                    ?? CopiedFiles.contradiction(merged: $0, local: $1, incoming: $2)
                    ?? DockerfileManagers.contradiction(merged: $0, local: $1, incoming: $2)
                    ?? DockerfileOwners.contradiction(merged: $0, local: $1, incoming: $2)
                    ?? DockerfileImages.contradiction(merged: $0, local: $1, incoming: $2)
            }
            return profile
        }())

    static func isDockerfile(_ name: String) -> Bool {
        ["Dockerfile", "Containerfile"].contains { name == $0 || name.hasPrefix($0 + ".") || name.hasSuffix("." + $0) }
            || name.hasSuffix(".dockerfile")
    }
}
