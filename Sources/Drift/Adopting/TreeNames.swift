import Git
import Yams

/// What a tree and its history say about names: what the project is called, and who wrote it.
///
/// Candidates for answers that stand nowhere as they were given: a title that is only shown in capitals, a name that only
/// paths are made of.
struct TreeNames {
    /// What the project may be called, the most likely first.
    private(set) var projects: [String] = []
    /// The names of authors.
    let authors: [String]
    /// Their mail addresses.
    let emails: [String]

    /// Reads names.
    /// - Parameters:
    ///   - folder: What the project's folder is called.
    ///   - local: The project's files.
    ///   - signatures: Who made its first and its last commit.
    init(folder: String, local: any LocalFiles, signatures: [Signature]) {
        func text(_ path: String) -> String? {
            guard let version = try? local.file(at: path), version.isRegular,
                (try? local.size(of: version)) ?? 0 < 1 << 20
            else { return nil }
            return (try? local.bytes(of: version)).map { String(decoding: $0, as: UTF8.self) }
        }
        var found = [folder]
        // JSON is YAML.
        if let name = text("package.json").flatMap({ try? Yams.compose(yaml: $0) })?["name"]?.string {
            found += [name] + (name.split(separator: "/").last.map { [String($0)] } ?? [])
        }
        for manifest in ["pyproject.toml", "Cargo.toml", "setup.cfg"] {
            if let name = text(manifest).flatMap({ Self.assigned($0) }) { found.append(name) }
        }
        if let module = text("go.mod").flatMap({ Self.line($0, after: "module ") }) {
            found += (module.split(separator: "/").last.map { [String($0)] } ?? []) + [module]
        }
        if let title = text("README.md").flatMap({ Self.line($0, after: "# ") }) { found.append(title) }
        if let title = text("README.rst").flatMap({ Self.line($0, after: "") }) { found.append(title) }
        projects = Self.unique(found.flatMap(Self.spellings))
        authors = Self.unique(signatures.map(\.name))
        emails = Self.unique(signatures.map(\.email))
    }

    /// What the answer to a question of this name could be.
    func values(for question: String) -> [String] {
        let name = question.lowercased()
        if name.contains("mail") { return emails }
        if ["author", "maintainer", "owner", "full_name", "username"].contains(where: name.contains) { return authors }
        return projects
    }

    /// A name as packages, modules and titles spell it.
    static func spellings(_ name: String) -> [String] {
        let words = name.split { "-_ .".contains($0) }.map(String.init)
        guard words.count > 1 || name != name.lowercased() else { return [name, name.capitalized(words)] }
        let lower = words.map { $0.lowercased() }
        return [name, lower.joined(separator: "-"), lower.joined(separator: "_"), name.capitalized(words)]
    }

    private static func assigned(_ text: String) -> String? {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmed }
            guard parts.count == 2, parts[0] == "name" else { continue }
            let value = parts[1].filter { $0 != "\"" && $0 != "'" }
            return value.isEmpty ? nil : value
        }
        return nil
    }

    private static func line(_ text: String, after start: String) -> String? {
        let line = text.split(separator: "\n").first { $0.hasPrefix(start) && !$0.trimmed.isEmpty }
        return line.map { $0.dropFirst(start.count).trimmed }
    }

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}

extension String {
    fileprivate func capitalized(_ words: [String]) -> String {
        words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}
