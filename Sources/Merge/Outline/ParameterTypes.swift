/// The types of what a function takes, without the names that stand beside them: two functions that differ in these names
/// only are one to most languages.
enum ParameterTypes {
    /// The types in `(Type name, name: Type)`, without space.
    /// - Parameter hasLabels: Whether the first word before a colon is part of what a call says, as in Swift.
    static func read(_ text: String, hasLabels: Bool) -> String {
        guard let parts = ArgumentText.parts(of: text, hasTypes: true) else { return text.filter { $0 != " " } }
        let types = parts.map { part -> String in
            let plain = part.firstRange(of: " = ").map { String(part[..<$0.lowerBound]) } ?? part
            guard let colon = plain.firstIndex(of: ":") else { return withoutName(plain) }
            let label = hasLabels ? plain[..<colon].prefix { $0 != " " } + ":" : ""
            return label + plain[plain.index(after: colon)...].filter { $0 != " " }
        }
        return "(" + types.joined(separator: ",") + ")"
    }

    /// `final Type name` without what stands around the type; a type that stands alone as it is.
    private static func withoutName(_ part: String) -> String {
        var words = part.split(separator: " ").drop { $0.hasPrefix("@") || modifiers.contains($0) }
        if words.count > 1, let last = words.last, last[...].identifier() == last { words.removeLast() }
        return words.joined()
    }

    private static let modifiers: Set<Substring> = ["final", "const", "params", "this", "in"]
}
