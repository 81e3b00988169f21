import Jinja

/// What Cookiecutter's own Jinja extensions give.
enum CookiecutterFilters {
    /// `jsonify`: JSON with sorted keys, indented by 4 and escaped to ASCII.
    static func jsonify(
        _ value: Value, _ arguments: Arguments, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        let bound = try arguments.bind("jsonify()", ["indent"])
        let indent = try AnsibleFilters.indent(bound[0] ?? 4)
        return .string(try invocation.json(value, JSONStyle(indent: indent)))
    }

    /// `slugify` with the parameters of python-slugify.
    static func slugify(
        _ value: Value, _ arguments: Arguments, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        let bound = try arguments.bind(
            "slugify()",
            [
                "entities", "decimal", "hexadecimal", "max_length", "word_boundary", "separator", "save_order",
                "stopwords", "regex_pattern", "lowercase", "replacements", "allow_unicode",
            ])
        var slug = Slug()
        slug.decodesEntities = try bound[0]?.truth() ?? true
        slug.decodesDecimals = try bound[1]?.truth() ?? true
        slug.decodesHexadecimals = try bound[2]?.truth() ?? true
        if let length = bound[3] {
            guard let number = length.intValue else {
                throw TemplateError(.type, "max_length must be an int, not \(length.typeName)")
            }
            slug.maximumLength = number
        }
        slug.keepsWords = try bound[4]?.truth() ?? false
        if let separator = bound[5] { slug.separator = try AnsibleFilters.word(separator, "separator") }
        slug.keepsOrder = try bound[6]?.truth() ?? false
        if let words = bound[7], try words.truth() {
            for word in try invocation.items(words) {
                slug.stopWords.append(try AnsibleFilters.word(word, "a stopword"))
            }
        }
        if let pattern = bound[8], try pattern.truth() {
            slug.pattern = try PythonRegex(try AnsibleFilters.word(pattern, "regex_pattern"))
        }
        slug.lowercases = try bound[9]?.truth() ?? true
        if let rules = bound[10], try rules.truth() {
            for rule in try invocation.items(rules) {
                let parts = try invocation.items(rule)
                guard parts.count == 2 else { throw TemplateError(.value, "a replacement is a pair of texts") }
                slug.replacements.append(
                    (
                        try AnsibleFilters.word(parts[0], "a replacement"),
                        try AnsibleFilters.word(parts[1], "a replacement")
                    ))
            }
        }
        slug.allowsUnicode = try bound[11]?.truth() ?? false
        guard let text = value.stringValue else {
            if case .undefined(let undefined) = value { throw TemplateError(.undefined, undefined.message) }
            throw TemplateError(.type, "text must be str, bytes or bytearray, not \(value.typeName)")
        }
        return .string(try slug.text(text))
    }

    /// `random_ascii_string(length, punctuation=False)` from the seed of the render.
    static func randomText(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        let bound = try arguments.bind("random_ascii_string()", ["length", "punctuation"], required: 1)
        guard let length = bound[0]?.intValue else {
            throw TemplateError(.type, "'\(bound[0]?.typeName ?? "")' object cannot be interpreted as an integer")
        }
        var letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
        if try bound[1]?.truth() ?? false { letters += "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".utf8 }
        try invocation.charge(max(length, 0))
        let bytes = (0..<max(length, 0)).map { _ in letters[invocation.random(below: letters.count)] }
        return .string(String(decoding: bytes, as: UTF8.self))
    }

    /// `uuid4()` from the seed of the render.
    static func uuid(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        _ = try arguments.bind("uuid4()", [])
        let bytes = (0..<16).map { _ in UInt8(invocation.random(below: 256)) }
        return .string(AnsibleFilters.uuid(bytes, version: 4))
    }
}
