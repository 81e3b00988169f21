import Git

/// The submodules of a template: a checkout, from which Copier and cruft render, has their files.
///
/// They are read from mirrors, as the template itself is. Of addresses only those of servers count: git itself refuses a
/// folder of this machine, which is nothing that a template should reach.
extension TemplateRepository {
    /// How many submodules may stand in one another.
    private static let maximalDepth = 4

    /// The addresses of the submodules by their paths, as `.gitmodules` has them.
    func submoduleAddresses(_ listed: [TreeFile]) throws(ScaffoldError) -> [String: String] {
        guard depth < TemplateRepository.maximalDepth,
            let file = listed.first(where: { $0.path == ".gitmodules" && $0.mode.isBlob && $0.mode != .symlink })
        else { return [:] }
        let text = String(decoding: try content(file.id), as: UTF8.self)
        return TemplateRepository.submodules(in: text).compactMapValues(address)
    }

    /// The files of a submodule with its path before theirs; nil where they can't be had.
    func files(ofSubmodule entry: TreeFile, at address: String) -> [TemplateFile]? {
        let key = "\(address)@\(entry.id.hex)"
        if submodules[key] == nil { submodules[key] = .some(files(at: entry.id, of: address)) }
        return submodules[key]?.map { files in
            files.map { file in
                var file = file
                file.path = "\(entry.path)/\(file.path)"
                return file
            }
        }
    }

    private func files(at commit: ObjectID, of address: String) -> [TemplateFile]? {
        do throws(ScaffoldError) {
            let locator = SourceLocator.git(url: address)
            let (copy, _) = try TemplateRepository.copy(of: address, locator, cache, needing: [commit.hex])
            let inner = TemplateRepository(copy, of: locator, warnings: [], cache: cache, depth: depth + 1)
            return try inner.files(at: commit)
        } catch {
            // The entry stays as one without content, which is said of everything that needs it.
            return nil
        }
    }

    /// The whole address of a submodule; nil for one that is not on a server.
    private func address(_ written: String) -> String? {
        var rest = written[...]
        var whole = written
        if rest.hasPrefix("./") || rest.hasPrefix("../") {
            guard case .git(var base) = locator else { return nil }
            while base.hasSuffix("/") { base.removeLast() }
            while rest.hasPrefix("./") || rest.hasPrefix("../") {
                if rest.hasPrefix("../") {
                    guard let cut = base.lastIndex(of: "/") else { return nil }
                    base = String(base[..<cut])
                }
                rest = rest.drop { $0 == "." }.dropFirst()
            }
            guard !base.hasSuffix("/"), !base.hasSuffix(":") else { return nil }
            whole = "\(base)/\(rest)"
        }
        // What is short for an address here is none for git.
        guard !["gh:", "gl:", "git+", "file:"].contains(where: whole.lowercased().hasPrefix),
            !RemoteURL.isLocal(whole), case .git(let url)? = try? SourceLocator.parse(whole)
        else { return nil }
        return url
    }

    /// The addresses in a `.gitmodules` as they are written, by the submodules' paths.
    static func submodules(in text: String) -> [String: String] {
        var found: [String: String] = [:]
        var section: [String: String] = [:]
        func finish() {
            if let path = section["path"], let url = section["url"], !path.isEmpty, !url.isEmpty { found[path] = url }
            section = [:]
        }
        for line in text.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
            let line = trimmed(line)
            if line.hasPrefix("[") {
                finish()
            } else if let sign = line.firstIndex(of: "="), !line.hasPrefix("#"), !line.hasPrefix(";") {
                let name = trimmed(line[..<sign])
                var value = trimmed(line[line.index(after: sign)...])
                if value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") {
                    value = value.dropFirst().dropLast()
                }
                // Escapes and comments behind a value are left to git.
                if !value.contains(where: { "\"\\#;".contains($0) }) { section[name.lowercased()] = String(value) }
            }
        }
        finish()
        return found
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let inner = text.drop { $0 == " " || $0 == "\t" }
        return inner.prefix(
            upTo: inner.lastIndex { $0 != " " && $0 != "\t" }.map(inner.index(after:)) ?? inner.startIndex)
    }
}
