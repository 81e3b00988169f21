import Jinja
import OrderedCollections

/// What templates and expressions of a release can name.
struct Context {
    /// Answers and computed names.
    let values: Answers
    /// The text of each slot; nil where slots are not known, as in questions.
    let slots: [String: String]?
    private let cache = Cache()

    /// The same values as variables of templates, made once for all of them.
    private final class Cache {
        var variables: [String: OrderedDictionary<String, Value>] = [:]
    }

    init(_ values: Answers, slots: [String: String]? = nil) {
        self.values = values
        self.slots = slots
    }

    /// The same with one more value; what was made for templates is made no second time.
    func adding(_ name: String, _ value: AnswerValue) -> Context {
        var values = values
        values[name] = value
        let next = Context(values, slots: slots)
        next.cache.variables = cache.variables
        for newline in next.cache.variables.keys { next.cache.variables[newline]?[name] = value.jinja }
        return next
    }

    /// The variables for templates with a kind of line end.
    func variables(
        newline: String, _ make: () -> OrderedDictionary<String, Value>
    ) -> OrderedDictionary<String, Value> {
        if let known = cache.variables[newline] { return known }
        let made = make()
        cache.variables[newline] = made
        return made
    }
}
