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
