/// References of a document to its own parts, such as `$ref: "#/components/schemas/Order"`.
struct OwnPointers {
    private var pointers: Set<String> = []

    /// The references that lead nowhere.
    static func dangling(in document: Value) -> Set<String> {
        var found = OwnPointers()
        found.look(at: document)
        return found.pointers.filter { !leads($0, in: document) }.mapped { "reference \($0)" }
    }

    private mutating func look(at value: Value) {
        switch value {
        case .map(let pairs):
            if let pointer = pairs[Key("$ref")]?.text, pointer.hasPrefix("#/") { pointers.insert(pointer) }
            for inner in pairs.values { look(at: inner) }
        case .list(let values): for inner in values { look(at: inner) }
        case .marked(_, let inner): look(at: inner)
        case .empty, .string, .literal, .alias: break
        }
    }

    private static func leads(_ pointer: String, in document: Value) -> Bool {
        var place: Value? = document
        for part in pointer.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false) {
            let name = String(part).replacing("~1", with: "/").replacing("~0", with: "~")
            place =
                place?[name]
                ?? Int(name).flatMap { index in
                    place.flatMap { $0.elements.indices.contains(index) ? $0.elements[index] : nil }
                }
        }
        return place != nil
    }
}
