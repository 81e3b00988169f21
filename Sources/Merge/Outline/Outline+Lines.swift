/// Files that keep one fact a line.
extension Outline {
    /// `NAME=value` or `name: value`, an `export` before it left out.
    static let assignments: Scanner = { lines in
        var outline = Outline()
        for line in lines where !line.isComment(";!") {
            guard var name = line.name(before: "=:") else { continue }
            if name.hasPrefix("export ") { name = String(name.dropFirst(7)).trimmed }
            outline.add(name, line: line.number)
        }
        return outline
    }

    /// INI files: sections by their names, keys within them; an indented line goes on with a value.
    static let sections: Scanner = { lines in
        var outline = Outline()
        var section = -1
        var seen: [String: Int] = [:]
        for line in lines where !line.isComment(";") {
            if line.text.hasPrefix("["), line.indentation == 0 {
                outline.add(line.text, line: line.number)
                // A section that stands twice is one section.
                section = seen[line.text] ?? line.number
                seen[line.text] = section
            } else if line.indentation == 0, let name = line.name(before: "=:") {
                outline.add(name.lowercased(), scope: section, line: line.number)
            }
        }
        return outline
    }

    /// Units of systemd: what a section may say once.
    static let units: Scanner = { lines in
        var outline = Outline()
        var section = ""
        for line in lines where !line.isComment(";") {
            if line.text.hasPrefix("[") { section = line.text }
            guard let name = line.name(before: "=") else { continue }
            let value = line.text.drop { $0 != "=" }.dropFirst()
            // A service that ends by itself can't be started again and again; each of both lines stands for the pair.
            if name == "Type" && value == "oneshot" || name == "Restart" && ["always", "on-success"].contains(value) {
                outline.add("\(section) oneshot or restarted", line: line.number, text: line.text)
            }
            if unitSettings.contains(name) {
                outline.add(section + " " + name, line: line.number, text: line.text)
            } else if name == "Environment" {
                for word in value.split(separator: " ") where word.contains("=") {
                    let variable = word.drop { "\"'".contains($0) }.prefix { $0 != "=" }
                    outline.add(once: "variable \(variable)", scope: -1, line: line.number, text: line.text)
                }
            } else if !unitLists.contains(where: name.hasPrefix) {
                outline.add(once: section + " " + name, scope: -1, line: line.number, text: line.text)
            }
        }
        return outline
    }

    /// Git's settings: keys within sections, which may stand there in several parts.
    static let gitSettings: Scanner = { lines in
        var outline = Outline()
        var section = -1
        var seen: [String: Int] = [:]
        for line in lines where !line.isComment(";") {
            if line.text.hasPrefix("[") {
                // Before a name in quotation marks letters may be small or not.
                let parts = line.text.split(separator: "\"", maxSplits: 1, omittingEmptySubsequences: false)
                let name = parts[0].lowercased() + parts.dropFirst().joined()
                section = seen[name] ?? line.number
                seen[name] = section
            } else if let name = line.name(before: "=")?.lowercased(), !severalInGit.contains(name) {
                outline.add(name, scope: section, line: line.number)
            }
        }
        return outline
    }

    /// What git takes as often as it is said.
    private static let severalInGit: Set<String> = [
        "fetch", "push", "insteadof", "pushinsteadof", "path", "helper", "directory", "url", "pushurl", "hiderefs",
        "excludesfile", "extraheader",
    ]

    /// What a section of a unit may say as often as it likes, or what such words begin with.
    private static let unitLists = [
        "After", "Before", "Wants", "Requires", "Requisite", "BindsTo", "PartOf", "Conflicts", "Condition", "Assert",
        "Exec", "Environment", "PassEnvironment", "UnsetEnvironment", "Listen", "On", "Also", "Alias", "RequiredBy",
        "Documentation", "ReadWritePaths", "ReadOnlyPaths", "InaccessiblePaths", "BindPaths", "BindReadOnlyPaths",
        "SupplementaryGroups", "SystemCall", "RestrictAddressFamilies", "CapabilityBoundingSet", "AmbientCapabilities",
        "Device", "IPAddress", "LoadCredential", "SetCredential", "TemporaryFileSystem", "LogExtraFields", "Directory",
        "X-", "Upholds", "Propagates", "JoinsNamespaceOf", "RequiresMountsFor", "Load", "What", "Socket", "SuccessExit",
        "RestartPrevent", "RestartForce", "IODevice", "IORead", "IOWrite", "Symlinks", "NoExec", "ExecPaths",
    ]

