import Jinja
import OrderedCollections

/// What templates and expressions of a release can name.
struct Context {
    /// Answers and computed names.
    private(set) var values: Answers
    /// The text of each slot; nil where slots are not known, as in questions.
    let slots: [String: String]?
    private var cache = Cache()

    /// The same values as variables of templates, made once for all of them.
    private final class Cache {
        var variables: [String: OrderedDictionary<String, Value>] = [:]
    }

    init(_ values: Answers, slots: [String: String]? = nil) {
        self.values = values
        self.slots = slots
    }

    /// Adds a value; what was made for templates is made no second time.
    mutating func add(_ name: String, _ value: AnswerValue) {
        values[name] = value
        if !isKnownUniquelyReferenced(&cache) {
            let own = Cache()
            own.variables = cache.variables
            cache = own
        }
        for newline in Array(cache.variables.keys) { cache.variables[newline]?[name] = value.jinja }
    }

    /// Whether templates changed none of the lists that they could see: another context of the same values is as good.
    var isUntouched: Bool {
        values.allSatisfy { name, value in
            switch value {
            case .list, .map:
                cache.variables.values.allSatisfy { variables in
                    variables[name].flatMap { try? AnswerValue(jinja: $0) } == value
                }
            default: true
            }
        }
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
