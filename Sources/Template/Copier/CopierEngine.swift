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
        return try render(template, context, source: bytes)
    }

    /// The variables that a file prints though nothing sets them; the file has been rendered.
    func undefinedNames(_ path: String, _ source: String, _ context: OrderedDictionary<String, Value>) -> [String] {
        guard let template = named[Array(path.utf8)] else { return [] }
        let names = template.undeclaredVariables.sorted().filter { name in
            context[name] == nil && environment.globals[name] == nil && !CopierEngine.absent.contains(name)
                && unanswered[name] == nil && environment.delimiters.prints(name, in: source)
        }
        // Most files have none, and what the template's hooks would set need not be computed for them again.
        guard !names.isEmpty, let extended = try? extended(context), extended.isKnown else { return [] }
        return names.filter { extended.values[$0] == nil }
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

    /// - Parameter source: The text of a file, where a value that isn't known may be stood in for.
    private func render(
        _ template: Jinja.Template, _ context: OrderedDictionary<String, Value>, source: String? = nil
    ) throws(TemplateError) -> [UInt8] {
        let extended = try extended(context)
        let used = source.map { standingIn(for: template, $0, extended) } ?? extended
        try check(template, used)
        loader.loaded = []
        let bytes = try template.renderBytes(used.values)
        if extended.isKnown, unanswered.isEmpty { return bytes }
        // What was included or imported on the way must need nothing unknown either.
        for name in Set(loader.loaded).sorted() {
            guard let source = try loader.text(of: name) else { continue }
            try check(try Jinja.Template(source: source, name: name, environment: environment), extended)
        }
        return bytes
    }

    /// The context with a text for each unknown variable that a file does nothing with but print it.
    private func standingIn(for template: Jinja.Template, _ source: String, _ extended: Extended) -> Extended {
        guard setting.standsIn, !extended.isKnown else { return extended }
        var used = extended
        for name in template.undeclaredVariables where unanswered[name] == nil && isUnknown(name, extended) {
            guard environment.delimiters.onlyPrints(name, in: source) else { continue }
            used.values[name] = .string(setting.standIn(for: name))
            used.unknown.remove(name)
        }
        return used
    }

    private func isUnknown(_ name: String, _ extended: Extended) -> Bool {
        if extended.unknown.contains(name) { return true }
        return extended.mayAddAnything && extended.values[name] == nil && !CopierEngine.absent.contains(name)
    }

    /// Refuses templates that use a variable whose value an extension would have computed.
    private func check(_ template: Jinja.Template, _ extended: Extended) throws(TemplateError) {
        if extended.isKnown, unanswered.isEmpty { return }
        for name in template.undeclaredVariables.sorted() {
            if let reason = unanswered[name] {
                throw TemplateError(.security, "it needs an answer to the question \(name), which \(reason)")
            }
            guard isUnknown(name, extended) else { continue }
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

extension Delimiters {
    /// Whether each place of a template that has a name prints that variable as it is: `{{ name }}`.
    func onlyPrints(_ name: String, in source: String) -> Bool {
        let places = places(of: name, in: source)
        return places.printing == places.all
    }

    /// Whether some place of a template prints a variable as it is.
    func prints(_ name: String, in source: String) -> Bool { places(of: name, in: source).printing > 0 }

    /// How many places of a template have a name, and how many of them print the variable.
    private func places(of name: String, in source: String) -> (all: Int, printing: Int) {
        let text = Array(source.utf8)
        let word = Array(name.utf8)
        let isInName = { (byte: UInt8) in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...: true
            default: false
            }
        }
        var places = text.ranges(of: word).filter { place in
            let before = place.lowerBound == 0 ? 0x20 : text[place.lowerBound - 1]
            let after = place.upperBound == text.count ? 0x20 : text[place.upperBound]
            return !isInName(before) && !isInName(after)
        }
        let all = places.count
        places.removeAll { place in
            // White space, and the sign that takes away what is around the tag.
            let isBeside = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: "-") }
            let before = text[..<place.lowerBound].reversed().drop(while: isBeside)
            let after = text[place.upperBound...].drop(while: isBeside)
            return before.starts(with: variableStart.utf8.reversed()) && after.starts(with: variableEnd.utf8)
        }
        return (all, all - places.count)
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
