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
            profile.clashes = DockerfileClashes.clashes
            profile.followsNames = false
            profile.contradiction = {
                HereDocuments.contradiction(merged: $0, local: $1, incoming: $2)
                    ?? DockerfilePorts.contradiction(merged: $0, local: $1, incoming: $2)
            }
            return profile
        }())

    static func isDockerfile(_ name: String) -> Bool {
        ["Dockerfile", "Containerfile"].contains { name == $0 || name.hasPrefix($0 + ".") || name.hasSuffix("." + $0) }
            || name.hasSuffix(".dockerfile")
    }
}
