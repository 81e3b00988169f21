/// What stands on lines of its own within brackets of Python: named arguments, and the entries of settings.
struct PythonCalls {
    private var calls: Set<Int> = []
    private var settings: Set<Int> = []

    /// The name of a line that may stand once in its brackets; nil for other lines.
    mutating func name(in line: OutlineLine, scope: Int) -> String? {
        if line.text.hasSuffix("("), !line.text.hasPrefix("def "), !line.text.hasPrefix("class ") {
            calls.insert(line.number)
        }
        if scope < 0, line.text.hasSuffix("= ["), line.text.prefix(1).allSatisfy(\.isUppercase),
            line.text.dropLast(3).allSatisfy({ $0.isUppercase || $0 == "_" || $0 == " " })
        {
            settings.insert(line.number)
        }
        if calls.contains(scope), line.holds("=") {
            let name = line.text[...].identifier()
            let rest = line.text.dropFirst(name.count)
            guard !name.isEmpty, rest.hasPrefix("="), !rest.hasPrefix("==") else { return nil }
            return "argument " + name
        }
        if settings.contains(scope), let quote = line.text.first, quote == "\"" || quote == "'",
            line.text.hasSuffix(",")
        {
            return "entry " + line.text
        }
        return nil
    }
}
