extension Builtins {
    static func addSelectionFilters(_ filters: inout Filters) {
        filters["map"] = .init(
            body: { value, arguments, invocation throws(TemplateError) in
                .iterator(try map(value, arguments, invocation))
            }, isFoldable: false)
        for (name, keeps, usesAttribute) in [
            ("select", true, false), ("reject", false, false), ("selectattr", true, true), ("rejectattr", false, true),
        ] {
            filters[name] = .init(
                body: { value, arguments, invocation throws(TemplateError) in
                    .iterator(
                        try select(value, arguments, keeps: keeps, usesAttribute: usesAttribute, invocation))
                }, isFoldable: false)
        }
    }

    private static func map(
        _ value: Value, _ arguments: Arguments, _ invocation: Invocation
    ) throws(TemplateError) -> ValueIterator {
        try lazily(over: value) { () throws(TemplateError) -> ValueIterator in
            guard try value.truth() else { return ValueIterator([]) }
            var arguments = arguments
            if arguments.positional.isEmpty, let attribute = arguments.takeKeyword("attribute") {
                let fallback = arguments.takeKeyword("default")
                if let other = arguments.keywords.first {
                    throw TemplateError(
                        .filterArgument, "Unexpected keyword argument \(Value.quoted(other.name))")
                }
                let path = AttributePath(attribute)
                return try each(value, invocation) { item throws(TemplateError) in
                    try path.value(of: item, invocation.runtime, fallback: fallback)
                }
            }
            guard !arguments.positional.isEmpty else {
                throw TemplateError(.filterArgument, "map requires a filter argument")
            }
            let name = arguments.positional.removeFirst()
            return try each(value, invocation) { item throws(TemplateError) in
                try invocation.filter(name, item, arguments)
            }
        }
    }

    private static func each(
        _ value: Value, _ invocation: Invocation, _ transform: @escaping (Value) throws(TemplateError) -> Value
    ) throws(TemplateError) -> ValueIterator {
        let items = try value.iterator()
        return ValueIterator { () throws(TemplateError) -> Value? in
            guard let item = try items.next() else { return nil }
            try invocation.runtime.step()
            return try transform(item)
        }
    }

    private static func select(
        _ value: Value, _ arguments: Arguments, keeps: Bool, usesAttribute: Bool, _ invocation: Invocation
    ) throws(TemplateError) -> ValueIterator {
        try lazily(over: value) { () throws(TemplateError) -> ValueIterator in
            guard try value.truth() else { return ValueIterator([]) }
            var arguments = arguments
            var path = AttributePath(nil)
            if usesAttribute {
                guard !arguments.positional.isEmpty else {
                    throw TemplateError(.filterArgument, "Missing parameter for attribute name")
                }
                path = AttributePath(arguments.positional.removeFirst())
            }
            let test: Value? = arguments.positional.isEmpty ? nil : .some(arguments.positional.removeFirst())
            let items = try value.iterator()
            return ValueIterator { () throws(TemplateError) -> Value? in
                while let item = try items.next() {
                    try invocation.runtime.step()
                    let subject = try path.value(of: item, invocation.runtime)
                    let holds: Bool
                    if let test {
                        holds = try invocation.test(test, subject, arguments)
                    } else {
                        holds = try subject.truth()
                    }
                    if holds == keeps { return item }
                }
                return nil
            }
        }
    }
}
