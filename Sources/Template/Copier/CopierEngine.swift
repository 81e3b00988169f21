import Jinja
import OrderedCollections

/// Compiles and renders the templates of one Copier template, and refuses those that need what isn't known here.
final class CopierEngine {
    let environment: Environment
    private let extensions: CopierExtensions
    /// What there is to tell of hooks that could not be followed.
    private(set) var hookNotes: [DialectNote] = []
    /// Questions that have no answer, and why: what needs one of them isn't rendered.
    var unanswered: [String: String] = [:]
    private let setting: RenderSetting
    private let loader: CopierLoader
    /// What begins anything that is rendered.
    private let starts: [[UInt8]]
    // By bytes: Swift takes two spellings of é for one text.
    private var compiled: [[UInt8]: Jinja.Template] = [:]
    private var named: [[UInt8]: Jinja.Template] = [:]

    init(
        _ environment: Environment, _ extensions: CopierExtensions, _ tree: CopierTree, _ setting: RenderSetting
    ) {
        self.extensions = extensions
        self.setting = setting
        loader = CopierLoader(tree: tree)
        var environment = environment
        environment.loader = loader
        self.environment = environment
        starts = environment.delimiters.starts
    }

    /// Renders a template that stands in the configuration or in a path.
    func text(_ source: String, _ context: OrderedDictionary<String, Value>) throws(TemplateError) -> String {
        if try isPlain(source) { return source }
        let template: Jinja.Template
        let key = Array(source.utf8)
        if let known = compiled[key] {
            template = known
        } else {
            template = try Jinja.Template(source: source, environment: environment)
            compiled[key] = template
        }
        return String(decoding: try render(template, context), as: UTF8.self)
    }

    /// Renders a file of the template by its path in the repository.
    /// - Parameter bytes: What the path leads to.
    func file(
        _ path: String, _ bytes: String, _ context: OrderedDictionary<String, Value>
    ) throws(TemplateError) -> [UInt8] {
        let template: Jinja.Template
        let key = Array(path.utf8)
        if let known = named[key] {
            template = known
        } else {
            // Files differ in what is random, and none depends on the others.
            var environment = environment
            environment.randomSeed = setting.seed(for: path)
            template = try Jinja.Template(source: bytes, name: path, environment: environment)
            named[key] = template
        }
        return try render(template, context)
    }

    /// Renders a part of a path: once, or once for each value that it yields.
    func parts(
        of part: String, _ context: OrderedDictionary<String, Value>
    ) throws(TemplateError) -> [PathPart] {
        if try isPlain(part) { return [PathPart(name: part, variable: nil)] }
        let extended = try extended(context)
        if !extended.isKnown {
            var environment = environment
            environment.addTag("yield", .binding) { (_, _) throws(TemplateError) in "" }
            try check(try Jinja.Template(source: part, environment: environment), extended)
        }
        return try environment.pathParts(of: part, context: extended.values)
    }

    /// Whether a text has nothing to render, as most parts of paths and many defaults; line ends are Jinja's business.
    private func isPlain(_ source: String) throws(TemplateError) -> Bool {
        if let refusal = extensions.refusal { throw TemplateError(.security, refusal) }
        let bytes = Array(source.utf8)
        return !starts.contains { TemplateMarkers.holds(bytes, $0) } && !bytes.contains { $0 == 0x0A || $0 == 0x0D }
    }

    /// A context with what the hooks of extensions add to it.
    private struct Extended {
        var values: OrderedDictionary<String, Value>
        /// Variables that hooks set to values that aren't known.
        var unknown: Set<String>
        /// Whether a hook may set any variable.
        var mayAddAnything: Bool

        var isKnown: Bool { unknown.isEmpty && !mayAddAnything }
    }