    private static let unitSettings: Set<String> = [
        "Description", "Type", "ExecStart", "ExecReload", "User", "Group", "WorkingDirectory", "Restart", "RestartSec",
        "TimeoutStartSec", "TimeoutStopSec", "LimitNOFILE", "MemoryMax", "CPUQuota", "OnBootSec", "OnUnitActiveSec",
        "Unit", "WantedBy", "Persistent",
    ]

    /// CODEOWNERS: a pattern within a section; the last match wins, whoever wrote it.
    static let owners: Scanner = { lines in
        var outline = Outline()
        var section = -1
        for line in lines where !line.isComment() {
            if line.text.hasPrefix("[") || line.text.hasPrefix("^[") {
                section = line.number
            } else {
                let words = Array(line.words.prefix { !$0.hasPrefix("#") })
                guard let pattern = words.first else { continue }
                outline.add(pattern, scope: section, line: line.number, text: words.joined(separator: " "))
            }
        }
        return outline
    }

    /// Git attributes: what a pattern says about one attribute.
    static let attributes: Scanner = { lines in
        var outline = Outline()
        for line in lines where !line.isComment() {
            let words = line.words
            guard let pattern = words.first else { continue }
            for word in words.dropFirst() {
                let attribute = word.drop { $0 == "-" || $0 == "!" }.prefix { $0 != "=" }
                // `binary` stands for three.
                for name in attribute == "binary" ? ["text", "diff", "merge"] : [String(attribute)] {
                    outline.add(pattern + " " + name, line: line.number, text: word)
                }
            }
        }
        return outline
    }

    /// The first word of each line: version lists.
    static let firstWords: Scanner = { lines in
        var outline = Outline()
        for line in lines where !line.isComment() {
            let words = line.words
            outline.add(words[0], line: line.number, text: words.joined(separator: " "))
        }
        return outline
    }

    /// Procfiles: the names of processes.
    static let procfile: Scanner = { lines in
        var outline = Outline()
        for line in lines where !line.isComment() {
            if let name = line.name(before: ":") { outline.add(name, line: line.number) }
        }
        return outline
    }

    /// Tables of cron: variables, and commands without their times.
    static let crontab: Scanner = { lines in
        var outline = Outline()
        for line in lines where !line.isComment() {
            let words = line.words
            if let first = words.first, first.contains("=") || words.dropFirst().first == "=" {
                outline.add(String(first.prefix { $0 != "=" }), line: line.number)
                continue
            }
            let times = line.text.hasPrefix("@") ? 1 : 5
            if words.count > times {
                outline.add(words.dropFirst(times).joined(separator: " "), line: line.number)
            }
        }
        return outline
    }

    /// Requirements by their names alone: with another marker or extra it is still the same package.
    static let requirements: Scanner = { lines in
        var outline = Outline()
        for line in lines where !line.isComment() && !line.text.hasPrefix("-") {
            let requirement = line.text.prefix { $0 != "#" && $0 != "\\" }
            if let parsed = RequirementText(String(requirement).trimmed) { outline.add(parsed.name, line: line.number) }
        }
        return outline
    }

    /// go.mod: the modules that it names, by directive.
    static let goModule: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        for line in lines where !line.text.hasPrefix("//") {
            let scope = scopes.enter(line)
            var words = line.words
            if scope < 0, ["go", "toolchain", "module"].contains(words[0]) {
                outline.add(once: words[0], scope: -1, line: line.number, text: line.text)
                continue
            }
            if scope < 0 {
                guard ["require", "replace", "exclude", "tool"].contains(words.removeFirst()) else { continue }
            }
            if let module = words.first, module.contains("/") { outline.add(module, line: line.number) }
        }
        return outline
    }
}

extension OutlineLine {
    /// Whether a `#`, or one of these characters, starts the line.
    func isComment(_ others: String = "") -> Bool {
        guard let first = text.first else { return true }
        return first == "#" || others.contains(first)
    }
}
