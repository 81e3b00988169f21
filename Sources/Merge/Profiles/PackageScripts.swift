/// The scripts of package.json and composer.json that others run.
enum PackageScripts {
    /// The scripts that a package.json runs and does not have; also those that another is to run before or behind.
    static func dangling(_ file: Value) -> Set<String> {
        let scripts = file["scripts"]?.pairs ?? [:]
        var wanted: Set<String> = []
        for name in scripts.keys.map(\.name) {
            for prefix in ["pre", "post"] where name.hasPrefix(prefix) {
                wanted.insert(String(name.dropFirst(prefix.count)))
            }
        }
        let hooks = ["husky", "simple-git-hooks", "gitHooks", "lint-staged", "pre-commit"]
        for command in scripts.values.compactMap(\.text) + hooks.flatMap({ file[$0]?.allTexts ?? [] }) {
            wanted.formUnion(scriptsRun(by: command))
        }
        let packages = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"]
        let installed = Set(packages.flatMap { file[$0]?.pairs.keys.map(\.name) ?? [] })
        // A tool of another package's name is as unknown on the side that runs it.
        let tools = Set(scripts.values.compactMap(\.text).flatMap(toolsRun)).subtracting(installed)
        return Set(wanted.filter { scripts[Key($0)] == nil }.map { "script \($0)" }).union(
            tools.mapped { "tool \($0)" }
        ).union(overridden(file)).union(workspaces(file)).union(
            NameRings.scripts(file)
        ).union(entries(file))
    }

    /// An entry point that nobody gets, since the exports name others.
    private static func entries(_ file: Value) -> Set<String> {
        guard let exports = file["exports"], let main = file["main"]?.text else { return [] }
        let isExported = exports.allTexts.contains { $0 == main || $0 == "./" + main }
        return isExported ? [] : ["main \(main) beside exports"]
    }

    private static let workspaceOption = Pattern(/(?:-w|--workspace)[ =]((?:\.\/)?[\w.-]+\/[\w.\/-]+)/)

    /// Folders that a script runs another one in, and that are no workspaces.
    private static func workspaces(_ file: Value) -> Set<String> {
        let known = (file["workspaces"]?["packages"] ?? file["workspaces"])?.texts ?? []
        if known.isEmpty { return [] }
        var found: Set<String> = []
        for command in file["scripts"]?.pairs.values.compactMap(\.text) ?? [] where command.holds("-w") {
            for use in command.matches(of: workspaceOption) {
                let folder = String(use.1).withoutOwnFolder
                if !known.contains(where: { $0 == folder || $0.contains("*") }) { found.insert("workspace \(folder)") }
            }
        }
        return found
    }

    /// Packages that the file asks for in one version and overrides with another, which npm refuses.
    private static func overridden(_ file: Value) -> Set<String> {
        var found: Set<String> = []
        for (name, version) in file["overrides"]?.pairs ?? [:] {
            guard let version = version.text, !version.hasPrefix("$") else { continue }
            for section in ["dependencies", "devDependencies"] {
                guard let wanted = file[section]?.pairs[name]?.text, wanted != version else { continue }
                found.insert("two versions of \(name.name)")
            }
        }
        return found
    }

    private static func commands(of line: String) -> [Substring] { line.split { "&|;()\n".contains($0) } }

    /// What the commands of a line begin with, behind the variables that they get.
    static func toolsRun(by line: String) -> Set<String> {
        commands(of: line).reduce(into: []) { found, command in
            let words = command.split(separator: " ").drop { $0.contains("=") || ["npx", "cross-env"].contains($0) }
            guard let tool = words.first, tool.utf8.allSatisfy({ $0.isWordByte || $0 == UInt8(ascii: "-") }),
                !runners.contains(String(tool))
            else { return }
            found.insert(String(tool))
        }
    }

    /// The names of the scripts that a command line runs, in this package and not in another one of a workspace.
    static func scriptsRun(by line: String) -> Set<String> {
        guard runners.contains(where: { line.contains($0) }) else { return [] }
        var found: Set<String> = []
        for command in commands(of: line) {
            let words = command.split { " \t\"'".contains($0) }.map(String.init)
            for word in words {
                // `concurrently "npm:lint"`.
                for runner in ["npm:", "pnpm:", "yarn:", "bun:"] where word.hasPrefix(runner) {
                    found.insert(String(word.dropFirst(runner.count)))
                }
            }
            guard let start = words.firstIndex(where: runners.contains), !words.contains(where: isElsewhere) else {
                continue
            }
            var rest = words[(start + 1)...].filter { !$0.hasPrefix("-") }
            switch words[start] {
            case "run-s", "run-p", "npm-run-all": found.formUnion(rest)
            default:
                let isRun = rest.first == "run" || rest.first == "run-script"
                if isRun { rest.removeFirst() }
                guard let name = rest.first else { continue }
                if isRun || words[start] != "npm" {
                    found.insert(name)
                } else if ["test", "t", "start", "stop", "restart"].contains(name) {
                    found.insert(name == "t" ? "test" : name)
                }
            }
        }
        return found.filter { name in !name.contains { "*!$/{".contains($0) } }
    }

    private static let runners = ["npm", "pnpm", "yarn", "bun", "run-s", "run-p", "npm-run-all"]

    /// Whether a word of a command sends it to another package.
    private static func isElsewhere(_ word: String) -> Bool {
        ["--prefix", "--workspace", "--filter", "--cwd", "--dir"].contains(where: word.hasPrefix)
            || ["-w", "-C", "-F", "workspace", "workspaces", "--recursive", "-r"].contains(word)
    }

    /// The scripts that a composer.json runs as `@name` and does not have.
    static func danglingOfComposer(_ file: Value) -> Set<String> {
        let scripts = file["scripts"]?.pairs ?? [:]
        let wanted = scripts.values.flatMap(\.allTexts).filter { $0.hasPrefix("@") }
            .map { String($0.dropFirst().prefix { $0 != " " }) }
        return Set(wanted.filter { scripts[Key($0)] == nil }.map { "script \($0)" })
    }
}

extension MergeProfile {
    /// composer.json: a package stands in one section.
    static let composer: MergeProfile = {
        var profile = MergeProfile.settings
        profile.contradiction = { merged, local, incoming in
            let counts = [merged, local, incoming].map { file -> [String: Int] in
                let names: [String] = ["require", "require-dev"].flatMap { file[$0]?.pairs.keys.map(\.name) ?? [] }
                return names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            return doubled(counts[0], counts[1], counts[2]).map { "second \($0)" }
        }
        profile.problems = PackageScripts.danglingOfComposer
        return profile
    }()
}
