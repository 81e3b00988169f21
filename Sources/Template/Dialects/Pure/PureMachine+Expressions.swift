import Jinja

extension PureMachine {
    /// The value of an expression.
    func evaluate(_ expression: ScriptExpression, _ frame: PureFrame) throws(PureStop) -> Value {
        try descend()
        defer { invocation.leave() }
        switch expression {
        case .none: return Value.none
        case .bool(let flag): return .bool(flag)
        case .int(let number): return .int(number)
        case .double(let number): return .double(number)
        case .unary(let sign, let inner): return try signed(sign, try evaluate(inner, frame))
        case .string(let text):
            // What the lexer did not make out of it is not known.
            guard !text.unicodeScalars.contains("\0") else { throw .unknown("a text has escapes that are not known") }
            return .string(text)
        case .format(let source): return .string(try format(source, frame))
        case .name(let name): return try variable(name, frame)
        case .attribute(let inner, let name):
            guard !PureMachine.isMangled(name, frame) else { throw .unknown("'\(name)' is an inner name") }
            return try attribute(name, of: try evaluate(inner, frame))
        case .call(let callee, let arguments, let keywords): return try call(callee, arguments, keywords, frame)
        case .subscripted(let inner, let key): return try item(try evaluate(inner, frame), key, frame)
        case .sliced(let inner, let parts): return try slice(try evaluate(inner, frame), parts, frame)
        case .list(let items): return made(.list(try values(items, frame)))
        case .tuple(let items): return .tuple(try values(items, frame))
        case .set(let items): return try set(try values(items, frame))
        case .dict(let entries): return try dict(entries, frame)
        case .binary(let symbol, let left, let right):
            return try binary(symbol, try evaluate(left, frame), try evaluate(right, frame))
        case .not(let inner): return .bool(!(try truth(try evaluate(inner, frame))))
        case .compare(let first, let rest): return try compare(first, rest, frame)
        case .all(let items): return try chain(items, endsAt: false, frame)
        case .any(let items): return try chain(items, endsAt: true, frame)
        case .conditional(let value, let condition, let otherwise):
            return try evaluate(try truth(try evaluate(condition, frame)) ? value : otherwise, frame)
        case .comprehension(let value, let target, let values, let conditions):
            return made(.list(try comprehended(value, target, values, conditions, frame)))
        case .mapping(let key, let value, let target, let values, let conditions):
            var pairs: [(Value, Value)] = []
            try each(target, in: try evaluate(values, frame), if: conditions, frame) { inner throws(PureStop) in
                pairs.append((try evaluate(key, inner), try evaluate(value, inner)))
            }
            return made(.dict(try asPython { () throws(TemplateError) in try DictValue(pairs: pairs) }))
        case .generator(let inner):
            return try handedOut { () throws(PureStop) in PureMachine.iterator(try items(try evaluate(inner, frame))) }
        case .named(let name, let inner):
            let (value, home) = (try evaluate(inner, frame), frame.naming)
            guard !home.isClassBody else { throw .unknown("it names a value where that is not followed") }
            if isHandingOut { try change(home) }
            try assign(.name(name), value, home)
            return value
        case .flattened(let inner):
            var result: [Value] = []
            for row in try items(try evaluate(inner, frame)) { result += try items(row) }
            return made(.list(result))
        case .spread(let inner): return try spread(inner, frame)
        case .starred: throw .unknown("a star stands where it is not understood")
        case .lambda(let parameters, let value):
            let give = ScriptStatement(kind: .give(value), line: 0)
            return .object(try function("<lambda>", parameters, [give], frame))
        case .other: throw .unknown("an expression is not understood")
        }
    }

    /// The value of a variable.
    func variable(_ name: String, _ frame: PureFrame) throws(PureStop) -> Value {
        if let value = frame.value(name) { return value }
        guard !PureMachine.isMangled(name, frame) else { throw .unknown("'\(name)' is an inner name") }
        return try global(name)
    }

    /// The values of expressions, with all of those that stand behind stars.
    private func values(_ items: [ScriptExpression], _ frame: PureFrame) throws(PureStop) -> [Value] {
        var values: [Value] = []
        for item in items {
            if case .starred(let inner) = item {
                values += try self.items(try evaluate(inner, frame))
            } else {
                values.append(try evaluate(item, frame))
            }
        }
        return values
    }

