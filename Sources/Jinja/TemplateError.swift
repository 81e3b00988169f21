/// An error of a template: what went wrong, in Jinja's words, and where.
public struct TemplateError: Error, Sendable {
    /// The kind of an error; each kind names the Python class that Jinja2 raises for it.
    public enum Code: String, Sendable, CaseIterable {
        case syntax = "TemplateSyntaxError"
        case assertion = "TemplateAssertionError"
        case invalidCode = "SyntaxError"
        case runtime = "TemplateRuntimeError"
        case undefined = "UndefinedError"
        case filterArgument = "FilterArgumentError"
        case notFound = "TemplateNotFound"
        case noneFound = "TemplatesNotFound"
        case security = "SecurityError"
        case type = "TypeError"
        case value = "ValueError"
        case key = "KeyError"
        case index = "IndexError"
        case attribute = "AttributeError"
        case zeroDivision = "ZeroDivisionError"
        case overflow = "OverflowError"
        case failedAssertion = "AssertionError"
        case failure = "RuntimeError"
        case limit = "RecursionError"

        /// The name of the Python exception class that the original raises.
        public var pythonClass: String { rawValue }
    }

    /// Where in a template an error is: line and column count from 1, the column in Unicode scalars.
    public struct Location: Sendable, Hashable {
        /// The template's name; nil for a template made from a string.
        public let name: String?
        /// The line, from 1.
        public let line: Int
        /// The column, from 1, in Unicode scalars.
        public let column: Int
        /// The text of that line.
        public let text: String

        /// Creates a location.
        public init(name: String?, line: Int, column: Int, text: String) {
            self.name = name
            self.line = line
            self.column = column
            self.text = text
        }
    }

    /// One reference, so that a thrown error travels in a register.
    private final class Storage: Sendable {
        let code: Code
        let message: String
        let location: Location?

        init(code: Code, message: String, location: Location?) {
            self.code = code
            self.message = message
            self.location = location
        }
    }

    private let storage: Storage

    /// Creates an error of a kind, worded as Jinja or Python words it.
    public init(_ code: Code, _ message: String, at location: Location? = nil) {
        storage = Storage(code: code, message: message, location: location)
    }

    /// The kind of the error.
    public var code: Code { storage.code }
    /// What went wrong.
    public var message: String { storage.message }
    /// Where; nil when no template was involved.
    public var location: Location? { storage.location }
    /// The template's name, if it has one.
    public var templateName: String? { storage.location?.name }
    /// The line, from 1, if known.
    public var line: Int? { storage.location?.line }
    /// The column, from 1, if known.
    public var column: Int? { storage.location?.column }

    /// The same error with a location, unless it has one: the innermost place wins.
    public func located(_ place: @autoclosure () -> Location) -> TemplateError {
        storage.location == nil ? TemplateError(code, message, at: place()) : self
    }
}

extension TemplateError: CustomStringConvertible {
    /// One line: `name:line:column: Class: message`.
    public var description: String {
        let text = message.isEmpty ? code.pythonClass : "\(code.pythonClass): \(message)"
        guard let location else { return text }
        return "\(location.name ?? "<template>"):\(location.line):\(location.column): \(text)"
    }

    /// The description followed by the source line and a caret under the place.
    public var rendered: String {
        guard let location else { return description }
        let number = String(location.line)
        let gutter = String(repeating: " ", count: number.utf8.count)
        // Tabs stay tabs, so that the caret stands under its character whatever the tab width is.
        let lead = location.text.unicodeScalars.prefix(location.column - 1).map { $0 == "\t" ? "\t" : " " }.joined()
        return "\(description)\n \(number) | \(location.text)\n \(gutter) | \(lead)^"
    }
}

extension TemplateError {
    static func type(_ message: String) -> TemplateError { TemplateError(.type, message) }
    static func value(_ message: String) -> TemplateError { TemplateError(.value, message) }
    static func runtime(_ message: String) -> TemplateError { TemplateError(.runtime, message) }
    static func limit(_ message: String) -> TemplateError { TemplateError(.limit, message) }
    static func overflow(_ message: String) -> TemplateError { TemplateError(.overflow, message) }
}
