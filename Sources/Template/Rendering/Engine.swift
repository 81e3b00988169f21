import OrderedCollections

/// Renders a release's templates and expressions.
struct Engine {
    let release: Release

    init(release: Release) { self.release = release }

    /// Renders a template of the manifest or of a path.
    func text(_ template: TemplateText, _ context: Context) throws(ScaffoldError) -> String {
        let bytes = try file(Array(template.source.utf8), place: template.location.file, context).bytes
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Renders a file or fragment.
    func file(
        _ bytes: [UInt8], place: String, _ context: Context
    ) throws(ScaffoldError) -> (bytes: [UInt8], slots: [String]) {
        var out: [UInt8] = []
        var rest = bytes[...]
        while let open = rest.indices.first(where: { rest[$0...].starts(with: "<%= ".utf8) }) {
            out += rest[..<open]
            guard let close = rest[open...].indices.first(where: { rest[$0...].starts(with: " %>".utf8) }) else {
                break
            }
            let name = String(decoding: rest[(open + 4)..<close], as: UTF8.self)
            guard let value = context.values[name] else {
                throw ScaffoldError(.template, "'\(name)' is undefined", at: .init(file: place))
            }
            out += value.display.utf8
            rest = rest[(close + 3)...]
        }
        return (out + rest, [])
    }

    /// The truth of an expression.
    func truth(_ expression: Expression, _ context: Context) throws(ScaffoldError) -> Bool {
        try value(expression, context) == .bool(true)
    }

    /// The value of an expression.
    func value(_ expression: Expression, _ context: Context) throws(ScaffoldError) -> AnswerValue {
        let parts = expression.source.split(separator: " == ").map(String.init)
        guard parts.count == 2, let value = context.values[parts[0]] else {
            throw ScaffoldError(.template, "not understood: \(expression.source)", at: expression.location)
        }
        return .bool("'\(value.display)'" == parts[1])
    }

    /// The names that a template uses without setting them.
    func names(in bytes: [UInt8], place: String) throws(ScaffoldError) -> Set<String> { [] }

    /// Parses every expression of the manifest.
    func checkSyntax() throws(ScaffoldError) {}

    /// The variable that an error says is not there.
    static func undefinedName(in error: ScaffoldError) -> String? {
        let parts = error.message.split(separator: "'", omittingEmptySubsequences: false)
        guard error.code == .template, parts.count == 3, parts[2] == " is undefined" else { return nil }
        return String(parts[1])
    }
}
