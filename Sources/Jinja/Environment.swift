/// The strings that mark tags in a template.
public struct Delimiters: Sendable, Hashable {
    /// What begins a statement: `{%`.
    public var blockStart: String
    /// What ends a statement: `%}`.
    public var blockEnd: String
    /// What begins a printed expression: `{{`.
    public var variableStart: String
    /// What ends a printed expression: `}}`.
    public var variableEnd: String
    /// What begins a comment: `{#`.
    public var commentStart: String
    /// What ends a comment: `#}`.
    public var commentEnd: String
    /// What makes a line a statement; nil for none.
    public var lineStatementPrefix: String?
    /// What makes the rest of a line a comment; nil for none.
    public var lineCommentPrefix: String?

    /// Creates delimiters, Jinja's by default.
    public init(
        blockStart: String = "{%", blockEnd: String = "%}", variableStart: String = "{{", variableEnd: String = "}}",
        commentStart: String = "{#", commentEnd: String = "#}", lineStatementPrefix: String? = nil,
        lineCommentPrefix: String? = nil
    ) {
        self.blockStart = blockStart
        self.blockEnd = blockEnd
        self.variableStart = variableStart
        self.variableEnd = variableEnd
        self.commentStart = commentStart
        self.commentEnd = commentEnd
        self.lineStatementPrefix = lineStatementPrefix
        self.lineCommentPrefix = lineCommentPrefix
    }
}

/// Gives the source of templates by name, for `include`, `import` and `extends`.
public protocol Loader {
    /// The source of a template, or nil where there is none of that name.
    func source(of name: String) throws -> String?
}

/// A loader over sources in memory.
public struct DictLoader: Loader {
    /// The sources by name.
    public var sources: [String: String]

    /// Creates a loader.
    public init(_ sources: [String: String]) { self.sources = sources }

    /// The source of a template.
    public func source(of name: String) -> String? { sources[name] }
}

/// Templates that a loader gave, compiled, as Jinja's `cache_size` keeps them.
///
/// Environments may share one only if they differ in nothing that a template is compiled with but
/// ``Environment/newlineSequence``, and their loader must give the same source for a name every time.
public final class LoadedTemplates {
    /// Names are told apart by their bytes: Swift takes two spellings of é for one text.
    private struct Key: Hashable {
        let name: [UInt8]
        let newline: String
    }

    private var byName: [Key: CompiledTemplate] = [:]

    /// None yet.
    public init() {}

    subscript(_ name: String, _ environment: Environment) -> CompiledTemplate? {
        get { byName[Key(name: Array(name.utf8), newline: environment.newlineSequence)] }
        set { byName[Key(name: Array(name.utf8), newline: environment.newlineSequence)] = newValue }
    }
}

/// A tag that a host adds to the language.
public struct HostTag {
    /// What a tag reads, and what its function gets.
    public enum Form: Sendable, Hashable {
        /// `{% tag a %}`, `{% tag a, b %}`: the function gets a and b, None where it isn't there; where a is a sum or
        /// a difference as written, it gets the left side, `+` or `-`, the right side, and b.
        case moment
        /// `{% tag name from expression %}…{% endtag %}`: the function gets the name, the value, and the keyword
        /// `caller`, which renders what is inside.
        case binding
        /// `{% tag %}`, `{% tag name=expression %}`: the function gets the value, or false.
        case option(String)
    }

    let form: Form
    let function: Value
}

/// The settings of templates: delimiters, white space, filters, tests, globals and limits.
public struct Environment {
    /// A filter's body: the value, the other arguments, and what it may know of the render.
    public typealias FilterBody = (Value, Arguments, Invocation) throws(TemplateError) -> Value
    /// A test's body.
    public typealias TestBody = (Value, Arguments, Invocation) throws(TemplateError) -> Bool

    /// A filter with what the compiler must know of it.
    struct Filter {
        let body: FilterBody
        /// Whether Jinja may apply it while compiling: it doesn't need the context.
        var isFoldable = true
    }

    /// A test with its body.
    struct Test {
        let body: TestBody
        var isFoldable = true
    }

    /// The delimiters of tags.
    public var delimiters: Delimiters
    /// Whether the line end after a statement is dropped.
    public var trimBlocks = false
    /// Whether the white space before a statement on its line is dropped.
    public var lstripBlocks = false
    /// Whether the line end at the end of a template is kept.
    public var keepTrailingNewline = false
    /// What line ends in templates become.
    public var newlineSequence = "\n"
    /// Whether printed values are escaped for HTML.
    public var autoescape = false
    /// Whether the statement `do` exists.
    public var hasDo = false
    /// Whether `break` and `continue` exist.
    public var hasLoopControls = false
    /// Whether names between double underscores are errors where nothing has them, as in Jinja's sandbox.
    public var isSandboxed = false
    /// Tags of extensions, by name.
    var hostTags: [String: HostTag] = [:]
    /// How undefined values behave.
    public var undefined: UndefinedBehavior = .lenient
    /// What a render may use.
    public var limits = Limits()
    /// Where other templates come from.
    public var loader: (any Loader)?
    /// Where templates that the loader gave are kept from one render to the next; nil: each render reads them anew.
    public var loaded: LoadedTemplates?
    /// The seed of the filter `random`.
    public var randomSeed: UInt64 = 0
    /// Called whenever a template gets something random.
    public var noteRandom: (@Sendable () -> Void)?
    /// Variables that every template sees.
    public var globals: [String: Value]
    var filters: [String: Filter]
    var tests: [String: Test]

    /// Creates an environment with Jinja's filters, tests and globals.
    public init(delimiters: Delimiters = Delimiters()) {
        self.delimiters = delimiters
        filters = Builtins.filters()
        tests = Builtins.tests()
        globals = Builtins.globals()
    }

    /// Adds a filter, or replaces one.
    public mutating func addFilter(_ name: String, _ body: @escaping FilterBody) {
        filters[name] = Filter(body: body, isFoldable: false)
    }

    /// Adds a test, or replaces one.
    public mutating func addTest(_ name: String, _ body: @escaping TestBody) {
        tests[name] = Test(body: body, isFoldable: false)
    }

    /// Adds a function that every template sees.
    public mutating func addGlobalFunction(
        _ name: String, _ body: @escaping (Arguments, Invocation) throws(TemplateError) -> Value
    ) {
        globals[name] = .function(name, body)
    }

    /// Adds a tag, or replaces one; Jinja's own tags stay as they are.
    ///
    /// - Parameters:
    ///   - form: what the tag reads.
    ///   - body: what is called where the tag stands, with the arguments that the form names; its result is printed.
    public mutating func addTag(
        _ name: String, _ form: HostTag.Form,
        _ body: @escaping (Arguments, Invocation) throws(TemplateError) -> Value
    ) {
        hostTags[name] = HostTag(form: form, function: .function(name, body))
    }

    /// The names of the filters.
    public var filterNames: [String] { filters.keys.sorted() }

    /// The names of the tests.
    public var testNames: [String] { tests.keys.sorted() }
}
