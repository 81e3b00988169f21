import Jinja
import OrderedCollections

/// Compiles and renders the templates and expressions of one release; compiled templates are kept for the next render.
///
/// What it gives depends on the release and the values only: no clock, no randomness, no environment.
final class Engine {
    let release: Release
    private var environment: Environment
    private var compiled: [String: Jinja.Template] = [:]
    private var texts: [String: Jinja.Template] = [:]
    private var expressions: [String: CompiledExpression] = [:]
    /// The names that expressions use: rules repeat their conditions.
    private var names: [String: Set<String>] = [:]
    private var rules: [String: [Int]] = [:]
    /// What the release made of the answers that came last.
    var settled = SettledAnswers()
    /// The slots that the file being rendered has asked for.
    private let used = UsedSlots()

    init(release: Release, steps: Int = RenderLimits().steps) {
        self.release = release
        environment = Engine.environment()
        environment.limits.steps = steps
        environment.loader = PartLoader(parts: release.parts)
        environment.loaded = LoadedTemplates()
    }

    /// Renders a template of the manifest or of a path.
    func text(_ template: TemplateText, _ context: Context) throws(ScaffoldError) -> String {
        guard TemplateMarkers.isTemplate(Array(template.source.utf8)) else { return template.source }
        do {
            return try compiled(template).render(variables(context, newline: "\n"))
        } catch {
            throw translate(error, in: template.location)
        }
    }

    private func compiled(_ template: TemplateText) throws(TemplateError) -> Jinja.Template {
        if let known = texts[template.source] { return known }
        let compiled = try Jinja.Template(source: template.source, environment: environment)
        texts[template.source] = compiled
        return compiled
    }

    /// Renders a file or fragment and tells which slots it used.
    /// - Parameter place: The file's name in errors, unique in the release.
    func file(
        _ bytes: [UInt8], place: String, _ context: Context
    ) throws(ScaffoldError) -> (bytes: [UInt8], slots: [String]) {
        guard TemplateMarkers.isTemplate(bytes) else { return (bytes, []) }
        let newline = try Engine.newline(of: bytes, place: place)
        let template = try template(bytes, place: place, newline: newline)
        used.names = []
        do {
            return (try template.renderBytes(variables(context, newline: newline)), used.names)
        } catch {
            throw translate(error, in: .init(file: place))
        }
    }

    /// The truth of an expression, as a template's `if` would take it.
    func truth(_ expression: Expression, _ context: Context) throws(ScaffoldError) -> Bool {
        do {
            return try evaluate(expression, context).truth()
        } catch {
            throw translate(error, in: expression.location)
        }
    }

    private func evaluate(_ expression: Expression, _ context: Context) throws(TemplateError) -> Value {
        var compiled = expressions[expression.source]
        if compiled == nil {
            compiled = try CompiledExpression(expression.source, environment: environment)
            expressions[expression.source] = compiled
        }
        return try compiled?.evaluate(variables(context, newline: "\n")) ?? .none
    }

    /// The rules that match a template's path, by their places in the release.
    func rules(matching path: String) -> [Int] {
        if let known = rules[path] { return known }
        let parts = Glob.parts(of: path)
        let matching = release.rules.indices.filter { release.rules[$0].path.matches(parts) }
        rules[path] = matching
        return matching
    }

    /// The value of an expression.
    func value(_ expression: Expression, _ context: Context) throws(ScaffoldError) -> AnswerValue {
        do {
            return try AnswerValue(jinja: evaluate(expression, context))
        } catch {
            throw translate(error, in: expression.location)
        }
    }

    /// The names that a file uses without setting them.
    func names(in bytes: [UInt8], place: String) throws(ScaffoldError) -> Set<String> {
        let newline = try Engine.newline(of: bytes, place: place)
        return try template(bytes, place: place, newline: newline).undeclaredVariables
    }

    /// The names that a template of the manifest uses without setting them.
    func names(in template: TemplateText) throws(ScaffoldError) -> Set<String> {
        guard TemplateMarkers.isTemplate(Array(template.source.utf8)) else { return [] }
        do {
            return try compiled(template).undeclaredVariables
        } catch {
            throw translate(error, in: template.location)
        }
    }

    /// The names that an expression uses.
    func names(in expression: Expression) throws(ScaffoldError) -> Set<String> {
        if let known = names[expression.source] { return known }
        do {
            let source = "<%= (\(expression.source)) %>"
            let found = try Jinja.Template(source: source, environment: environment).undeclaredVariables
            names[expression.source] = found
            return found
        } catch {
            throw translate(error, in: expression.location)
        }
    }

