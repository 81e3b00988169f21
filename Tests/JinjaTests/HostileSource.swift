import Testing

/// A template made to exhaust something; reports name it instead of printing it.
struct HostileSource: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    /// A text repeated, with what goes before and after.
    init(_ name: String, _ before: String, repeating part: String, _ count: Int, _ after: String = "") {
        self.init(name, before + String(repeating: part, count: count) + after)
    }

    var testDescription: String { name }
}