    private func extended(_ context: OrderedDictionary<String, Value>) throws(TemplateError) -> Extended {
        if let refusal = extensions.refusal { throw TemplateError(.security, refusal) }
        var extended = Extended(
            values: context, unknown: extensions.unknownVariables, mayAddAnything: extensions.mayAddAnything)
        // Jinja makes the context of each extension out of that of the one before: the last one comes first.
        for hook in extensions.hooks.reversed() {
            switch hook {
            case .literals(let literals):
                for literal in literals {
                    if let value = CopierExtensions.value(of: literal) { extended.values[literal.name] = value }
                }
            case .computed(let hook): run(hook, &extended)
            }
        }
        return extended
    }

    /// Adds what a hook computes, where everything is known that it may ask for.
    private func run(_ hook: CopierHook, _ extended: inout Extended) {
        var reason = "it needs what is not known itself"
        if extended.isKnown, unanswered.isEmpty {
            do throws(PureStop) {
                extended.values = try hook.extended(extended.values, environment.globals)
                return
            } catch {
                reason = error.reason
            }
        }
        extended.unknown.formUnion(hook.names)
        if !hook.isBounded { extended.mayAddAnything = true }
        let note = CopierHook.note(hook.name, hook.names, isBounded: hook.isBounded, reason: reason)
        if !hookNotes.contains(note) { hookNotes.append(note) }
    }

    private func render(
        _ template: Jinja.Template, _ context: OrderedDictionary<String, Value>
    ) throws(TemplateError) -> [UInt8] {
        let extended = try extended(context)
        try check(template, extended)
        loader.loaded = []
        let bytes = try template.renderBytes(extended.values)
        if extended.isKnown, unanswered.isEmpty { return bytes }
        // What was included or imported on the way must need nothing unknown either.
        for name in Set(loader.loaded).sorted() {
            guard let source = try loader.text(of: name) else { continue }
            try check(try Jinja.Template(source: source, name: name, environment: environment), extended)
        }
        return bytes
    }

    /// Refuses templates that use a variable whose value an extension would have computed.
    private func check(_ template: Jinja.Template, _ extended: Extended) throws(TemplateError) {
        if extended.isKnown, unanswered.isEmpty { return }
        for name in template.undeclaredVariables.sorted() {
            if let reason = unanswered[name] {
                throw TemplateError(.security, "it needs an answer to the question \(name), which \(reason)")
            }
            let isUnknown =
                extended.mayAddAnything && extended.values[name] == nil && !CopierEngine.absent.contains(name)
            guard isUnknown || extended.unknown.contains(name) else { continue }
            throw TemplateError(.security, "'\(name)' may be set by an extension of the template, which is not run")
        }
    }

    /// Names of Copier's that are there at some times only; extensions don't set them.
    private static let absent: Set<String> = ["_copier_operation", "UNSET"]

    /// Whether an error says that something isn't known here, and not that a template or an answer is wrong.
    func isMissing(_ error: TemplateError) -> Bool {
        switch error.code {
        case .security, .assertion: true
        case .runtime: error.message.hasPrefix("No filter named") || error.message.hasPrefix("No test named")
        default: false
        }
    }
}

/// Gives `include`, `import` and `extends` the files of a template, and notes which ones they asked for.
private final class CopierLoader: Loader {
    private let tree: CopierTree
    var loaded: [String] = []

    init(tree: CopierTree) { self.tree = tree }

    func source(of name: String) throws -> String? {
        loaded.append(name)
        return try text(of: name)
    }

    /// The text of a file; nil where there is none, or the name leads upwards.
    func text(of name: String) throws(TemplateError) -> String? {
        let parts = name.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
        if parts.contains("..") { return nil }
        switch tree.place(of: parts.joined(separator: "/")) {
        case .file(let file):
            guard let text = String(validating: file.bytes, as: UTF8.self) else {
                throw TemplateError(.runtime, "the file '\(name)' is not UTF-8")
            }
            return text
        case .outside: throw TemplateError(.security, "the file '\(name)' leads out of the template")
        case .folder, .missing: return nil
        }
    }
}