    /// The variable that an error says is not there.
    static func undefinedName(in error: ScaffoldError) -> String? {
        let parts = error.message.split(separator: "'", omittingEmptySubsequences: false)
        guard error.code == .template, parts.count == 3, parts[0].isEmpty, parts[2] == " is undefined" else {
            return nil
        }
        return String(parts[1])
    }

    private func template(_ bytes: [UInt8], place: String, newline: String) throws(ScaffoldError) -> Jinja.Template {
        if let template = compiled[place] { return template }
        guard let source = String(validating: SlotLines.prepared(bytes), as: UTF8.self) else {
            throw ScaffoldError(
                .template, "the template is not UTF-8", at: .init(file: place),
                fix: "save it as UTF-8, or give it verbatim: true")
        }
        do {
            var environment = environment
            environment.newlineSequence = newline
            let template = try Jinja.Template(source: source, name: place, environment: environment)
            compiled[place] = template
            return template
        } catch {
            throw translate(error, in: .init(file: place))
        }
    }

    private func variables(_ context: Context, newline: String) -> OrderedDictionary<String, Value> {
        context.variables(newline: newline) {
            var variables: OrderedDictionary<String, Value> = [
                "scaffold": .string(release.scaffold), "release": .string(release.version.description),
            ]
            for (name, value) in context.values { variables[name] = value.jinja }
            if let slots = context.slots { variables["slot"] = slotFunction(slots, newline: newline) }
            return variables
        }
    }

    /// The function `slot`, which gives a slot's text and notes that it was asked for.
    private func slotFunction(_ slots: [String: String], newline: String) -> Value {
        let used = used
        return .function("slot") { (arguments, _) throws(TemplateError) in
            guard arguments.positional.count == 1, arguments.keywords.isEmpty,
                let name = arguments.positional[0].stringValue
            else { throw TemplateError(.type, "slot() takes the name of one slot") }
            guard let text = slots[name] else {
                let hint = nearest(to: name, among: slots.keys.sorted()).map { "; did you mean '\($0)'?" } ?? ""
                throw TemplateError(.notFound, "the release has no slot '\(name)'\(hint)")
            }
            if !used.names.contains(name) { used.names.append(name) }
            if newline == "\n" { return .string(text) }
            return .string(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: newline))
        }
    }

    /// The line end of a template's text; Jinja writes one kind, so a mix could not survive.
    private static func newline(of bytes: [UInt8], place: String) throws(ScaffoldError) -> String {
        guard TemplateMarkers.holds(bytes, [0x0D]) else { return "\n" }
        var feeds = 0
        var pairs = 0
        var returns = 0
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == 0x0A { feeds += 1 }
            if byte == 0x0A, previous == 0x0D { pairs += 1 }
            if byte == 0x0D { returns += 1 }
            previous = byte
        }
        guard returns == pairs, pairs == feeds else {
            throw ScaffoldError(
                .template, "the template mixes line ends", at: .init(file: place),
                fix: "use one kind of line end, or give it verbatim: true")
        }
        return "\r\n"
    }

    /// An error of the Jinja room in this room's words.
    private func translate(_ error: TemplateError, in place: ScaffoldError.Location) -> ScaffoldError {
        var location = place
        var excerpt: String?
        if let inner = error.location {
            if place.line == nil {
                location.line = inner.line
                location.column = inner.column
            }
            if let name = inner.name, release.parts[name] != nil { location.file = "\(release.origin)/parts/\(name)" }
            excerpt = ScaffoldError.excerpt(of: Array(inner.text.utf8), line: 1, column: inner.column)
        }
        let isLimit = error.code == .limit
        return ScaffoldError(
            isLimit ? .limit : .template, error.message.isEmpty ? error.code.pythonClass : error.message, at: location,
            excerpt: excerpt, fix: Engine.fix(for: error))
    }

    private static func fix(for error: TemplateError) -> String? {
        switch error.code {
        case .undefined: "ask a question of that name, compute it, or correct the spelling"
        case .limit: "make the template do less"
        default: nil
        }
    }
}

/// The slots one file has asked for, in order.
private final class UsedSlots {
    var names: [String] = []
}

/// Gives `include` the files below `parts/`, and the lines that stand for slots.
private struct PartLoader: Loader {
    let parts: [String: TemplateFile]

    func source(of name: String) throws -> String? {
        if let slot = SlotLines.slot(ofTemplate: name) { return "<%= slot(\"\(slot)\") %>" }
        guard let part = parts[name] else { return nil }
        guard let text = String(validating: part.bytes, as: UTF8.self) else {
            throw TemplateError(.runtime, "the part '\(name)' is not UTF-8")
        }
        return text
    }
}
