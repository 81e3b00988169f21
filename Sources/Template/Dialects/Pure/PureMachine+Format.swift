import Jinja

extension PureMachine {
    /// What a format string gives, from its source: text with expressions between braces.
    func format(_ source: String, _ frame: PureFrame) throws(PureStop) -> String {
        var text = String.UnicodeScalarView()
        var rest = Array(source.unicodeScalars)[...]
        while let first = rest.popFirst() {
            switch first {
            case "{" where rest.first == "{", "}" where rest.first == "}":
                rest.removeFirst()
                text.append(first)
            case "{": text.append(contentsOf: try place(&rest, frame).unicodeScalars)
            case "}", "\0": throw .unknown("a format string is not understood")
            default: text.append(first)
            }
        }
        return String(text)
    }

    /// What comes into the place behind an opening brace.
    private func place(_ rest: inout ArraySlice<Unicode.Scalar>, _ frame: PureFrame) throws(PureStop) -> String {
        let code = PureMachine.code(&rest)
        guard case .expression(let expression)? = PureMachine.only(PythonParser.statements(of: code)) else {
            throw .unknown("a format string is not understood")
        }
        var value = try evaluate(expression, frame)
        if rest.first == "!" {
            rest.removeFirst()
            switch rest.popFirst() {
            case "s": value = .string(try text(value))
            case "r":
                value = .string(try quoted(value))
            default: throw .unknown("a format string is not understood")
            }
        }
        var spec = String.UnicodeScalarView()
        if rest.first == ":" {
            rest.removeFirst()
            while let next = rest.first, next != "}" {
                guard next != "{" else { throw .unknown("a format within a format is not followed") }
                spec.append(next)
                rest.removeFirst()
            }
        }
        guard rest.popFirst() == "}" else { throw .unknown("a format string is not understood") }
        guard !spec.isEmpty else { return try text(value) }
        if case .object = value { throw .unknown("the format of something that is not known") }
        let invocation = invocation
        let (formatted, written) = (value, String(spec))
        return try asPython { () throws(TemplateError) in try invocation.formatted(formatted, written) }
    }

    /// The code of a place, which ends at its own `!`, `:` or brace.
    private static func code(_ rest: inout ArraySlice<Unicode.Scalar>) -> String {
        var code = String.UnicodeScalarView()
        var depth = 0
        var quote: Unicode.Scalar?
        while let next = rest.first {
            if let open = quote {
                if next == open { quote = nil }
            } else {
                switch next {
                case "'", "\"": quote = next
                case "(", "[", "{": depth += 1
                case ")", "]": depth -= 1
                case "}" where depth > 0: depth -= 1
                case "}": return String(code)
                case ":" where depth == 0: return String(code)
                case "!" where depth == 0 && rest.dropFirst().first != "=": return String(code)
                default: break
                }
            }
            code.append(next)
            rest.removeFirst()
        }
        return String(code)
    }

    static func only(_ statements: [ScriptStatement]) -> ScriptStatement.Kind? {
        statements.count == 1 ? statements[0].kind : nil
    }
}
