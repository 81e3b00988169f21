import Report

/// Settings of git that an upgrade brings and that can have git run something: drivers of `.gitattributes`, and what
/// `.gitmodules` says of an update or a transport.
///
/// git runs a driver only where its own configuration defines one of that name, and refuses commands in `.gitmodules` by
/// itself; older versions and other tools may not.
struct GitSettings {
    private let plan: Plan

    init(_ plan: Plan) { self.plan = plan }

    /// What people should look at.
    func findings() -> [Finding] {
        plan.files.flatMap { file -> [Finding] in
            let name = file.path.split(separator: "/").last.map(String.init) ?? ""
            guard Self.names.contains(name), file.writes, let result = file.result?.bytes else { return [] }
            // What the template brings: not what it had, nor what the owners have.
            let known = Set(lines(file.local?.bytes ?? []) + lines(file.base?.bytes ?? []))
            let incoming = Set(lines(file.incoming?.bytes ?? []))
            let new = lines(result).filter { incoming.contains($0) && !known.contains($0) }
            return name == ".gitmodules"
                ? new.compactMap(command).map { finding(file.path, "has '\($0)'") }
                : new.compactMap(driver).map { finding(file.path, "has git use the driver \($0)") }
        }
    }

    private static let names: Set<String> = [".gitattributes", ".gitmodules"]

    private func finding(_ path: String, _ what: String) -> Finding {
        Finding(
            rule: "git-settings", severity: .warning, path: path,
            message: "the template now \(what), with which git may run a command: look at it before you check it out")
    }

    private func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map { line in
            let start = line.drop { $0 == " " || $0 == "\t" }
            return String(String(start.reversed()).drop { $0 == " " || $0 == "\t" }.reversed())
        }
    }

    /// The drivers of git itself, and those of git-lfs, whose names stand in many files.
    private static let harmless: Set<String> = [
        "filter=lfs", "diff=lfs", "merge=lfs", "merge=union", "merge=binary", "merge=text",
    ]
    /// What git itself knows how to show.
    private static let languages: Set<String> = [
        "ada", "bash", "bibtex", "cpp", "csharp", "css", "dts", "elixir", "fortran", "fountain", "golang", "html",
        "java",
        "kotlin", "markdown", "matlab", "objc", "pascal", "perl", "php", "python", "ruby", "rust", "scheme", "tex",
    ]

    /// A driver that a line names; nil for a line without one.
    private func driver(_ line: String) -> String? {
        guard !line.hasPrefix("#") else { return nil }
        return line.split { $0 == " " || $0 == "\t" }.dropFirst().map(String.init).first { word in
            guard ["filter=", "merge=", "diff="].contains(where: word.hasPrefix), !Self.harmless.contains(word) else {
                return false
            }
            return !(word.hasPrefix("diff=") && Self.languages.contains(String(word.dropFirst(5))))
        }
    }

    /// A line that has a command or a transport that runs one; nil for any other.
    private func command(_ line: String) -> String? {
        let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { part in
            part.filter { $0 != " " && $0 != "\t" && $0 != "\"" }
        }
        guard parts.count == 2 else { return nil }
        switch parts[0].lowercased() {
        case "update": return parts[1].hasPrefix("!") ? line : nil
        case "url": return parts[1].hasPrefix("ext::") || parts[1].hasPrefix("-") ? line : nil
        default: return nil
        }
    }
}