    /// What has stars in it.
    private func spread(_ expression: ScriptExpression, _ frame: PureFrame) throws(PureStop) -> Value {
        // The order of a set is lost in another one.
        if case .set(let items) = expression, items.count == 1, case .starred(let inner) = items[0] {
            return try set(try members(try evaluate(inner, frame)))
        }
        return try evaluate(expression, frame)
    }

    /// Values to go through once.
    static func iterator(_ values: [Value]) -> Value {
        var rest = values[...]
        return .iterator(ValueIterator { rest.popFirst() })
    }

    private func comprehended(
        _ value: ScriptExpression, _ target: ScriptTarget, _ values: ScriptExpression,
        _ conditions: [ScriptExpression], _ frame: PureFrame
    ) throws(PureStop) -> [Value] {
        var result: [Value] = []
        try each(target, in: try evaluate(values, frame), if: conditions, frame) { inner throws(PureStop) in
            result.append(try evaluate(value, inner))
        }
        return result
    }

    private func dict(
        _ entries: [(key: ScriptExpression, value: ScriptExpression)], _ frame: PureFrame
    ) throws(PureStop) -> Value {
        var pairs: [(Value, Value)] = []
        for entry in entries {
            if case .starred(let inner) = entry.key {
                guard let dict = try evaluate(inner, frame).dictValue else {
                    throw .unknown("it takes the entries of what is no dict")
                }
                pairs += dict.pairs.map { ($0.key, $0.value) }
            } else {
                pairs.append((try evaluate(entry.key, frame), try evaluate(entry.value, frame)))
            }
        }
        return made(.dict(try asPython { () throws(TemplateError) in try DictValue(pairs: pairs) }))
    }

    private func chain(
        _ items: [ScriptExpression], endsAt end: Bool, _ frame: PureFrame
    ) throws(PureStop) -> Value {
        var value = Value.none
        for item in items {
            value = try evaluate(item, frame)
            if try truth(value) == end { break }
        }
        return value
    }

    /// Goes over what a comprehension takes.
    private func each(
        _ target: ScriptTarget, in values: Value, if conditions: [ScriptExpression], _ frame: PureFrame,
        _ take: (PureFrame) throws(PureStop) -> Void
    ) throws(PureStop) {
        // Its variables are its own.
        let inner = PureFrame(locals: [:], outer: frame.enclosing, home: frame)
        inner.isMethod = frame.isMethod
        for item in try items(values) {
            try assign(target, item, inner)
            var isWanted = true
            for condition in conditions where isWanted { isWanted = try truth(try evaluate(condition, inner)) }
            if isWanted { try take(inner) }
        }
    }

    // MARK: calls

    /// The methods of lists and dicts that change them.
    static let changing: Set<String> = [
        "append", "extend", "insert", "remove", "pop", "popitem", "clear", "sort", "reverse", "update", "setdefault",
    ]

    private func call(
        _ callee: ScriptExpression, _ positional: [ScriptExpression],
        _ keywords: [(name: String, value: ScriptExpression)], _ frame: PureFrame
    ) throws(PureStop) -> Value {
        var receiver: (value: Value, name: String)?
        var function = Value.none
        if case .attribute(let inner, let name) = callee {
            let value = try evaluate(inner, frame)
            if case .object = value {
                guard !PureMachine.isMangled(name, frame) else { throw .unknown("'\(name)' is an inner name") }
                function = try attribute(name, of: value)
            } else {
                receiver = (value, name)
            }
        } else {
            function = try evaluate(callee, frame)
        }
        var arguments = Arguments(try values(positional, frame))
        for (name, expression) in keywords {
            let value = try evaluate(expression, frame)
            guard name == "**" else {
                arguments.keywords.append((name, value))
                continue
            }
            guard let dict = value.dictValue else { throw .unknown("it gives what is no dict as named arguments") }
            for pair in dict.pairs {
                guard let name = pair.key.stringValue else { throw .unknown("it names an argument by what is no text") }
                arguments.keywords.append((name, pair.value))
            }
        }
        guard Set(arguments.keywords.map(\.name)).count == arguments.keywords.count else {
            throw .unknown("it gives an argument twice")
        }
        guard let (value, name) = receiver else {
            if case .object(let object) = function, !PureMachine.isOwn(object) {
                let invocation = invocation
                return made(try asPython { () throws(TemplateError) in try object.call(arguments, invocation) })
            }
            return try call(function, arguments)
        }
        if PureMachine.changing.contains(name) {
            switch value {
            case .list(let list): try change(list)
            case .dict(let dict): try change(dict)
            default: break
            }
        }
        let invocation = invocation
        let result = try asPython { () throws(TemplateError) in
            try invocation.method(name, of: value, arguments)
        }
        guard let result else { throw .unknown("the method '\(name)' of a \(value.typeName) is not known") }
        // What is taken out of a container lasts as long as it did before.
        return ["split", "rsplit", "splitlines", "copy"].contains(name) ? made(result) : result
    }

