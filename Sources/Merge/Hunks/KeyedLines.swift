/// Neighbouring lines that each give one name a value: the dependencies of a build, the variables of a Makefile.
///
/// Such a line is a fact of its own in files whose other lines are not, so that what each side did to other names merges; what
/// both did to one name stays a conflict.
struct KeyedLines {
    private let kind: Kind

    private enum Kind { case goModule, gradle, gemfile, maven, packages, processes, make, variables }

    /// Nil for files in which no line is known to be a fact.
    init?(path: String) {
        let name = path.fileName
        switch name {
        case "go.mod": kind = .goModule
        case "Gemfile": kind = .gemfile
        case "pom.xml": kind = .maven
        case _ where path.isMakefile: kind = .make
        case _ where name.hasPrefix("Procfile"): kind = .processes
        case _ where [".csproj", ".fsproj", ".vbproj", ".props", ".targets"].contains(where: name.hasSuffix):
            kind = .packages
        case _ where name.hasSuffix(".gradle") || name.hasSuffix(".gradle.kts"): kind = .gradle
        case _ where name.hasSuffix(".tfvars"): kind = .variables
        default: return nil
        }
    }

    /// The conflict's lines with what both sides did; nil where they did it to one name, or where a line has none.
    func merged(_ hunk: ConflictHunk) -> [UInt8]? { Self.merged(hunk, key: key, isTorn: isTorn) }

    /// The same for other lines, of which `key` tells the names; what is torn apart is no merge.
    static func merged(
        _ hunk: ConflictHunk, key: (String) -> String?, isTorn: (Sides<[String: String]>) -> Bool = { _ in false }
    ) -> [UInt8]? {
        let sides = HunkFile.lines(of: hunk)
        let keys = sides.map { $0.compactMap(key) }
        for (keys, lines) in [(keys.base, sides.base), (keys.local, sides.local), (keys.incoming, sides.incoming)] {
            guard keys.count == lines.count, Set(keys).count == keys.count else { return nil }
        }
        let lines = Sides(
            base: Dictionary(uniqueKeysWithValues: zip(keys.base, sides.base)),
            local: Dictionary(uniqueKeysWithValues: zip(keys.local, sides.local)),
            incoming: Dictionary(uniqueKeysWithValues: zip(keys.incoming, sides.incoming)))
        let common = Set(keys.base).intersection(keys.local).intersection(keys.incoming)
        let orders = keys.map { $0.filter(common.contains) }
        guard orders.base == orders.local, orders.base == orders.incoming, !isTorn(lines) else { return nil }
        var order = keys.local
        for (index, key) in keys.incoming.enumerated() where lines.local[key] == nil && lines.base[key] == nil {
            // Behind what it follows on its side, and behind what local added there.
            let above = keys.incoming[..<index].last(where: order.contains).flatMap { order.firstIndex(of: $0) }
            var place = above.map { $0 + 1 } ?? 0
            while place < order.count, lines.base[order[place]] == nil, lines.incoming[order[place]] == nil {
                place += 1
            }
            order.insert(key, at: place)
        }
        var result: [String] = []
        for key in Set(keys.base).subtracting(keys.local) {
            guard lines.incoming[key] == nil || lines.incoming[key] == lines.base[key] else { return nil }
        }
        for key in order {
            let (base, local, incoming) = (lines.base[key], lines.local[key], lines.incoming[key])
            if local == incoming || incoming == base {
                if let local { result.append(local) }
            } else if local == base {
                if let incoming { result.append(incoming) }
            } else {
                return nil
            }
        }
        return result.flatMap { Array($0.utf8) + [lineFeed] }
    }

    /// Whether one side changed where something comes from, and the other which state of it.
    private func isTorn(_ lines: Sides<[String: String]>) -> Bool {
        guard kind == .make || kind == .variables else { return false }
        func changed(_ side: [String: String], _ words: [String]) -> Bool {
            Set(side.keys).union(lines.base.keys).contains { key in
                side[key] != lines.base[key] && words.contains(where: key.lowercased().hasSuffix)
            }
        }
        let sources = ["repo", "repository", "registry", "image", "source", "url", "name", "chart"]
        let states = ["tag", "version", "digest", "rev", "ref", "sha", "sha256", "checksum"]
        return changed(lines.local, sources) && changed(lines.incoming, states)
            || changed(lines.incoming, sources) && changed(lines.local, states)
    }

    /// Whether the order of the lines means nothing.
    var isSortable: Bool {
        switch kind {
        case .goModule, .gradle, .gemfile, .maven, .packages: true
        case .processes, .make, .variables: false
        }
    }

    private static let goModule = Pattern(/^(?:require )?([\w~-]+(?:\.[\w~-]+)+[\w.~\/-]*) v\S+(?: \/\/ indirect)?$/)
    private static let gradlePlugin = Pattern(/^id[ (]["']([\w.-]+)["']\)? version ["'][^"']+["'](?: apply false)?$/)
    private static let gradlePackage = Pattern(/^\w+[ (]+["']([\w.-]+:[\w.-]+):[^"':]+["']\)?$/)
    private static let gem = Pattern(/^gem ["']([\w-]+)["'][^{]*$/)
    private static let mavenProperty = Pattern(/^<([\w-]+\.[\w.-]+)>[^<]*<\/([\w.-]+)>$/)
    private static let packageReference = Pattern(
        /^<(Package(?:Reference|Version)|ProjectReference|Using) Include="([^"]+)"[^<>]*\/>$/)
    private static let yamlKey = Pattern(/^([\w-]+):\s/)
    private static let makeVariable = Pattern(/^([\w.-]+)\s*(?:[:?]|::)?=/)
    private static let plainVariable = Pattern(/^(\w+)\s*=\s*[^\[{<]*$/)

    /// What a line gives a value to; nil for a line that is anything else, or goes on in the next one.
    func key(_ line: String) -> String? {
        if line.hasSuffix("\\") { return nil }
        let text = line.trimmed
        switch kind {
        case .goModule:
            return text.firstMatch(of: Self.goModule).map { String($0.1) }
        case .gradle:
            if let plugin = text.firstMatch(of: Self.gradlePlugin) { return "plugin \(plugin.1)" }
            return text.firstMatch(of: Self.gradlePackage).map { String($0.1) }
        case .gemfile: return text.firstMatch(of: Self.gem).map { String($0.1) }
        case .maven:
            return text.firstMatch(of: Self.mavenProperty).flatMap { $0.1 == $0.2 ? String($0.1) : nil }
        case .packages:
            return text.firstMatch(of: Self.packageReference).map { "\($0.1) \($0.2)" }
        case .processes: return line.firstMatch(of: Self.yamlKey).map { String($0.1) }
        case .make:
            return line.firstMatch(of: Self.makeVariable).map { String($0.1) }
        case .variables: return line.firstMatch(of: Self.plainVariable).map { String($0.1) }
        }
    }
}
