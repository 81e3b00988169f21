import OrderedCollections

extension Builtins {
    static func addHTMLFilters(_ filters: inout Filters) {
        filters["escape"] = .init { value, arguments, invocation throws(TemplateError) in
            try noArguments(arguments, "escape")
            return .safe(try invocation.escaped(value))
        }
        filters["forceescape"] = .init { value, arguments, invocation throws(TemplateError) in
            try noArguments(arguments, "forceescape")
            return .safe(Text.escape(try invocation.text(value)))
        }
        filters["safe"] = .init { value, arguments, invocation throws(TemplateError) in
            try noArguments(arguments, "mark_safe")
            return .safe(try invocation.text(value))
        }
        filters["striptags"] = .init { value, arguments, invocation throws(TemplateError) in
            try noArguments(arguments, "striptags")
            return .string(Markup.striptags(try invocation.text(value)))
        }
        filters["xmlattr"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_xmlattr()", ["autospace"])
            return try attributes(value, autospace: try bound[0].map(flag) ?? true, invocation)
        }
        filters["urlencode"] = .init { value, arguments, invocation throws(TemplateError) in
            try noArguments(arguments, "urlencode")
            return .string(try urlEncoded(value, invocation))
        }
        filters["urlize"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind(
                "do_urlize()", ["trim_url_limit", "nofollow", "target", "rel", "extra_schemes"])
            let text = try URLizer(bound, invocation).run(try invocation.escaped(value))
            return invocation.isAutoescaping ? .safe(text) : .string(text)
        }
        filters["tojson"] = .init { value, arguments, invocation throws(TemplateError) in
            let bound = try arguments.bind("do_tojson()", ["indent"])
            return .safe(try json(value, indent: bound[0], invocation))
        }
    }

    private static func attributes(
        _ value: Value, autospace: Bool, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        guard case .dict(let dict) = value else { throw lacks(value, "items") }
        var parts: [String] = []
        for (key, value) in dict.storage where !value.isNone && !value.isUndefined {
            guard let name = key.value.stringValue else {
                throw .type("expected string or bytes-like object, got '\(key.value.typeName)'")
            }
            // White space as ASCII knows it, and what ends a name in HTML.
            let isInvalid = name.utf8.contains { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) || "/>=".utf8.contains($0) }
            if isInvalid { throw .value("Invalid character in attribute name: \(key.value.pythonRepr)") }
            parts.append("\(try invocation.escaped(key.value))=\"\(try invocation.escaped(value))\"")
        }
        var result = parts.joined(separator: " ")
        if autospace, !result.isEmpty { result = " " + result }
        try invocation.runtime.charge(result.utf8.count)
        return invocation.isAutoescaping ? .safe(result) : .string(result)
    }

    private static func json(
        _ value: Value, indent: Value?, _ invocation: Invocation
    ) throws(TemplateError) -> String {
        var level: String?
        // A string is written before its indent is looked at.
        if let indent, !indent.isNone, value.stringValue == nil {
            if case .undefined(let undefined) = indent { throw undefined.error }
            if let text = indent.stringValue {
                level = text
            } else {
                if case .bigInt = indent { throw .overflow("cannot fit 'int' into an index-sized integer") }
                guard let count = indent.intValue else {
                    throw .type("can't multiply sequence by non-int of type '\(indent.typeName)'")
                }
                try invocation.runtime.charge(count)
                level = String(repeating: " ", count: max(count, 0))
            }
        }
        var writer = JSONWriter(invocation.runtime, indent: level)
        try writer.write(value)
        var out: [UInt8] = []
        out.reserveCapacity(writer.out.count)
        for byte in writer.out {
            switch byte {
            case 0x3C: out.append(contentsOf: "\\u003c".utf8)
            case 0x3E: out.append(contentsOf: "\\u003e".utf8)
            case 0x26: out.append(contentsOf: "\\u0026".utf8)
            case 0x27: out.append(contentsOf: "\\u0027".utf8)
            default: out.append(byte)
            }
        }
        try invocation.runtime.charge(out.count)
        return Text.string(out)
    }

    // MARK: URLs

    private static func urlEncoded(_ value: Value, _ invocation: Invocation) throws(TemplateError) -> String {
        if value.stringValue != nil || !value.isIterable { return quote(try invocation.text(value), isQuery: false) }
        var parts: [String] = []
        var pairs: [Value]
        if case .dict(let dict) = value {
            pairs = DictView(dict, .items).values
        } else {
            pairs = try invocation.items(value)
        }
        for pair in pairs {
            let items = try TargetCode.unpack(pair, 2, invocation.runtime)
            let name = quote(try invocation.text(items[0]), isQuery: true)
            parts.append("\(name)=\(quote(try invocation.text(items[1]), isQuery: true))")
        }
        return parts.joined(separator: "&")
    }

    private static func quote(_ text: String, isQuery: Bool) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            if BigInt.digit(byte) != nil || "_.-~".utf8.contains(byte) || (byte == UInt8(ascii: "/") && !isQuery) {
                out.append(byte)
            } else if byte == UInt8(ascii: " "), isQuery {
                out.append(UInt8(ascii: "+"))
            } else {
                out.append(contentsOf: [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]])
            }
        }
        return Text.string(out)
    }
}
