/// What options of commands that install packages are about.
///
/// Unlike a package, an option says how the whole command does its work: given twice with different values, only the last
/// one counts. So an option is known by its name, and its argument is its value; but for options that are given as often
/// as there are values, which are known by their values, too.
enum InstallOptions {
    /// What an option is known by.
    /// - Parameter words: The option and its argument; or both in one word, with `=` between them.
    static func key(of words: ArraySlice<String>, of tool: String) -> Key {
        let text = words.joined(separator: " ")
        guard let first = words.first else { return Key(text, kind: "option") }
        let name = String(first.prefix { $0 != "=" })
        if let level = levels.first(where: { isLevel(name, $0) }) { return Key(level, kind: "option") }
        if settings.contains(name) {
            let setting = text.dropFirst(name.count + 1).prefix { $0 != "=" }
            // With colons at its end it is a list that the value is put into.
            return Key(setting.hasSuffix("::") ? text : "\(name) \(setting)", kind: "option")
        }
        if repeatable[tool]?.contains(name) == true { return Key(text, kind: "option") }
        return Key(longNames[tool]?[name] ?? name, kind: "option")
    }

    /// Options that say more the more often their letter stands in them.
    private static let levels = ["-v", "-q"]

    private static func isLevel(_ name: String, _ level: String) -> Bool {
        name.hasPrefix(level) && name.dropFirst().allSatisfy { $0 == level.last }
    }

    /// Options whose argument gives something a value: `-o Acquire::Retries=3`.
    private static let settings: Set<String> = ["-o", "--option", "--setopt"]

    /// Options of which each adds something.
    private static let repeatable: [String: Set<String>] = [
        "apt": ["-c"],
        "apk": ["-X", "--repository"],
        "dnf": ["--enablerepo", "--disablerepo"],
        "pip": [
            "-r", "--requirement", "-c", "--constraint", "-e", "--editable", "--extra-index-url", "-f", "--find-links",
            "--trusted-host", "--platform", "--only-binary", "--no-binary",
        ],
    ]

    /// Options under another name for the same.
    private static let longNames: [String: [String: String]] = [
        "apt": ["-t": "--target-release"],
        "apk": ["-t": "--virtual", "-p": "--root"],
        "pip": ["-i": "--index-url", "-t": "--target"],
        // Each says where a package is noted, so that a command has one of them.
        "npm": ["-g": "--save", "--global": "--save", "-D": "--save", "--save-dev": "--save", "--no-save": "--save"],
    ]
}
