import Jinja
import OrderedCollections

/// A question of another tool's template, with what could be an answer to it: for whoever looks for the answers of a project.
public struct DialectQuestion: Hashable, Sendable {
    /// Which answers are possible.
    public enum Kind: Hashable, Sendable {
        /// One of these values.
        case choice([AnswerValue])
        /// Any text.
        case text
        /// Any whole number.
        case number
    }

    /// What its answer is called.
    public var name: String
    /// Which answers are possible.
    public var kind: Kind
    /// Whether nothing answers it so far: it has no default that could be taken.
    public var isUnanswered: Bool
}

extension CopierTemplate {
    /// The questions that are asked with these answers and go into the record; those of which nothing can be tried are left out.
    ///
    /// Secret questions are never recorded, and of structured values nobody can say what else they could be.
    /// - Throws: What ``render(_:)`` throws for answers.
    public func openQuestions(_ request: CopierRequest) throws(ScaffoldError) -> [DialectQuestion] {
        var request = request
        request.setting = request.setting.forOneRender()
        let run = try CopierRun(self, request)
        let context = run.context()
        var questions: [DialectQuestion] = []
        for (name, details) in run.configuration.questions
        where !run.hidden.contains(name) && !run.settings.secrets.contains(name) {
            guard let question = try? CopierQuestion(name, details, context, run.engine), let kind = question.kind
            else {
                continue
            }
            questions.append(
                DialectQuestion(name: name, kind: kind, isUnanswered: run.engine.unanswered[name] != nil))
        }
        return questions
    }

    /// The names of all questions, whether they are asked or not.
    /// - Throws: ``ScaffoldError`` when the questions can't be read.
    public func questionNames() throws(ScaffoldError) -> Set<String> {
        Set(try CopierConfiguration(tree, origin: origin).questions.keys)
    }
}

extension CopierQuestion {
    /// What could be an answer; nil where nothing can be said of it.
    fileprivate var kind: DialectQuestion.Kind? {
        guard let type = try? type() else { return nil }
        let open = ((try? openChoices()) ?? []).compactMap { try? AnswerValue(dialect: $0) }
        if !open.isEmpty {
            return .choice(takesSeveral ? [.list([])] + open.map { .list([$0]) } + [.list(open)] : open)
        }
        switch type {
        case .bool: return .choice([.bool(true), .bool(false)])
        case .int: return .number
        case .str, .path: return .text
        case .float, .json, .yaml: return nil
        }
    }
}

extension CookiecutterTemplate {
    /// The questions of which something can be tried, without what the template says of itself (names that begin with `_`).
    public func openQuestions() throws(ScaffoldError) -> [DialectQuestion] {
        let variables = try dictionary()
        let delimiters = CookiecutterEnvironment.delimiters(variables)
        return variables.pairs.compactMap { key, value in
            let name = key.pythonString
            guard !name.hasPrefix("_"), let kind = Self.kind(value, delimiters) else { return nil }
            return DialectQuestion(name: name, kind: kind, isUnanswered: false)
        }
    }

    /// The names of all questions.
    /// - Throws: ``ScaffoldError`` when the questions can't be read.
    public func questionNames() throws(ScaffoldError) -> Set<String> {
        Set(try dictionary().pairs.map(\.key.pythonString).filter { !$0.hasPrefix("_") })
    }

    private func dictionary() throws(ScaffoldError) -> DictValue {
        do {
            return try Value(json: questions).dictValue ?? DictValue()
        } catch {
            throw ScaffoldError(.manifest, error.message, at: .init(file: Path.join(origin, path("cookiecutter.json"))))
        }
    }

    private static func kind(_ value: Value, _ delimiters: Delimiters) -> DialectQuestion.Kind? {
        switch value {
        case .bool: return .choice([.bool(true), .bool(false)])
        case .list(let list):
            // A choice that is a template itself is known only once it is rendered.
            let plain = list.items.filter { !$0.pythonString.contains(delimiters.variableStart) }
            return .choice(plain.compactMap { try? AnswerValue(dialect: $0) })
        case .string(let text):
            // What has no type of its own for yes and no is mostly asked so.
            for words in yesNo where words.contains(text) { return .choice(words.map { .string($0) }) }
            return .text
        case .int, .double: return .text
        default: return nil
        }
    }

    private static let yesNo = [
        ["y", "n"], ["Y", "N"], ["yes", "no"], ["Yes", "No"], ["true", "false"], ["True", "False"], ["on", "off"],
    ]
}

extension DialectRender {
    /// The file among the rendered ones that is a record of Copier; nil where the template writes none.
    public var answersFilePath: String? {
        baseline.files.first { file in
            guard file.path.hasSuffix(".yml") || file.path.hasSuffix(".yaml"),
                file.bytes.firstRange(of: Array("_src_path".utf8)) != nil
            else { return false }
            let record = try? CopierAnswersFile(file.bytes, path: file.path)
            return record?.source != nil && record?.commit != nil
        }?.path
    }
}
