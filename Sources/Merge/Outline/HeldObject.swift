/// An object of a class that a line gives a name to: `store = Store(…)`, `store = new Store(…)`.
struct HeldObject {
    var name: String
    var type: String

    private static let construction = Pattern(/(\w+)\s*=\s*(?:new\s+)?([A-Z]\w*)\(/)

    /// Nil for any other line.
    init?(_ line: String) {
        // A look first: patterns are slow.
        guard line.holds("="), line.holds("("), let match = line.firstMatch(of: Self.construction) else { return nil }
        name = String(match.1)
        type = String(match.2)
    }
}
