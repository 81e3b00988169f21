import Jinja

/// Why Python code can't be followed to its end.
enum PureStop: Error {
    /// It needs something that is not known here: nothing can be said of what it does.
    case unknown(String)
    /// It raises an exception, as Python does too.
    case raised(TemplateError)

    /// Why, in words.
    var reason: String {
        switch self {
        case .unknown(let why): why
        case .raised(let error): "it fails with \(error.code.pythonClass) \(error.message)"
        }
    }

    /// The same for a template that asked.
    var templateError: TemplateError {
        switch self {
        case .unknown(let why): TemplateError(.security, "Python of the template is not followed: \(why)")
        case .raised(let error): error
        }
    }

    /// Whether it is an exception by which Python says that something is not there.
    var isLookup: Bool {
        guard case .raised(let error) = self else { return false }
        return [.key, .index, .attribute, .type].contains(error.code)
    }
}

/// Does work of a template's values, whose errors are Python's exceptions; those of limits say nothing.
func asPython<Result>(_ body: () throws(TemplateError) -> Result) throws(PureStop) -> Result {
    do throws(TemplateError) {
        return try body()
    } catch {
        switch error.code {
        case .type, .value, .key, .index, .attribute, .zeroDivision: throw .raised(error)
        default: throw .unknown(error.message)
        }
    }
}
