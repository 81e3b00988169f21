/// Lines that say which version of something a project uses, raised by both sides.
///
/// The line must be known to say so, by its file and its shape, and must differ in nothing but the version. What may be
/// the project's own version, what names a bound, and what a checksum goes with stays a conflict.
struct VersionLines {
    private let file: HunkFile
    private let kind: Kind

    private enum Kind { case goModule, gradle, maven, packages, terraform, pipeline, variables, bare }

    /// Nil for files in which no line is known to say a version.
    init?(_ file: HunkFile) {
        self.file = file
        let name = file.path.fileName
        switch (name, file.path.fileSuffix) {
        case ("go.mod", _): kind = .goModule
        case ("pom.xml", _): kind = .maven
        case (_, "gradle"),
            _ where name.hasSuffix(".gradle.kts"):
            kind = .gradle
        case (_, "csproj"), (_, "fsproj"), (_, "vbproj"), (_, "props"), (_, "targets"): kind = .packages
        case (_, "tf"): kind = .terraform
        case (_, "sh"), (_, "bash"), (_, "zsh"): kind = .variables
        case _ where file.path.isMakefile: kind = .variables
        case _ where name.hasPrefix("Jenkinsfile"): kind = .pipeline
        case (".nvmrc", _), ("rust-toolchain", _), (".bazelversion", _): kind = .bare
        case _ where name.hasPrefix(".") && name.hasSuffix("-version"): kind = .bare
        default: return nil
        }
    }

    /// The side whose version is the higher one, in words too; nil where that can't be told.
    func higher(_ hunk: ConflictHunk) -> (side: SideName, message: String)? {
        let lines = HunkFile.lines(of: hunk)
        guard lines.base.count == 1, lines.local.count == 1, lines.incoming.count == 1,
            let base = parts(of: lines.base[0]), let local = parts(of: lines.local[0]),
            let incoming = parts(of: lines.incoming[0]),
            base.around == local.around, base.around == incoming.around
        else { return nil }
        let versions = Sides(base: base.version, local: local.version, incoming: incoming.version)
        let numbers = versions.map { VersionNumber($0)?.numbers.count }
        guard let count = numbers.base, numbers.local == count, numbers.incoming == count,
            count > 1 || kind == .bare, fits(hunk), isAlone(versions.base, hunk)
        else { return nil }
        switch VersionResolver.decide(versions.map { .string($0) }, scheme: .plain) {
        case .local: return (.local, "kept \(versions.local) over \(versions.incoming)")
        case .incoming: return (.incoming, "took \(versions.incoming) over \(versions.local)")
        case .conflict, nil: return nil
        }
    }

    // MARK: Lines

    private static let lastWord = Pattern(/([\w.-]+)\W*$/)

    /// The version on a line, and what stands before and behind it; nil for a line that says none.
    private func parts(of line: String) -> (version: String, around: [Substring])? {
        for pattern in patterns {
            guard let match = line.wholeMatch(of: pattern) else { continue }
            return (String(match.2), [match.1, match.3])
        }
        guard let match = line.wholeMatch(of: Self.assignment), let name = match.1.firstMatch(of: Self.lastWord),
            allowsAssignments, Self.isDependency(String(name.1))
        else { return nil }
        return (String(match.2), [match.1, match.3])
    }

    private typealias VersionPattern = Pattern<(Substring, Substring, Substring, Substring)>

