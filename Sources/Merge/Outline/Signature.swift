/// What a function takes and gives, as far as its declaration says.
struct Signature: Hashable {
    struct Parameter: Hashable {
        var name: String
        var isOptional = false
        /// Whether it takes as many arguments as there are.
        var isRest = false
        /// Whether it takes the names that no other parameter has.
        var takesAllNames = false
        /// Whether only its name reaches it.
        var isNamed = false
    }

    var parameters: [Parameter] = []
    var isAsync = false
    /// What stands behind the parameters, up to the body.
    var result = ""

    /// Whether a call with these arguments is one of this function.
    func accepts(_ call: CallText) -> Bool {
        let plain = parameters.filter { !$0.isRest && !$0.takesAllNames && !$0.isNamed }
        let hasRest = parameters.contains(where: \.isRest)
        if call.unnamed > plain.count, !hasRest { return false }
        let names = Set(parameters.filter { !$0.isRest && !$0.takesAllNames }.map(\.name))
        if !parameters.contains(where: \.takesAllNames), !call.names.isSubset(of: names) { return false }
        let reached = Set(plain.prefix(call.unnamed).map(\.name)).union(call.names)
        return parameters.allSatisfy {
            $0.isOptional || $0.isRest || $0.takesAllNames || reached.contains($0.name)
        }
    }

    /// Whether what a call passes without names is for other parameters there: two of them have changed places.
    func reorders(_ call: CallText, for other: Signature) -> Bool {
        func names(_ signature: Signature) -> [String] {
            signature.parameters.filter { !$0.isRest && !$0.takesAllNames && !$0.isNamed }.prefix(call.unnamed).map(
                \.name)
        }
        let (mine, theirs) = (names(self), names(other))
        return zip(mine, theirs).count { $0 != $1 && mine.contains($1) && theirs.contains($0) } > 1
    }

    /// The number of values that a function of Go gives.
    var goResults: Int {
        if result.isEmpty { return 0 }
        guard result.hasPrefix("("), let parts = ArgumentText.parts(of: result) else { return 1 }
        return parts.count
    }
}

/// The arguments of a call.
struct CallText: Hashable {
    var unnamed = 0
    var names: Set<String> = []
}

/// What stands between brackets, cut at its commas.
enum ArgumentText {
    /// The parts of `(a, b)`, and nothing of what stands behind; nil where the bracket stays open.
    static func parts(of text: String, hasCharacters: Bool = true, hasTypes: Bool = false) -> [String]? {
        read(text, hasCharacters: hasCharacters, hasTypes: hasTypes)?.parts
    }

    /// The parts of `(a, b) rest`, and the rest.
    static func read(
        _ text: String, hasCharacters: Bool, hasTypes: Bool
    ) -> (parts: [String], rest: String)? {
        let bytes = Array(text.utf8)
        var parts: [String] = []
        var start = 1
        var depth = 0
        var index = 0
        func part(_ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self).trimmed }
        while index < bytes.count {
            let byte = bytes[index]
            let isMark =
                byte == UInt8(ascii: "'") ? hasCharacters : byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`")
            if isMark {
                index = bytes.endOfText(at: index)
                continue
            }
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "<") where hasTypes: depth += 1
            case UInt8(ascii: ">")
            where hasTypes && index > 0 && bytes[index - 1] != UInt8(ascii: "-")
                && bytes[index - 1] != UInt8(ascii: "="):
                depth -= 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 {
                    // Nothing stands behind a last comma.
                    if !part(index).isEmpty { parts.append(part(index)) }
                    return (parts, String(decoding: bytes[(index + 1)...], as: UTF8.self).trimmed)
                }
            case UInt8(ascii: ",") where depth == 1:
                parts.append(part(index))
                start = index + 1
            default: break
            }
            index += 1
        }
        return nil
    }
}
