public import Jinja
public import OrderedCollections

/// One name that a part of a path in a Copier template stands for.
public struct PathPart {
    /// The rendered name, which may hold `/`; empty where the entry is dropped.
    public var name: String
    /// The variable that the tag `yield` gave, for what is deeper in the path and for the file; nil without the tag.
    public var variable: (name: String, value: Value)?
}

extension Environment {
    /// Renders one part of a path as Copier does: once, or with `{% yield name from values %}…{% endyield %}` once for
    /// each of the values.
    ///
    /// - Parameters:
    ///   - part: the part as the template's tree has it.
    ///   - context: the variables, those of the parts before among them.
    /// - Throws: the template's error; a part with two such tags is one.
    public func pathParts(
        of part: String, context: OrderedDictionary<String, Value>
    ) throws(TemplateError) -> [PathPart] {
        let found = Yield()
        var environment = self
        environment.addTag("yield", .binding) { arguments, invocation throws(TemplateError) in
            try found.take(arguments, invocation)
        }
        let template = try Template(source: part, environment: environment)
        let plain = try template.render(context)
        guard let name = found.name else { return [PathPart(name: plain, variable: nil)] }
        var parts: [PathPart] = []
        for value in try found.values {
            found.reset()
            var inner = context
            inner[name] = value
            parts.append(PathPart(name: try template.render(inner), variable: (name, value)))
        }
        return parts
    }
}

/// What the tag `yield` of one part said.
private final class Yield {
    private(set) var name: String?
    private var result: Result<[Value], TemplateError> = .success([])

    var values: [Value] {
        get throws(TemplateError) { try result.get() }
    }

    func reset() { name = nil }

    /// Notes the tag's name and values, and gives what is inside of it; what is undefined in there gives nothing.
    func take(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        guard name == nil, let given = arguments.positional.first?.stringValue, let caller = arguments.keyword("caller")
        else {
            throw TemplateError(.runtime, "only one 'yield' tag is allowed in a part of a path")
        }
        name = given
        let iterable = arguments.positional[1]
        if try iterable.truth() {
            do throws(TemplateError) {
                result = .success(try invocation.items(iterable))
            } catch {
                result = .failure(error)
            }
        } else {
            result = .success([])
        }
        do throws(TemplateError) {
            return try invocation.call(caller, Arguments())
        } catch  where error.code == .undefined {
            return ""
        }
    }
}
