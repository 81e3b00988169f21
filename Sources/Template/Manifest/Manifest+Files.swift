import Git
import OrderedCollections

extension Manifest {
    /// Joins the manifest with the files beside it, and checks that they belong together.
    func release(
        files: [TemplateFile], fragments: [TemplateFile], parts: [TemplateFile]
    ) throws(ScaffoldError) -> Release {
        var release = release
        release.files = files
        for (folder, list) in [("slots", fragments), ("parts", parts)] {
            if let link = list.first(where: { $0.mode == .symlink }) {
                throw ScaffoldError(
                    .manifest, "a fragment must be a file, not a symlink",
                    at: .init(file: "\(release.origin)/\(folder)/\(link.path)"))
            }
        }
        release.fragments = Dictionary(uniqueKeysWithValues: fragments.map { ($0.path, $0) })
        release.parts = Dictionary(uniqueKeysWithValues: parts.map { ($0.path, $0) })
        for (name, slot) in release.slots {
            for fragment in slot.fragments where release.fragments["\(name)/\(fragment.file)"] == nil {
                throw ScaffoldError(
                    .manifest, "the slot \(name) names the fragment \(fragment.file), but there is no such file",
                    at: .init(file: file), fix: "add slots/\(name)/\(fragment.file)")
            }
        }
        for rename in release.renames where !release.canRender(rename.to.source) {
            throw ScaffoldError(
                .manifest, "the rename to \(rename.to.source) leads nowhere: no template renders that path",
                at: rename.to.location, fix: "correct the path, or add files/\(rename.to.source)")
        }
        try release.checkExpressions()
        return release
    }

    /// The `summary:` of a manifest, without reading the rest where it stands on one line; empty when there is none.
    static func summary(in bytes: [UInt8]) -> String {
        let key = Array("summary:".utf8)
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard let index = lines.firstIndex(where: { $0.starts(with: key) }) else { return "" }
        // The line alone is the whole value when the next one starts another key.
        let isAlone = index + 1 == lines.count || lines[index + 1].first.map { $0.isASCIILetter } ?? true
        let text = isAlone ? Array(lines[index]) : bytes
        guard let root = try? ManifestNode.root(of: text, file: ""), let summary = root["summary"]?.scalarText
        else { return "" }
        return summary
    }

    /// Whether the text of a manifest may say that files moved or went away; found without parsing it.
    static func changesPaths(_ bytes: [UInt8]) -> Bool {
        let keys = ["renames:", "deletions:"].map { Array($0.utf8) }
        return bytes.split(separator: 0x0A).contains { line in keys.contains { line.starts(with: $0) } }
    }
}

extension Release {
    /// Whether some template could render a path; template tags in either stand for any text.
    fileprivate func canRender(_ path: String) -> Bool {
        let wanted = TemplateMarkers.literals(of: path)
        return files.contains { file in
            if file.path == path { return true }
            let offered = TemplateMarkers.literals(of: file.path)
            if offered.count == 1 { return TemplateMarkers.matches(wanted, file.path) }
            if wanted.count == 1 { return TemplateMarkers.matches(offered, path) }
            return offered.first == wanted.first && offered.last == wanted.last
        }
    }
}

extension TemplateMarkers {
    /// The literal texts around the tags of a path.
    fileprivate static func literals(of path: String) -> [[UInt8]] {
        var literals: [[UInt8]] = [[]]
        let bytes = Array(path.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: "<%".utf8) {
                index += 2
                while index < bytes.count, !bytes[index...].starts(with: "%>".utf8) { index += 1 }
                index += 2
                literals.append([])
            } else {
                literals[literals.count - 1].append(bytes[index])
                index += 1
            }
        }
        return literals
    }

    /// Whether a text consists of the literals in order with anything between them.
    fileprivate static func matches(_ literals: [[UInt8]], _ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        guard let first = literals.first, let last = literals.last, rest.starts(with: first) else { return false }
        if literals.count == 1 { return rest.count == first.count }
        rest = rest.dropFirst(first.count)
        guard rest.count >= last.count, rest.suffix(last.count).elementsEqual(last) else { return false }
        rest = rest.dropLast(last.count)
        for literal in literals.dropFirst().dropLast() where !literal.isEmpty {
            guard let start = rest.indices.first(where: { rest[$0...].starts(with: literal) }) else { return false }
            rest = rest[(start + literal.count)...]
        }
        return true
    }
}
