import Jinja
import OrderedCollections

/// One question of a template, asked in the context of the answers before it.
struct CopierQuestion {
    /// Why an answer doesn't do.
    enum Refusal: Error {
        /// The answer is wrong: the reason as the end of a sentence.
        case invalid(String)
        /// What decides about the answer can't be rendered here.
        case unknown(TemplateError)
    }

    let name: String
    /// Whether answers are lists of choices.
    let takesSeveral: Bool
    private let details: DictValue
    private let context: OrderedDictionary<String, Value>
    private let engine: CopierEngine

    /// - Throws: A `.value` error for a `multiselect` that says neither true nor false.
    init(
        _ name: String, _ details: DictValue, _ context: OrderedDictionary<String, Value>, _ engine: CopierEngine
    ) throws(TemplateError) {
        self.name = name
        takesSeveral = try CopierType.flag(details["multiselect"], "multiselect")
        self.details = details
        self.context = context
        self.engine = engine
    }

    /// The type of the answers.
    func type() throws(TemplateError) -> CopierType {
        guard let written = details["type"], !written.isNone, written.stringValue != "" else {
            return .implied(by: details["default"])
        }
        let text = try rendered(written).pythonString
        guard let type = CopierType(rawValue: text) else {
            throw TemplateError(.type, "the question \(name) has the type '\(text)', which does not exist")
        }
        return type
    }

    /// Whether the question is asked; where it isn't, its answer is computed and not recorded.
    func isAsked() throws(TemplateError) -> Bool { try condition("when") }

    /// Whether a person would be asked at all; where not, the last answer stays as it is.
    func isPrompted() throws(TemplateError) -> Bool { try condition("ask") }

    private func condition(_ key: String) throws(TemplateError) -> Bool {
        guard let written = details[key] else { return true }
        return CopierType.truth(try rendered(written))
    }

    /// The default as the template computes it; nil where it has none.
    func computedDefault() throws(TemplateError) -> Value? {
        guard let written = details["default"] else { return nil }
        var context = context
        context["UNSET"] = .object(UnsetMark())
        do {
            return try rendered(written, context)
        } catch {
            if error.message == UnsetMark.message { return nil }
            throw error
        }
    }

    /// An answer as the question has it: cast, and one of its choices.
    /// - Parameter isRecorded: Whether the answer was recorded: then a text of the types `yaml` and `json` is a value
    ///   already, and reading it once more would change `"1.10"` into a number.
    func parsed(_ answer: Value, isRecorded: Bool) throws(Refusal) -> Value {
        guard takesSeveral else { return try one(answer, isRecorded: isRecorded) }
        var items: [Value]
        if let text = answer.stringValue {
            items = try refusing { () throws(TemplateError) in try CopierYAML.items(text).map { .string($0) } }
        } else if let list = answer.arrayValue {
            items = list
        } else {
            throw .invalid("is no list")
        }
        let isNative = isRecorded && answer.stringValue == nil
        items = try items.map { item throws(Refusal) in try one(item, isRecorded: isNative) }
        let choices = try refusing { () throws(TemplateError) in try self.choices() }
        return .list(choices.map(\.value).filter { choice in items.contains { CopierQuestion.equal($0, choice) } })
    }

    private func one(_ answer: Value, isRecorded: Bool) throws(Refusal) -> Value {
        let type = try refusing { () throws(TemplateError) in try self.type() }
        let cast: Value
        if isRecorded, type.isParsed { cast = answer } else { cast = try casting(answer, type) }
        let choices = try refusing { () throws(TemplateError) in try self.choices() }
        if choices.isEmpty { return cast }
        if choices.contains(where: { $0.disabled.isEmpty && CopierQuestion.equal(cast, $0.value) }) { return cast }
        if isRecorded, type.isParsed, takesSeveral || answer.stringValue != nil {
            return try one(answer, isRecorded: false)
        }
        if let choice = choices.first(where: { CopierQuestion.equal(cast, $0.value) }) {
            throw .invalid("is a choice that is not open: \(choice.disabled)")
        }
        let open = choices.filter(\.disabled.isEmpty).map(\.value.pythonRepr)
        throw .invalid("is none of the choices \(open.joined(separator: ", "))")
    }

    private func casting(_ answer: Value, _ type: CopierType) throws(Refusal) -> Value {
        do { return try cast(answer, type) } catch { throw .invalid("is not of the type \(type.rawValue)") }
    }

    /// A value as the type has it; of a list among several choices each item, as Copier casts it.
    private func cast(_ value: Value, _ type: CopierType) throws(TemplateError) -> Value {
        guard takesSeveral, case .list(let list) = value else { return try type.cast(value) }
        return .list(try type.cast(items: list.items))
    }