    private static let moduleVersion = Pattern(
        /(\s*(?:require )?[\w~-]+(?:\.[\w~-]+)+[\w.~\/-]* )(v\S+)((?: \/\/ indirect)?\s*)/)
    private static let goVersion = Pattern(/(go |toolchain go)(\d\S*)(\s*)/)
    private static let pluginVersion = Pattern(
        /(\s*id[ (]["'][\w.-]+["']\)? version ["'])([^"']+)(["'](?: apply false)?\s*)/)
    private static let dependencyVersion = Pattern(
        /(\s*\w+[ (]+(?:platform\()?["'][\w.-]+:[\w.-]+:)([^"':]+)(["']\)*(?: \{)?\s*)/)
    private static let mavenVersion = Pattern(/(\s*<version>)([^<]+)(<\/version>\s*)/)
    private static let packageVersion = Pattern(
        /(\s*<Package(?:Reference|Version) Include="[^"]+" Version=")([^"]+)("[^<>]*>\s*)/)
    private static let terraformVersion = Pattern(/(\s*version\s*=\s*"(?:(?:~>|>=|=)\s*)?)([^"]+)("\s*)/)
    private static let imageVersion = Pattern(/(.*\bimage\s*:?\s*["'][\w.\/-]+:)([^"':]+)(["'][^"']*)/)
    private static let bareVersion = Pattern(/()(\S+)(\s*)/)

    private var patterns: [VersionPattern] {
        switch kind {
        case .goModule: [Self.moduleVersion, Self.goVersion]
        case .gradle: [Self.pluginVersion, Self.dependencyVersion]
        case .maven: [Self.mavenVersion]
        case .packages: [Self.packageVersion]
        case .terraform: [Self.terraformVersion]
        case .pipeline: [Self.imageVersion]
        case .variables: []
        case .bare: [Self.bareVersion]
        }
    }

    /// `name = version`, `<name>version</name>`.
    private static let assignment = Pattern(
        #/
        (\s* (?:(?:export|readonly|val|def|const|set)\s)? (?:<[\w.\-]+>|[\w.\-]+\s*(?::=|\?=|=)\s*) ["']?)
        (v?\d[^"'<\s]*)
        (["']? (?:</[\w.\-]+>)? ;?\s*)
        /#)

    private var allowsAssignments: Bool {
        switch kind {
        case .gradle, .maven, .packages, .variables: true
        case .goModule, .terraform, .pipeline, .bare: false
        }
    }

    /// Whether a name is of the version of something else than the project: `KUBECTL_VERSION`, `spring.version`.
    private static func isDependency(_ name: String) -> Bool {
        guard name.lowercased().hasSuffix("version") else { return false }
        let prefix = name.dropLast("version".count)
        let words = prefix.partedWords.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return !words.isEmpty && !VersionScheme.isBound(prefix) && own.isDisjoint(with: words)
    }

    /// Words before `version` that say that it is the project's own.
    private static let own: Set<String> = [
        "app", "application", "project", "package", "release", "image", "chart", "build", "service", "module", "plugin",
        "lib", "library", "my", "this", "assembly", "informational", "product", "current", "next", "new", "cache",
        "data",
        "db", "database", "bundle", "docs", "manifest", "revision", "tag", "git", "semantic", "target", "language",
        "lang",
    ]

    // MARK: What stands around

    private static let all: [SideName] = [.base, .local, .incoming]

    /// Whether the block that the line stands in says that it is of something else, and of the same on all sides.
    private func fits(_ hunk: ConflictHunk) -> Bool {
        let places = Sides(base: hunk.baseLines, local: hunk.localLines, incoming: hunk.incomingLines)
        switch kind {
        case .bare: return Self.all.allSatisfy { file.lines[$0].count { !$0.trimmed.isEmpty } == 1 }
        case .maven, .terraform: break
        default: return true
        }
        let blocks = Self.all.map { block(around: places[$0].lowerBound, in: file.lines[$0]) }
        guard let first = blocks[0] else {
            // A property says by its name what it is of.
            return kind == .maven && !file.lines.base[places.base.lowerBound].contains("<version>")
        }
        return blocks.allSatisfy { $0 == first }
    }

    private static let mavenBlock = Pattern(/<(?:parent|dependency|plugin|extension|path|annotationProcessorPath)>/)
    private static let terraformBlock = Pattern(/(?:module\s+"[^"]+"|[\w-]+\s*=)\s*\{/)

    /// What names the thing whose version a line says; nil for a line that stands in no such thing.
    private func block(around place: Int, in lines: [String]) -> [String]? {
        let (opening, end): (Pattern<Substring>, String) =
            kind == .maven
            ? (Self.mavenBlock, "</")
            : (Self.terraformBlock, "}")
        var names: [String] = []
        var start = place - 1
        while start >= 0 {
            let text = lines[start].trimmed
            if text.wholeMatch(of: opening) != nil { break }
            // Another block, or the end of one.
            guard
                kind == .maven
                    ? text.contains("</") || text.hasPrefix("<!--") : !text.hasSuffix("{") && !text.hasPrefix("}")
            else { return nil }
            names.append(text)
            start -= 1
        }
        guard start >= 0 else { return nil }
        var next = place + 1
        while next < lines.count, case let text = lines[next].trimmed, !text.hasPrefix(end), !text.hasSuffix("{"),
            kind != .maven || text.contains("</")
        {
            names.append(text)
            next += 1
        }
        let identity = kind == .maven ? ["<groupId>", "<artifactId>", "<type>", "<classifier>"] : ["source"]
        return [lines[start].trimmed] + names.filter { name in identity.contains(where: name.hasPrefix) }
    }

    private static let checksum = Pattern(/\b[0-9a-fA-F]{32,}\b/)

    /// Whether a version goes with nothing else that a side changed: a checksum, and the same version elsewhere.
    private func isAlone(_ version: String, _ hunk: ConflictHunk) -> Bool {
        let lines = Sides(
            base: Self.without(hunk.baseLines, file.lines.base), local: Self.without(hunk.localLines, file.lines.local),
            incoming: Self.without(hunk.incomingLines, file.lines.incoming))
        let sums = lines.map { $0.filter { $0.firstMatch(of: Self.checksum) != nil } }
        guard sums.local == sums.base, sums.incoming == sums.base else { return false }
        let uses = lines.map { $0.count { $0.contains(version) } }
        return uses.local == uses.incoming
    }

    private static func without(_ range: Range<Int>, _ lines: [String]) -> [String] {
        Array(lines[..<range.lowerBound] + lines[range.upperBound...])
    }
}
