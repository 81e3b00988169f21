import Git
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
        for entry in scaffolds {
            out += "  - name: \(YAMLScalar.write(entry.name))\n"
            out += "    source: \(YAMLScalar.write(entry.source))\n"
            out += "    release: \(YAMLScalar.write(entry.release.description))\n"
            if let commit = entry.commit { out += "    commit: \(YAMLScalar.write(commit.hex))\n" }
            out += "    baseline: \(YAMLScalar.write(entry.baseline.hex))\n"
            if entry.answers.isEmpty {
                out += "    answers: {}\n"
            } else {
                out += "    answers:\n"
                for (name, value) in entry.answers {
                    out += "      \(YAMLScalar.write(name)): \(value.yaml)\n"
                }
            }
            out += list("held", entry.held.map(\.flow))
            out += list("decisions", entry.decisions.map(\.flow))
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
        guard let read = try? Record(parsing: bytes), read == self else {
            throw DriftError(
                .answers, "an answer can't be recorded, since it would not read back as it is",
                fix: "leave out byte order marks and names of more than 1,000 characters")
        }
        return bytes
    }

    /// Always written, also when empty: a record that lacks them was cut off, and a lost held file would be a lost change.
    private func list(_ key: String, _ items: [String]) -> String {
        guard !items.isEmpty else { return "    \(key): []\n" }
        return "    \(key):\n" + items.map { "      - \($0)\n" }.joined()
    }
}

extension Record.Held {
    fileprivate var flow: String {
        var parts = ["path: \(YAMLScalar.write(path))", "release: \(YAMLScalar.write(release.description))"]
        if let was { parts.append("was: \(YAMLScalar.write(was))") }
        if !answers.isEmpty { parts.append("answers: \(AnswerValue.map(answers).yaml)") }
        return "{ \(parts.joined(separator: ", ")) }"
    }
}

extension Record.Decision {
    fileprivate var flow: String {
        switch kind {
        case .deleted: "{ path: \(YAMLScalar.write(path)), deleted: true }"
        case .keepLocal: "{ path: \(YAMLScalar.write(path)), keep: local }"
        }
    }
}
