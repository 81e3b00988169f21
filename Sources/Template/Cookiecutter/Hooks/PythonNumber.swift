import Jinja

/// Numbers as Python writes them.
enum PythonNumber {
    /// What a number of a script is; `other` for one that is too large, imaginary or no number of Python's.
    static func value(of text: String) -> ScriptExpression {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return .other }
        if let whole = try? Value.pythonInteger(text, base: 0) { return whole.intValue.map { .int($0) } ?? .other }
        // 'float' reads whole numbers, too, also those that a script can't write: 0777.
        guard text.contains(where: { ".eE".contains($0) }) else { return .other }
        return (try? Value.string(text).pythonFloat()).map { .double($0) } ?? .other
    }
}