    /// Whether it is of the template's Python, and not one of Jinja's objects: a date's method, the keys of a dict.
    private static func isOwn(_ object: Object) -> Bool {
        switch object {
        case is PureFunction, is PureMethod, is PureClass, is PureInstance, is PureUnknown: true
        default: false
        }
    }

    // MARK: items

    private func item(_ value: Value, _ key: ScriptExpression, _ frame: PureFrame) throws(PureStop) -> Value {
        // A type with parameters.
        if case .object(let object) = value, let name = object as? PureName {
            return name.path == PureMachine.version ? try versionPart(try evaluate(key, frame)) : value
        }
        return try item(value, try evaluate(key, frame))
    }

    func item(_ value: Value, _ key: Value) throws(PureStop) -> Value {
        if case .object(let object) = value {
            if let match = object as? PureMatch { return try match.group(key) }
            guard let instance = object as? PureInstance, let function = instance.type.method("__getitem__") else {
                throw .unknown("it takes an item of something that is not known")
            }
            return try call(function, Arguments([value, key]))
        }
        let invocation = invocation
        let found = try asPython { () throws(TemplateError) in try value.item(key, invocation) }
        guard let found else {
            let code: TemplateError.Code
            switch value {
            case .dict: code = PureMachine.isHashable(key) ? .key : .type
            case .list, .tuple, .string, .safe, .range: code = key.intValue == nil ? .type : .index
            default: code = .type
            }
            throw .raised(TemplateError(code, "there is no such item"))
        }
        return found
    }

    private static func isHashable(_ key: Value) -> Bool {
        do throws(TemplateError) {
            _ = try DictValue().value(of: key)
            return true
        } catch {
            return false
        }
    }

    private func slice(
        _ value: Value, _ parts: [ScriptExpression?], _ frame: PureFrame
    ) throws(PureStop) -> Value {
        if case .object(let object) = value {
            guard let name = object as? PureName, name.path == PureMachine.version, parts[0] == nil, parts[2] == nil
            else { throw .unknown("it takes a part of something that is not known") }
            return value
        }
        var bounds: [Value] = []
        for part in parts {
            bounds.append(try part.map { part throws(PureStop) in try evaluate(part, frame) } ?? Value.none)
        }
        let invocation = invocation
        let given = bounds
        return made(
            try asPython { () throws(TemplateError) in try invocation.slice(value, given[0], given[1], given[2]) })
    }

    /// The values of something that can be gone through.
    func items(_ value: Value) throws(PureStop) -> [Value] {
        if case .object(let object) = value, PureMachine.isOwn(object) {
            if let set = object as? PureSet { return try set.inOrder() }
            guard let instance = object as? PureInstance, let function = instance.type.method("__iter__") else {
                throw .unknown("it goes through something that is not known")
            }
            return try items(try call(function, Arguments([value])))
        }
        let invocation = invocation
        return try asPython { () throws(TemplateError) in try invocation.items(value) }
    }

    func length(_ value: Value) throws(PureStop) -> Int {
        if case .object(let object) = value, PureMachine.isOwn(object) {
            if let set = object as? PureSet { return set.items.count }
            guard let instance = object as? PureInstance, let function = instance.type.method("__len__"),
                let length = try call(function, Arguments([value])).intValue
            else { throw .unknown("a length is not known") }
            return length
        }
        let invocation = invocation
        return try asPython { () throws(TemplateError) in try invocation.length(value) }
    }

    // MARK: operators

