extension Outline {
    /// Reads the names of a text.
    typealias Scanner = @Sendable ([OutlineLine]) -> Outline

    /// How the names of a file are found, by its path and its first line; nil where nothing is known.
    static func scanner(path: String, bytes: [UInt8]) -> Scanner? {
        let name = path.fileName
        if let scanner = byName(name, path: path) { return scanner }
        if MergeOptions.isRequirements(path: path) { return requirements }
        let suffix = path.fileSuffix.lowercased()
        if let plain = withoutTemplateSuffix(path), let scanner = scanner(path: plain, bytes: bytes) { return scanner }
        if let scanner = bySuffix(suffix, path: path) { return scanner }
        if suffix == "conf" { return settings(bytes, path: path) }
        if FileFormat.settingsWithoutSuffix.contains(name) { return jsonOrYAML(bytes) }
        // A script without a suffix says in its first line what runs it.
        guard bytes.starts(with: [UInt8(ascii: "#"), UInt8(ascii: "!")]) else { return nil }
        let first = String(decoding: bytes.prefix { $0 != lineFeed }, as: UTF8.self)
        if first.contains("python") { return python }
        return first.hasSuffix("sh") || first.contains("sh ") ? shell : nil
    }

    /// The path of what a template, an example or a sample becomes; nil for other files.
    static func withoutTemplateSuffix(_ path: String) -> String? {
        let suffixes = [
            ".j2", ".jinja", ".jinja2", ".tmpl", ".tpl", ".erb", ".template", ".example", ".sample", ".dist",
        ]
        return suffixes.first(where: path.hasSuffix).map { String(path.dropLast($0.count)) }
    }

    private static func byName(_ name: String, path: String) -> Scanner? {
        if name == ".env" || name.hasPrefix(".env.") { return assignments }
        if name.hasPrefix("Procfile") { return procfile }
        if name.hasPrefix("Jenkinsfile") { return pipeline }
        if path.contains("logrotate") { return rotation }
        if path.contains("cron.d/") || name.hasPrefix("crontab") { return crontab }
        switch name {
        case ".npmrc": return assignments
        case _ where FileFormat.dotenvNames.contains(name): return assignments
        case ".flake8", ".coveragerc", ".pylintrc", ".pypirc", ".gitmodules", ".editorconfig", "pip.conf",
            "supervisord.conf":
            return sections
        case "CODEOWNERS": return owners
        case "gitconfig", ".gitconfig": return gitSettings
        case ".gitattributes": return attributes
        case ".tool-versions": return firstWords
        case _ where path.isMakefile: return make
        case "justfile", "Justfile", ".justfile": return just
        case ".envrc": return shell
        case "Gemfile", "Brewfile", "Rakefile", "Vagrantfile": return ruby
        case "CMakeLists.txt": return cmake
        case ".bazelrc": return bazelOptions
        case "BUILD", "BUILD.bazel", "WORKSPACE", "WORKSPACE.bazel", "MODULE.bazel", "Tiltfile": return starlark
        case ".htaccess": return apache
        case "Caddyfile": return caddy
        case "Pipfile": return toml
        case "pom.xml": return maven
        case "go.mod": return goModule
        default: return nil
        }
    }

    private static func bySuffix(_ suffix: String, path: String) -> Scanner? {
        switch suffix {
        case "env", "properties": assignments
        case "ini", "cfg": sections
        case "json", "jsonc", "json5", "code-workspace", "webmanifest": json
        case "toml": toml
        case "yml", "yaml", "tpl": yaml
        case "py", "pyi": python
        case _ where scriptSuffixes.contains(suffix): script
        case "svelte", "vue", "astro": components
        case "go": go
        case "java", "kt", "kts", "cs", "swift", "scala", "groovy", "gradle", "c", "cc", "cpp", "h", "hpp", "php":
            braces
        case "rs": rust
        case "css", "scss", "less": styles
        case "html", "htm", "jinja", "jinja2", "j2", "erb", "hbs": markup
        case "cmake": cmake
        case "bzl", "star": starlark
        case "ex", "exs": elixir
        case "rb": ruby
        case "md", "markdown": markdown
        case "sh", "bash", "zsh", "ksh", "bats": shell
        case "gitconfig": gitSettings
        case "service", "timer", "socket", "mount": units
        case "just": just
        case "tf", "tfvars", "hcl": blocks
        case "proto": proto
        case "cron", "crontab": crontab
        case "sql": sql
        case "graphql", "graphqls", "gql", "prisma": types
        case "csproj", "fsproj", "props", "targets", "xml": elements
        default: nil
        }
    }
}