    /// Holds an answer against the question's validator.
    func validate(_ answer: Value) throws(Refusal) {
        guard let validator = details["validator"]?.stringValue else { return }
        var context = context
        context[name] = answer
        let complaint: String
        do {
            complaint = try engine.text(validator, context)
        } catch {
            if engine.isMissing(error) { throw .unknown(error) }
            throw .invalid("fails in its validator: \(error.message)")
        }
        let words = complaint.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !words.isEmpty { throw .invalid("is refused: \(words)") }
    }

    /// The value of the one open choice that has a text as its label, where it is no value itself.
    ///
    /// A template that gives its choices shorter values keeps the old ones as labels; Copier would drop the answer.
    func value(ofLabel recorded: Value) -> Value? {
        guard !takesSeveral, let text = recorded.stringValue, let choices = try? choices() else { return nil }
        guard !choices.contains(where: { CopierQuestion.equal(recorded, $0.value) }) else { return nil }
        let named = choices.filter { $0.label == text && $0.disabled.isEmpty }
        guard named.count == 1, (try? validate(named[0].value)) != nil else { return nil }
        return named[0].value
    }

    /// The values that can be chosen now; empty for a question without choices.
    func openChoices() throws(TemplateError) -> [Value] { try choices().filter(\.disabled.isEmpty).map(\.value) }

    /// The choices as answers; empty for a question that takes several, and where they can't be rendered.
    var openAnswers: [AnswerValue] {
        guard !takesSeveral, let values = try? openChoices() else { return [] }
        return values.compactMap { try? AnswerValue(jinja: $0) }
    }

    /// The choices in order, with why one isn't open; empty for a question without any.
    private func choices() throws(TemplateError) -> [(label: String, value: Value, disabled: String)] {
        guard var written = details["choices"], try written.truth() else { return [] }
        if let text = written.stringValue { written = try CopierYAML.value(try engine.text(text, context)) }
        let type = try type()
        var choices: [(label: String, value: Value, disabled: String)] = []
        for (name, value, isPair) in try CopierQuestion.pairs(written) {
            var value = value
            var disabled = ""
            if isPair, let extended = value.dictValue {
                guard let inner = extended["value"] else {
                    throw TemplateError(.key, "a choice of \(self.name) has no value")
                }
                if let validator = extended["validator"]?.stringValue { disabled = try engine.text(validator, context) }
                value = inner
            }
            value = try rendered(value)
            // Copier renders a label only where it is asked for.
            let label = try? rendered(name).pythonString
            if value.isNone { value = .string(try rendered(name).pythonString) }
            choices.append((label ?? "", try cast(value, type), disabled))
        }
        return choices
    }

    /// Names and values of choices, which are a mapping, a list of pairs or a list of values.
    private static func pairs(_ written: Value) throws(TemplateError) -> [(name: Value, value: Value, isPair: Bool)] {
        if let dict = written.dictValue { return dict.pairs.map { ($0.key, $0.value, true) } }
        guard let list = written.arrayValue else { throw TemplateError(.type, "the choices are no list") }
        var pairs: [(name: Value, value: Value, isPair: Bool)] = []
        for item in list {
            guard let parts = item.arrayValue else {
                pairs.append((item, item, false))
                continue
            }
            guard parts.count == 2 else { throw TemplateError(.value, "a choice is no pair of name and value") }
            pairs.append((parts[0], parts[1], true))
        }
        return pairs
    }

    private func rendered(_ value: Value) throws(TemplateError) -> Value { try rendered(value, context) }

    /// A text is a template, of a list each element is one, everything else stays.
    private func rendered(
        _ value: Value, _ context: OrderedDictionary<String, Value>
    ) throws(TemplateError) -> Value {
        if let text = value.stringValue { return .string(try engine.text(text, context)) }
        guard case .list(let list) = value else { return value }
        return .list(try list.items.map { item throws(TemplateError) in try rendered(item, context) })
    }

    private func refusing<T>(_ body: () throws(TemplateError) -> T) throws(Refusal) -> T {
        do { return try body() } catch {
            if engine.isMissing(error) { throw .unknown(error) }
            throw .invalid("cannot be judged: \(error.message)")
        }
    }

    private static func equal(_ one: Value, _ other: Value) -> Bool { (try? one.isEqual(to: other)) ?? false }
}

/// What a default writes to say that there is none: `{{ UNSET }}`.
private final class UnsetMark: Object {
    static let message = "UNSET"

    override func text(_ invocation: Invocation) throws(TemplateError) -> Value {
        throw TemplateError(.undefined, UnsetMark.message)
    }
}
