extension Manifest {
    /// Reads `questions:`.
    static func questions(_ node: ManifestNode?) throws(ScaffoldError) -> [Question] {
        guard let node else { return [] }
        var result: [Question] = []
        for element in try node.elements() { result.append(try question(element)) }
        return result
    }

    private static func question(_ node: ManifestNode) throws(ScaffoldError) -> Question {
        let fields = try node.fields(allowed: [
            "name", "type", "prompt", "help", "format", "pattern", "validator", "min", "max", "default", "when",
            "choices", "secret", "immutable", "since", "upgraded",
        ])
        let kind = try fields.required("type").oneOf(Question.Kind.self)
        let question = Question(
            name: try fields.required("name").variableName(), kind: kind,
            prompt: try fields.required("prompt").nonEmptyString(), help: try fields["help"]?.string(),
            format: try fields["format"]?.oneOf(NameFormat.self), pattern: try fields["pattern"]?.pattern(),
            validator: try fields["validator"]?.expression(), minimum: try fields["min"]?.int(),
            maximum: try fields["max"]?.int(), defaultValue: try fields["default"]?.defaultValue(),
            when: try fields["when"]?.expression(), choices: try choices(fields["choices"]),
            isSecret: try fields["secret"]?.bool() ?? false, isImmutable: try fields["immutable"]?.bool() ?? false,
            since: try fields["since"]?.version(), upgraded: try fields["upgraded"]?.defaultValue(),
            location: node.location)
        try check(question, fields)
        return question
    }

    private static func check(_ question: Question, _ fields: Fields) throws(ScaffoldError) {
        let hasChoices = question.kind == .choice || question.kind == .multichoice
        if hasChoices, question.choices.isEmpty {
            throw fields.owner.error("is a \(question.kind.rawValue) without choices", fix: "add choices: […]")
        }
        if !hasChoices, let node = fields["choices"] {
            throw node.error("are there, but the type is \(question.kind.rawValue)", fix: "write type: choice")
        }
        if question.kind != .int, let node = fields["min"] ?? fields["max"] {
            throw node.error("is for whole numbers, but the type is \(question.kind.rawValue)")
        }
        if let least = question.minimum, let most = question.maximum, least > most, let node = fields["min"] {
            throw node.error("is above max")
        }
        if question.kind != .string, let node = fields["format"] ?? fields["pattern"] {
            throw node.error("is for text, but the type is \(question.kind.rawValue)")
        }
        if question.when != nil, question.defaultValue == nil {
            throw fields.owner.error(
                "has a when but no default, so there is no value while it is not asked", fix: "add default: …")
        }
        if question.upgraded != nil, question.since == nil, let node = fields["upgraded"] {
            throw node.error("needs since: the first release that has the question")
        }
        for (key, value) in [("default", question.defaultValue), ("upgraded", question.upgraded)] {
            guard case .literal(let literal) = value, let node = fields[key] else { continue }
            if let complaint = question.complaint(aboutType: literal) {
                throw node.error("\(complaint)", fix: "make it fit the type \(question.kind.rawValue)")
            }
        }
    }

    private static func choices(_ node: ManifestNode?) throws(ScaffoldError) -> [Question.Choice] {
        guard let node else { return [] }
        var result: [Question.Choice] = []
        for element in try node.elements() {
            let choice: Question.Choice
            if element.isMapping {
                let fields = try element.fields(allowed: ["value", "label", "aliases", "when", "reason", "since"])
                let value = try fields.required("value").choiceValue()
                choice = Question.Choice(
                    value: value, label: try fields["label"]?.nonEmptyString() ?? value.display,
                    aliases: try aliases(fields["aliases"]), when: try fields["when"]?.expression(),
                    reason: try fields["reason"]?.nonEmptyString(),
                    since: try fields["since"]?.version())
            } else {
                let value = try element.choiceValue()
                choice = Question.Choice(value: value, label: value.display)
            }
            // "17" and 17 would be one choice on a command line.
            if result.contains(where: { $0.value.display == choice.value.display }) {
                throw element.error("offers \(choice.value.display) again")
            }
            result.append(choice)
        }
        try checkAliases(of: result, node)
        return result
    }

    private static func aliases(_ node: ManifestNode?) throws(ScaffoldError) -> [AnswerValue] {
        guard let node else { return [] }
        var result: [AnswerValue] = []
        for element in try node.elements() { result.append(try element.choiceValue()) }
        return result
    }

    /// Refuses a name that could mean two choices; a later choice's value counts as well.
    private static func checkAliases(of choices: [Question.Choice], _ node: ManifestNode) throws(ScaffoldError) {
        var owners = Dictionary(choices.map { ($0.value.display, $0.value.display) }) { first, _ in first }
        for (choice, element) in zip(choices, try node.elements()) {
            for alias in choice.aliases {
                if let owner = owners.updateValue(choice.value.display, forKey: alias.display) {
                    throw element.error(
                        "has the alias \(alias.display), which already means \(owner)", fix: "leave it out")
                }
            }
        }
    }
}

extension ManifestNode {
    fileprivate func choiceValue() throws(ScaffoldError) -> AnswerValue {
        let value = try value()
        switch value {
        case .string, .int, .bool: return value
        case .double:
            throw error(
                "offers \(value.display), a decimal number, which loses zeros (3.10 is 3.1)", fix: "put it in quotes")
        case .null, .list, .map, .yaml: throw error("must offer text, whole numbers or true and false")
        }
    }

    fileprivate func pattern() throws(ScaffoldError) -> Pattern {
        do {
            return try Pattern(try string())
        } catch {
            throw located(error)
        }
    }
}