    func truth(_ value: Value) throws(PureStop) -> Bool {
        switch value {
        case .object(let object):
            switch object {
            case let instance as PureInstance:
                return instance.type.method("__len__") == nil ? true : try length(value) > 0
            case let set as PureSet: return set.items.count > 0
            case is PureFunction, is PureMethod, is PureClass, is PureMatch, is PurePattern, is DateObject: return true
            default: throw .unknown("whether something is true is not known")
            }
        case .undefined: throw .unknown("an undefined value")
        default: return try asPython { () throws(TemplateError) in try value.truth() }
        }
    }

    func text(_ value: Value) throws(PureStop) -> String {
        let invocation = invocation
        switch value {
        case .object(let object) where object is PureName: throw .unknown("what a module's part prints is not known")
        case .undefined: throw .unknown("an undefined value")
        default: return try asPython { () throws(TemplateError) in try invocation.text(value) }
        }
    }

    func binary(_ symbol: String, _ left: Value, _ right: Value) throws(PureStop) -> Value {
        if symbol == "/", let path = try divided(left, by: right) { return path }
        if let result = try combined(symbol, left, right) { return result }
        for value in [left, right] {
            if case .object = value { throw .unknown("it computes with something that is not known") }
        }
        if let result = try bits(symbol, left, right) { return result }
        let invocation = invocation
        let result = try asPython { () throws(TemplateError) in try invocation.binary(symbol, left, right) }
        guard let result else { throw .unknown("the operator '\(symbol)' is not followed") }
        if case .object = result { throw .unknown("it computes what is no real number") }
        return made(result)
    }

    private func compare(
        _ first: ScriptExpression, _ rest: [(symbol: String, value: ScriptExpression)], _ frame: PureFrame
    ) throws(PureStop) -> Value {
        // A module that is imported is not the program.
        if case .name("__name__") = first, rest.count == 1, case .string("__main__") = rest[0].value {
            return .bool(rest[0].symbol == "!=")
        }
        var left = try evaluate(first, frame)
        for (symbol, expression) in rest {
            let isMembership = symbol == "in" || symbol == "not in"
            let right = try evaluate(expression, frame)
            let holds =
                isMembership
                ? try contains(right, left) == (symbol == "in") : try relation(symbol, left, right)
            if !holds { return .bool(false) }
            left = right
        }
        return .bool(true)
    }

    func relation(_ symbol: String, _ left: Value, _ right: Value) throws(PureStop) -> Bool {
        if let isSame = isSameType(left, right), ["is", "==", "is not", "!="].contains(symbol) {
            return isSame == (symbol == "is" || symbol == "==")
        }
        switch symbol {
        case "is", "is not":
            // Of what is equal but not one, Python itself says different things.
            guard left.isNone || right.isNone || left.typeName == "bool" && right.typeName == "bool" else {
                throw .unknown("'is' is followed for None and truth values only")
            }
            for value in [left, right] {
                if case .object(let object) = value, let name = object as? PureName, !name.path.hasPrefix("builtins.") {
                    throw .unknown("whether \(name.what) is None is not known")
                }
            }
            let isSame = left.typeName == right.typeName && (left.isNone || left.intValue == right.intValue)
            return isSame == (symbol == "is")
        default: break
        }
        if let holds = try versionHolds(symbol, left, right) { return holds }
        if let holds = try setHolds(symbol, left, right) { return holds }
        for value in [left, right] {
            if case .object(let object) = value, !(object is DateObject) {
                throw .unknown("it compares something that is not known")
            }
            if value.isUndefined { throw .unknown("an undefined value") }
        }
        let invocation = invocation
        let holds = try asPython { () throws(TemplateError) in
            switch symbol {
            case "==": try left.isEqual(to: right)
            case "!=": try !left.isEqual(to: right)
            default: try invocation.order(symbol, left, right)
            }
        }
        guard let holds else { throw .unknown("the operator '\(symbol)' is not followed") }
        return holds
    }

    private func contains(_ container: Value, _ item: Value) throws(PureStop) -> Bool {
        if case .object(let object) = container, PureMachine.isOwn(object) {
            if let set = object as? PureSet { return try set.has(item) }
            guard let instance = object as? PureInstance, let function = instance.type.method("__contains__") else {
                throw .unknown("it looks into something that is not known")
            }
            return try truth(try call(function, Arguments([container, item])))
        }
        let invocation = invocation
        return try asPython { () throws(TemplateError) in try invocation.contains(container, item) }
    }
}
