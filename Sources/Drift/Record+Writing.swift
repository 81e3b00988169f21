import Git
import Merge
import OrderedCollections
import Template

extension Record {
    /// The record as the text of `.scaffold.yml`: stable order, one decision or held file a line, a comment on top.
    public var text: String {
        var out = """
            # What generated this service. Written by `scaffold`; change answers with `scaffold upgrade --set`.
            schema: \(Record.schema)
            scaffolds:

            """
        for entry in scaffolds where entry.isStored {
            out += "  - name: \(YAMLText.scalar(entry.name))\n"
            if let foreign = entry.foreign {
                out += "    record: \(YAMLText.scalar(foreign.path))\n" + lists(of: entry)
                continue
            }
            out += "    source: \(YAMLText.scalar(entry.source))\n"
            out += "    release: \(YAMLText.scalar(entry.release.description))\n"
            if let commit = entry.commit { out += "    commit: \(YAMLText.scalar(commit.hex))\n" }
            if let baseline = entry.baseline { out += "    baseline: \(YAMLText.scalar(baseline.hex))\n" }
            if entry.answers.isEmpty {
                out += "    answers: {}\n"
            } else {
                out += "    answers:\n"
                for (name, value) in entry.answers {
                    out += "      \(YAMLText.scalar(name)): \(YAMLText.flow(value))\n"
                }
            }
            out += lists(of: entry)
        }
        // The last line: without it a list that was cut off would look whole.
        return out + "complete: true\n"
    }

    /// The record's bytes, proven to read back as the same record.
    ///
    /// - Throws: ``DriftError`` for answers that no record holds: more than 1 MiB of them, or text that the YAML reader
    ///   changes (it drops a leading byte order mark).
    func verifiedBytes() throws(DriftError) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard bytes.count <= Record.sizeLimit else {
            throw DriftError(.answers, "the answers take more than 1 MiB, which no record holds", fix: "shorten them")
        }
        guard let read = try? Record(parsing: bytes), read.scaffolds == scaffolds.filter(\.isStored).map(\.stored)
        else {
            throw DriftError(
                .answers, "an answer can't be recorded, since it would not read back as it is",
                fix: "leave out byte order marks and names of more than 1,000 characters")
        }
        return bytes
    }

    /// The bytes of `.scaffold.yml`; nil when other tools' records say everything.
    func storedBytes() throws(DriftError) -> [UInt8]? {
        scaffolds.contains(where: \.isStored) ? try verifiedBytes() : nil
    }

    private func lists(of entry: Entry) -> String {
        list("held", entry.held.map(\.flow)) + list("decisions", entry.decisions.map(\.flow))
            + (entry.without.isEmpty ? "" : list("without", entry.without.map(\.flow)))
    }

    /// Always written, also when empty: a record that lacks them was cut off, and a lost held file would be a lost change.
    private func list(_ key: String, _ items: [String]) -> String {
        guard !items.isEmpty else { return "    \(key): []\n" }
        return "    \(key):\n" + items.map { "      - \($0)\n" }.joined()
    }
}

extension Record.Held {
    fileprivate var flow: String {
        var parts = ["path: \(YAMLText.scalar(path))", "release: \(YAMLText.scalar(release.text))"]
        if let was { parts.append("was: \(YAMLText.scalar(was))") }
        if !answers.isEmpty { parts.append("answers: \(YAMLText.flow(.map(answers)))") }
        return "{ \(parts.joined(separator: ", ")) }"
    }
}

extension Record.Without {
    fileprivate var flow: String {
        let names = resolvers == [AutomaticResolver.all] ? resolvers[0] : "[\(resolvers.joined(separator: ", "))]"
        return "{ path: \(YAMLText.scalar(path.pattern)), resolvers: \(names) }"
    }
}

extension Record.Decision {
    fileprivate var flow: String {
        switch kind {
        case .deleted: "{ path: \(YAMLText.scalar(path)), deleted: true }"
        case .keepLocal: "{ path: \(YAMLText.scalar(path)), keep: local }"
        }
    }
}
