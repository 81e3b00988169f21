/// Variables to which one side gave another value, while the other wrote the old value out where the variable was used:
/// the new value comes to nothing there, and the file says two things.
enum InlinedValues {
    /// - Parameter uses: The names of the variables that a value holds.
    static func lost(
        _ merged: Value, _ local: Value, _ incoming: Value, _ uses: (Value) -> Set<String>
    ) -> String? {
        let values = merged.pairs
        var found: Set<String> = []
        for (own, other) in [(local.pairs, incoming.pairs), (incoming.pairs, local.pairs)] {
            for (key, value) in values {
                guard let before = own[key], let text = value.text else { continue }
                for name in uses(before).subtracting(uses(value)) {
                    guard let new = own[Key(name)], let old = other[Key(name)], old != new, values[Key(name)] == new
                    else { continue }
                    if text.occurrences(of: old.text?.withoutQuotes ?? "") > 0 { found.insert("old value of \(name)") }
                }
            }
        }
        return found.min()
    }
}

extension String {
    /// The text without quotation marks at its ends.
    fileprivate var withoutQuotes: String {
        String(drop { "\"'".contains($0) }.reversed().drop { "\"'".contains($0) }.reversed())
    }
}
