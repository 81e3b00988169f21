import Jinja

/// The filters of jinja2-ansible-filters, which Copier has always on.
enum AnsibleFilters {
    typealias Body = Environment.FilterBody

    /// Every filter by its name.
    static func all(_ setting: RenderSetting) -> [(name: String, body: Body)] {
        data + documents + texts + patterns + paths + machine + random + times(setting)
    }

    /// A parameter that must be text, as `to_text` makes it of any value.
    static func text(_ value: Value, _ invocation: Invocation) throws(TemplateError) -> String {
        try invocation.text(value)
    }

    /// A parameter that Python's code uses as text.
    static func word(_ value: Value?, _ what: String) throws(TemplateError) -> String {
        guard let text = value?.stringValue else {
            throw TemplateError(.type, "\(what) must be text, not \(value?.typeName ?? "missing")")
        }
        return text
    }

    /// A truth value of a parameter, false where it isn't given.
    static func flag(_ value: Value?) throws(TemplateError) -> Bool { try value?.truth() ?? false }

    /// A filter that takes no arguments.
    static func plain(
        _ name: String, _ body: @escaping (Value, Invocation) throws(TemplateError) -> Value
    ) -> (name: String, body: Body) {
        (
            name,
            { value, arguments, invocation throws(TemplateError) in
                _ = try arguments.bind("\(name)()", [])
                return try body(value, invocation)
            }
        )
    }

    /// Filters that read the machine they run on: the file system, the user, the environment.
    private static var machine: [(name: String, body: Body)] {
        ["fileglob", "expanduser", "expandvars"].map { name in
            (name, { _, _, _ throws(TemplateError) in throw needsMachine(name) })
        }
    }

    static func needsMachine(_ name: String) -> TemplateError {
        TemplateError(.security, "the filter '\(name)' needs the machine, which templates don't see")
    }
}
