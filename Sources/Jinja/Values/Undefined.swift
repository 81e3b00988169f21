/// How undefined values behave.
public enum UndefinedBehavior: Sendable, Hashable {
    /// Prints as nothing, iterates as empty, is false; everything else is an error (Jinja's `Undefined`).
    case lenient
    /// Lenient, and its attributes and items are itself (`ChainableUndefined`).
    case chainable
    /// Only the tests `defined` and `undefined` and the filter `default` accept it (`StrictUndefined`).
    case strict

    /// The name of Jinja's class.
    var className: String {
        switch self {
        case .lenient: "Undefined"
        case .chainable: "ChainableUndefined"
        case .strict: "StrictUndefined"
        }
    }
}

/// The value of what isn't there, with the reason for error messages.
public final class Undefined: Sendable {
    /// What was looked for.
    enum Subject: Sendable {
        case hint(String)
        case name(String)
        case attribute(String, of: String)
        case element(String, of: String)
    }

    /// How it behaves.
    public let behavior: UndefinedBehavior
    let subject: Subject

    init(_ behavior: UndefinedBehavior, _ subject: Subject) {
        self.behavior = behavior
        self.subject = subject
    }

    /// What the error says when the value is used.
    public var message: String {
        switch subject {
        case .hint(let hint): hint
        case .name(let name): "\(Value.quoted(name)) is undefined"
        case .attribute(let name, let type): "\(Value.quoted(type)) has no attribute \(Value.quoted(name))"
        case .element(let key, let type): "\(type) has no element \(key)"
        }
    }

    /// The error of an operation that the value refuses.
    var error: TemplateError { TemplateError(.undefined, message) }

    /// Throws where even printing, testing or iterating is refused.
    func refuseIfStrict() throws(TemplateError) {
        if behavior == .strict { throw error }
    }
}
