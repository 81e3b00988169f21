import TestSupport

/// A small scaffold of several releases, written as a folder source.
struct SampleScaffold {
    /// One release: its files, and more lines for its manifest.
    struct Release {
        var version: String
        var files: [String: String]
        var manifest = ""
        var yanked: String?
    }

    var name = "mini"
    var questions = """
        questions:
          - { name: name, type: string, prompt: Name, default: shop }
          - { name: size, type: choice, prompt: Size, choices: [small, large], default: small }
          - { name: port, type: int, prompt: Port, min: 1, max: 65535, default: 8080 }

        """
    var releases: [Release]

    /// Writes the scaffold into a folder of a temporary directory.
    func write(to folder: String, in directory: TempDirectory) throws {
        var index = "schema: 1\nscaffold: \(name)\nsummary: A small scaffold.\nreleases:\n"
        var previous: String?
        for release in releases {
            let yanked = release.yanked.map { ", yanked: \"\($0)\"" } ?? ""
            index += "  - { release: \(release.version), date: 2024-01-01\(yanked) }\n"
            var manifest = "schema: 1\nscaffold: \(name)\nrelease: \(release.version)\n"
            manifest += "previous: \(previous ?? "null")\nsummary: Release \(release.version).\n"
            try directory.write("\(folder)/\(release.version)/release.yml", manifest + questions + release.manifest)
            for (path, content) in release.files {
                try directory.write("\(folder)/\(release.version)/files/\(path)", content)
            }
            previous = release.version
        }
        try directory.write("\(folder)/scaffold.yml", index)
    }

    /// Nine numbered lines, some of them replaced.
    static func lines(_ replaced: [Int: String] = [:]) -> String {
        (1...9).map { "\(replaced[$0] ?? "line \($0)")\n" }.joined()
    }

    /// The scaffold that most tests use: three releases, and a fourth that was withdrawn.
    static let standard = SampleScaffold(releases: [
        Release(
            version: "1.0.0",
            files: [
                "app.txt": lines(), "Dockerfile": "FROM base:1\nRUN install\n", "old.txt": "old\nfile\n",
                "hello.txt": "hello <%= name %>\n", "docs/guide.txt": "size <%= size %>\nport <%= port %>\n",
            ]),
        Release(
            version: "1.1.0",
            files: [
                "app.txt": lines([9: "line nine"]), "Dockerfile": "FROM base:2\nRUN install\n", "new.txt": "new\n",
                "hello.txt": "hello <%= name %>\n", "docs/guide.txt": "size <%= size %>\nport <%= port %>\n",
            ]),
        Release(
            version: "1.2.0",
            files: [
                "app.txt": lines([1: "line one", 9: "line nine"]), "Dockerfile": "FROM base:3\nRUN install\n",
                "new.txt": "new\nnewer\n", "hello.txt": "hello <%= name %>\n",
                "docs/guide.txt": "size <%= size %>\nport <%= port %>\n",
            ]),
        Release(version: "2.0.0", files: ["app.txt": "broken\n"], yanked: "it deletes everything"),
    ])
}
