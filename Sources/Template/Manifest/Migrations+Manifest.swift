extension Manifest {
    /// Reads `renames:`.
    static func renames(_ node: ManifestNode?) throws(ScaffoldError) -> [Rename] {
        guard let node else { return [] }
        var result: [Rename] = []
        for element in try node.elements() {
            let fields = try element.fields(allowed: ["from", "to", "when"])
            let rename = Rename(
                from: try fields.required("from").pathTemplate(), to: try fields.required("to").pathTemplate(),
                when: try fields["when"]?.expression())
            if rename.from.source == rename.to.source { throw element.error("moves a file to where it is") }
            if rename.when == nil {
                // Two unconditional ways for one path cannot both be right.
                if result.contains(where: { $0.when == nil && $0.from.source == rename.from.source }) {
                    throw element.error("moves \(rename.from.source) a second time")
                }
                if result.contains(where: { $0.when == nil && $0.to.source == rename.to.source }) {
                    throw element.error("moves a second file to \(rename.to.source)")
                }
            }
            result.append(rename)
        }
        return result
    }

    /// Reads `deletions:`.
    static func deletions(_ node: ManifestNode?) throws(ScaffoldError) -> [Deletion] {
        guard let node else { return [] }
        var result: [Deletion] = []
        for element in try node.elements() {
            let fields = try element.fields(allowed: ["path", "reason"])
            let deletion = Deletion(
                path: try fields.required("path").pathTemplate(), reason: try fields.required("reason").nonEmptyString()
            )
            result.append(deletion)
        }
        return result
    }

    /// Reads `answers:`, the migrations of recorded answers.
    static func steps(_ node: ManifestNode?) throws(ScaffoldError) -> [AnswerStep] {
        guard let node else { return [] }
        var result: [AnswerStep] = []
        for element in try node.elements() {
            let fields = try element.fields(allowed: ["rename", "to", "remove", "set", "value", "when", "reason"])
            let verbs = ["rename", "remove", "set"].filter { fields[$0] != nil }
            guard verbs.count == 1 else {
                throw element.error("must have exactly one of rename, remove and set")
            }
            let action: AnswerStep.Action
            if let from = fields["rename"] {
                action = .rename(try from.variableName(), to: try fields.required("to").variableName())
            } else if let name = fields["remove"] {
                action = .remove(try name.variableName(), reason: try fields.required("reason").nonEmptyString())
            } else {
                action = .set(
                    try fields.required("set").variableName(), try fields.required("value").defaultValue())
            }
            if let misplaced = misplacedKey(fields, of: verbs[0]) {
                throw element.error("has \(misplaced):, which \(verbs[0]) does not take")
            }
            let step = AnswerStep(
                action: action, when: try fields["when"]?.expression(), reason: try fields["reason"]?.nonEmptyString())
            result.append(step)
        }
        return result
    }

    private static func misplacedKey(_ fields: Fields, of verb: String) -> String? {
        let allowed: [String: Set<String>] = ["rename": ["to"], "remove": [], "set": ["value"]]
        return ["to", "value"].first { fields.values[$0] != nil && allowed[verb]?.contains($0) == false }
    }
}

extension ManifestNode {
    /// A template of an output path; without markers it must be a path that may be written.
    fileprivate func pathTemplate() throws(ScaffoldError) -> TemplateText {
        let text = try template()
        if !TemplateMarkers.isTemplate(Array(text.source.utf8)), let why = OutputPath.complaint(about: text.source) {
            throw error("names the path \(YAMLScalar.quoted(text.source)), which \(why)")
        }
        return text
    }
}
