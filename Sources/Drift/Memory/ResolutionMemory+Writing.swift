import Template

extension ResolutionMemory {
    /// The memory as text: stable order, one line of a conflict a line.
    public var text: String {
        var out = """
            # How conflicts of template updates were resolved. Written by `scaffold resolve`, replayed by `scaffold upgrade`;
            # `scaffold resolve --forget KEY` takes an entry back.
            schema: \(ResolutionMemory.schema)

            """
        guard !entries.isEmpty else { return out + "resolutions: []\ncomplete: true\n" }
        out += "resolutions:\n"
        for entry in entries { out += entry.text }
        return out + "complete: true\n"
    }
}

extension ResolutionMemory.Entry {
    fileprivate var text: String {
        var out = "  - key: \(YAMLText.scalar(pattern.key))\n"
        out += "    scaffold: \(YAMLText.scalar(pattern.scaffold))\n"
        out += "    template: \(YAMLText.scalar(pattern.template))\n"
        out += "    format: \(YAMLText.scalar(pattern.format))\n"
        out += "    place: \(YAMLText.scalar(pattern.place))\n"
        out += lines("base", pattern.base) + lines("local", pattern.local) + lines("incoming", pattern.incoming)
        out += "    rule: \(YAMLText.scalar(rule.name))\n"
        if case .literal(let text) = rule { out += lines("text", text) }
        out += "    origin:\n"
        if let repository = origin.repository { out += "      repository: \(YAMLText.scalar(repository))\n" }
        out += "      service: \(YAMLText.scalar(origin.service))\n"
        out += "      from: \(YAMLText.scalar(origin.from))\n"
        out += "      to: \(YAMLText.scalar(origin.to))\n"
        out += "      date: \(YAMLText.scalar(origin.date))\n"
        if let person = origin.person { out += "      person: \(YAMLText.scalar(person))\n" }
        return out
    }

    private func lines(_ key: String, _ lines: [String]) -> String {
        guard !lines.isEmpty else { return "    \(key): []\n" }
        return "    \(key):\n" + lines.map { "      - \(YAMLText.scalar($0))\n" }.joined()
    }
}
