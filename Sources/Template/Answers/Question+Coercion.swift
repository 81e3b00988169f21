extension Question {
    /// What a value of a question became, or why it cannot become one.
    enum Coercion {
        case value(AnswerValue)
        case refused(String)
    }

    /// Turns a value as it was typed or read into one of this question's kind.
    ///
    /// Text from a command line becomes a number, a truth or a list where the question wants one. Nothing is
    /// guessed the other way: `3.10` read as a number cannot become the text `3.10`.
    func coerce(_ value: AnswerValue) -> Coercion {
        if value == .null { return .refused("has no value") }
        switch kind {
        case .string:
            guard case .string(let text) = value else {
                return .refused("must be text, but is \(value.kind); put it in quotes")
            }
            return Question.textComplaint(text).map { .refused($0) } ?? .value(value)
        case .int: return coerceInt(value)
        case .bool: return coerceBool(value)
        case .choice: return coerceChoice(value)
        case .multichoice: return coerceChoices(value)
        }
    }

    /// What is wrong with the type of a literal value, as the end of a sentence, or nil when it fits.
    func complaint(aboutType value: AnswerValue) -> String? {
        switch (kind, value) {
        case (.string, .string), (.int, .int), (.bool, .bool): return nil
        case (.choice, _): return choices.contains { $0.value == value } ? nil : "is none of the choices"
        case (.multichoice, .list(let values)):
            let isSubset = values.allSatisfy { value in choices.contains { $0.value == value } }
            return isSubset ? nil : "has a value that is none of the choices"
        default: return "is \(value.kind), which does not fit the type \(kind.rawValue)"
        }
    }

    private func coerceInt(_ value: AnswerValue) -> Coercion {
        switch value {
        case .int: return .value(value)
        case .string(let text):
            let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
            guard !digits.isEmpty, digits.utf8.allSatisfy(\.isASCIIDigit), let number = Int(text) else { break }
            return .value(.int(number))
        default: break
        }
        return .refused("must be a whole number")
    }

    private func coerceBool(_ value: AnswerValue) -> Coercion {
        switch value {
        case .bool: return .value(value)
        case .string(let text):
            switch String(decoding: text.utf8.map(\.asciiLowercased), as: UTF8.self) {
            case "true", "yes", "on": return .value(.bool(true))
            case "false", "no", "off": return .value(.bool(false))
            default: break
            }
        default: break
        }
        return .refused("must be true or false")
    }

    private func coerceChoice(_ value: AnswerValue) -> Coercion {
        if let choice = choice(for: value) { return .value(choice.value) }
        if case .double = value { return .refused("must be one of \(offer); put decimal numbers in quotes") }
        let hint = nearest(to: value.display, among: choices.map(\.value.display)).map { "; did you mean \($0)?" }
        return .refused("must be one of \(offer)\(hint ?? "")")
    }

    private func coerceChoices(_ value: AnswerValue) -> Coercion {
        var given: [AnswerValue]
        switch value {
        case .list(let values): given = values
        case .string(let text):
            given = text.split(separator: ",").map { part in
                var part = part
                while part.utf8.first == 0x20 { part = part.dropFirst() }
                while part.utf8.last == 0x20 { part = part.dropLast() }
                return .string(String(part))
            }
        default: given = [value]
        }
        var chosen: Set<AnswerValue> = []
        for value in given {
            guard let choice = choice(for: value) else {
                return .refused("has \(YAMLScalar.quoted(value.display)), which is none of \(offer)")
            }
            guard chosen.insert(choice.value).inserted else {
                return .refused("has \(choice.value.display) twice")
            }
        }
        // The order of the choices: the same set always renders the same.
        return .value(.list(choices.map(\.value).filter(chosen.contains)))
    }

    /// The choice a value means: the very value, or text and whole numbers that are written the same; then an alias.
    func choice(for value: AnswerValue) -> Choice? {
        choices.first { $0.value == value } ?? choices.first { Question.isWritten($0.value, like: value) }
            ?? choices.first { choice in choice.aliases.contains { Question.isWritten($0, like: value) } }
    }

    /// Whether a value calls a choice, or one of several, by an alias.
    func usesAlias(_ value: AnswerValue) -> Bool {
        if case .list(let values) = value { return values.contains(where: usesAlias) }
        return choice(for: value).map { !Question.isWritten($0.value, like: value) } ?? false
    }

    private static func isWritten(_ offered: AnswerValue, like value: AnswerValue) -> Bool {
        switch value {
        case .string(let text): offered.display == text
        case .int(let number): offered == value || offered == .string(String(number))
        default: offered == value
        }
    }

    /// The choices' values for messages.
    var offer: String { choices.map(\.value.display).joined(separator: ", ") }

    /// What is wrong with a text whatever the question, or nil.
    static func textComplaint(_ text: String) -> String? {
        if text.utf8.count > 1 << 16 { return "is longer than 65536 bytes" }
        let isRefused = text.unicodeScalars.contains { scalar in
            (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
                // Marks that change what a reader sees: byte order, and the direction of text.
                || scalar.value == 0xFEFF || (0x202A...0x202E).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value)
        }
        return isRefused ? "has control characters or invisible marks in it" : nil
    }
}
