import Jinja
import OrderedCollections

/// Compiles and renders the templates of one Copier template, and refuses those that need what isn't known here.
final class CopierEngine {
    let environment: Environment
    private let extensions: CopierExtensions
    private let loader: CopierLoader
    private let yields = CopierYields()
    private var compiled: [String: Jinja.Template] = [:]
    private var named: [String: Jinja.Template] = [:]

    init(_ environment: Environment, _ extensions: CopierExtensions, _ tree: CopierTree) {
        self.extensions = extensions
        loader = CopierLoader(tree: tree)
        var environment = environment
        environment.loader = loader
        environment.addTag("yield", .binding, yields.tag)
        self.environment = environment
    }

    /// The name and the values of the tag `yield` in what was rendered last; nil where there was none.
    var yielded: (name: String, values: [Value])? { yields.found }

    /// Renders a template that stands in the configuration or in a path.
    func text(_ source: String, _ context: OrderedDictionary<String, Value>) throws(TemplateError) -> String {
        let template: Jinja.Template
        if let known = compiled[source] {
            template = known
        } else {
            template = try Jinja.Template(source: source, environment: environment)
            compiled[source] = template
        }
        return String(decoding: try render(template, context), as: UTF8.self)
    }

    /// Renders a file of the template by its path in the repository.
    /// - Parameter bytes: What the path leads to.
    func file(
        _ path: String, _ bytes: String, _ context: OrderedDictionary<String, Value>
    ) throws(TemplateError) -> [UInt8] {
        let template: Jinja.Template
        if let known = named[path] {
            template = known
        } else {
            template = try Jinja.Template(source: bytes, name: path, environment: environment)
            named[path] = template
        }
        return try render(template, context)
    }

    private func render(
        _ template: Jinja.Template, _ context: OrderedDictionary<String, Value>
    ) throws(TemplateError) -> [UInt8] {
        if let refusal = extensions.refusal { throw TemplateError(.security, refusal) }
        var context = context
        for literal in extensions.literals {
            if let value = CopierExtensions.value(of: literal) { context[literal.name] = value }
        }
        try check(template, context)
        loader.loaded = []
        yields.found = nil
        let bytes = try template.renderBytes(context)
        if extensions.isKnown { return bytes }
        // What was included or imported on the way must need nothing unknown either.
        for name in Set(loader.loaded).sorted() {
            guard let source = try loader.text(of: name) else { continue }
            try check(try Jinja.Template(source: source, name: name, environment: environment), context)
        }
        return bytes
    }

    /// Refuses templates that use a variable whose value an extension would have computed.
    private func check(
        _ template: Jinja.Template, _ context: OrderedDictionary<String, Value>
    ) throws(TemplateError) {
        if extensions.isKnown { return }
        for name in template.undeclaredVariables.sorted() {
            let isUnknown = extensions.mayAddAnything && context[name] == nil && !CopierEngine.absent.contains(name)
            guard isUnknown || extensions.unknownVariables.contains(name) else { continue }
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

/// Notes what the tag `yield` says: a path with one is rendered once more for every value.
private final class CopierYields {
    var found: (name: String, values: [Value])?

    func tag(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        guard arguments.positional.count == 2, let name = arguments.positional[0].stringValue,
            let caller = arguments.keyword("caller")
        else { throw TemplateError(.type, "yield takes a name, a value and what is inside") }
        guard found == nil else { throw TemplateError(.runtime, "only one yield is possible in a part of a path") }
        let values = arguments.positional[1]
        found = (name, try values.truth() ? try invocation.items(values) : [])
        do throws(TemplateError) {
            return try invocation.call(caller, Arguments())
        } catch {
            // The first time round there is no value yet.
            if error.code == .undefined { return "" }
            throw error
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
