/// What a command that installs packages says: which words name the command, which are options, which are packages.
///
/// The order of packages says nothing to these tools, so a list of them is a set.
struct InstallCommand: Hashable {
    /// An option with its argument, or a package.
    struct Item: Hashable {
        var words: Range<Int>
        var key: Key
    }

    /// How many words name the command: `apt-get install`, with assignments and options before the verb.
    let verb: Int
    let items: [Item]

    private struct Tool {
        var name: String
        var verbs: Set<String>
        var options: Set<String>
        var optionsWithArgument: Set<String>
        /// What ends the name of a package.
        var nameEnds: String
    }

    /// Nil where the words are no such command, where one is no word, or an option may have an argument.
    init?(_ words: [String]) {
        var index = 0
        while index < words.count, Self.isAssignment(words[index]) || words[index] == "sudo" { index += 1 }
        if words.dropFirst(index).prefix(2).elementsEqual(["python", "-m"])
            || words.dropFirst(index).prefix(2).elementsEqual(["python3", "-m"])
        {
            index += 2
        }
        guard index < words.count else { return nil }
        if words[index] == "uv", index + 1 < words.count, words[index + 1] == "pip" { index += 1 }
        guard let tool = Self.tools[words[index]] else { return nil }
        index += 1
        while index < words.count, tool.options.contains(words[index]) { index += 1 }
        guard index < words.count, tool.verbs.contains(words[index]) else { return nil }
        index += 1
        verb = index
        var items: [Item] = []
        while index < words.count {
            let word = words[index]
            if word.hasPrefix("-") {
                let takesNext = tool.optionsWithArgument.contains(word)
                let isKnown = takesNext || tool.options.contains(word) || word.contains("=")
                if takesNext, index + 1 == words.count { return nil }
                if !isKnown, index + 1 < words.count, !words[index + 1].hasPrefix("-") { return nil }
                let end = index + (takesNext ? 2 : 1)
                items.append(Item(words: index..<end, key: InstallOptions.key(of: words[index..<end], of: tool.name)))
                index = end
            } else {
                items.append(Item(words: index..<index + 1, key: Self.package(word, of: tool)))
                index += 1
            }
        }
        // Twice the same is for people to sort out.
        guard !items.isEmpty, Set(items.map(\.key)).count == items.count else { return nil }
        self.items = items
    }

    private static func isAssignment(_ word: String) -> Bool {
        guard let equals = word.firstIndex(of: "="), equals > word.startIndex else { return false }
        return word[..<equals].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    private static func package(_ word: String, of tool: Tool) -> Key {
        let plain = word.filter { $0 != "\"" && $0 != "'" }
        if tool.nameEnds.isEmpty {
            guard let requirement = RequirementText(plain) else { return Key(plain, kind: "package") }
            return Key(requirement.name, kind: "package" + requirement.variant)
        }
        // An npm scope starts with what ends other names.
        let name = plain.dropFirst().prefix { !tool.nameEnds.contains($0) }
        return Key(String(plain.prefix(1)) + String(name), kind: "package")
    }

    private static let apt = Tool(
        name: "apt", verbs: ["install"],
        options: [
            "-y", "--yes", "--assume-yes", "-q", "-qq", "-yq", "-yqq", "-qy", "-qqy", "-f", "-V", "--quiet",
            "--no-install-recommends", "--no-install-suggests", "--install-recommends", "--reinstall", "--fix-missing",
            "--allow-downgrades", "--allow-change-held-packages", "--only-upgrade", "--no-upgrade",
        ],
        optionsWithArgument: ["-t", "--target-release", "-o", "--option", "-c"], nameEnds: "=/")
    private static let apk = Tool(
        name: "apk", verbs: ["add"],
        options: [
            "--no-cache", "-U", "--update", "--update-cache", "-u", "--upgrade", "-q", "--quiet", "--no-progress", "-f",
        ],
        optionsWithArgument: ["-t", "--virtual", "-X", "--repository", "-p", "--root"], nameEnds: "=<>~@")
    private static let dnf = Tool(
        name: "dnf", verbs: ["install"],
        options: [
            "-y", "--assumeyes", "-q", "--quiet", "--nodocs", "--allowerasing", "--nobest", "--best", "--skip-broken",
            "--refresh",
        ],
        optionsWithArgument: ["--setopt", "--enablerepo", "--disablerepo", "--installroot", "--releasever"],
        nameEnds: "=<>")
    private static let pip = Tool(
        name: "pip", verbs: ["install"],
        options: [
            "-U", "--upgrade", "--no-cache-dir", "--user", "-q", "-qq", "--quiet", "--pre", "--no-deps", "--no-index",
            "--require-hashes", "--disable-pip-version-check", "--break-system-packages", "--no-compile", "--compile",
            "--force-reinstall", "--ignore-installed", "-I", "-v", "--no-build-isolation", "--system", "--no-cache",
            "--prefer-binary",
        ],
        optionsWithArgument: [
            "-r", "--requirement", "-c", "--constraint", "-e", "--editable", "-i", "--index-url", "--extra-index-url",
            "-f", "--find-links", "-t", "--target", "--prefix", "--root", "--trusted-host", "--platform",
            "--python-version", "--only-binary", "--no-binary", "--timeout", "--retries", "--proxy", "--cert",
            "--progress-bar", "--python",
        ],
        nameEnds: "")
    private static let npm = Tool(
        name: "npm", verbs: ["install", "i", "add"],
        options: [
            "-g", "--global", "-D", "--save-dev", "--production", "--no-save", "--ignore-scripts", "--no-audit",
            "--no-fund", "--legacy-peer-deps", "--unsafe-perm", "-E", "--save-exact", "-f", "--force", "--silent",
        ],
        optionsWithArgument: ["--prefix", "--registry", "--loglevel", "--cache"], nameEnds: "@")

    private static let tools: [String: Tool] = [
        "apt-get": apt, "apt": apt, "apk": apk, "dnf": dnf, "yum": dnf, "microdnf": dnf, "tdnf": dnf, "pip": pip,
        "pip3": pip, "npm": npm, "pnpm": npm, "yarn": npm,
    ]
}
