extension Builtins {
    static func addTextFilters(_ filters: inout Filters) {
        for (name, method) in [("upper", StringMethod.upper), ("lower", .lower), ("capitalize", .capitalize)] {
            filters[name] = .init { value, arguments, invocation throws(TemplateError) in
                try noArguments(arguments, name)
                return try Builtins.method(value, method, [], invocation)
            }
        }
        filters["title"] = .init { value, arguments, invocation throws(TemplateError) in
            try noArguments(arguments, "title")
            return .string(title(try invocation.text(value)))
        }
        filters["string"] = .init { value, arguments, invocation throws(TemplateError) in
            try noArguments(arguments, "string")
            return try softText(value, invocation)
        }
        filters["trim"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_trim()", ["chars"])
            return try method(value, .strip, [bound[0] ?? .none], invocation)
        }
        filters["center"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_center()", ["width"])
            return try method(value, .center, [bound[0] ?? 80], invocation)
        }
        filters["replace"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_replace()", ["old", "new", "count"], required: 2)
            return try replace(value, bound, invocation)
        }
        filters["format"] = .init { value, arguments, invocation throws(TemplateError) in
            if !arguments.positional.isEmpty, !arguments.keywords.isEmpty {
                throw TemplateError(
                    .filterArgument, "can't handle positional and keyword arguments at the same time")
            }
            var values = Value.tuple(arguments.positional)
            if !arguments.keywords.isEmpty {
                let dict = DictValue()
                for (name, value) in arguments.keywords { dict[name] = value }
                values = .dict(dict)
            }
            return try Operators.modulo(try softText(value, invocation), values, invocation.runtime)
        }
        filters["wordcount"] = .init { value, arguments, invocation throws(TemplateError) in
            try noArguments(arguments, "wordcount")
            var count = 0
            var inWord = false
            for scalar in try invocation.text(value).unicodeScalars {
                let isWord = Text.isWord(scalar)
                if isWord, !inWord { count += 1 }
                inWord = isWord
            }
            return .int(count)
        }
        filters["default"] = .init { value, arguments, _ throws(TemplateError) in
            let bound = try arguments.bind("do_default()", ["default_value", "boolean"])
            if value.isUndefined { return bound[0] ?? "" }
            if try flag(bound[1]), try !value.truth() { return bound[0] ?? "" }
            return value
        }
        filters["pprint"] = .init { value, arguments, invocation throws(TemplateError) in
            try noArguments(arguments, "pprint")
            return .string(try PrettyPrinter.format(value, invocation.runtime))
        }
    }

    /// Words in title case; a word begins after white space, a hyphen or an opening bracket.
    private static func title(_ text: String) -> String {
        var result = ""
        var word = String.UnicodeScalarView()
        func flush() {
            guard let first = word.first else { return }
            result += first.properties.uppercaseMapping + Text.lowercased(String(word.dropFirst()))
            word = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            if Text.isSpace(scalar) || "-({[<".unicodeScalars.contains(scalar) {
                flush()
                result.unicodeScalars.append(scalar)
            } else {
                word.append(scalar)
            }
        }
        flush()
        return result
    }

    private static func replace(
        _ value: Value, _ bound: Arguments.Bound, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        let (old, new) = (bound.required(0), bound.required(1))
        var count = -1
        if let limit = bound[2], !limit.isNone { count = try integer(limit, -1) }
        guard invocation.isAutoescaping else {
            let text = try invocation.text(value)
            return .string(
                try StringMethods.replace(
                    text, try invocation.text(old), try invocation.text(new), count, invocation.runtime))
        }
        let escapes = old.isSafeText || (new.isSafeText && !value.isSafeText)
        let text = escapes ? try invocation.escaped(value) : try invocation.text(value)
        let isSafe = escapes || value.isSafeText
        let insert = isSafe ? try invocation.escaped(try softText(new, invocation)) : try invocation.text(new)
        let result = try StringMethods.replace(
            text, try invocation.text(old), insert, count, invocation.runtime)
        return isSafe ? .safe(result) : .string(result)
    }
}
