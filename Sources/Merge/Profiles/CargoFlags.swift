/// Flags of a Rust package's manifest that other parts of it hang on.
enum CargoFlags {
    static func clashes(in file: Value) -> Set<String> {
        let tables = file.pairs
        var found: Set<String> = []
        let features = tables[Key("features", kind: "table")]?.pairs ?? [:]
        for text in features.values.flatMap(\.texts) where text.hasPrefix("dep:") {
            let name = String(text.dropFirst(4))
            if !isOptional(name, in: tables) { found.insert("optional package \(name)") }
        }
        // A program, a test or an example that there is with certain features only.
        let programs = tables.values.flatMap(\.elements)
        for name in programs.flatMap({ $0["required-features"]?.texts ?? [] })
        where features[Key(name)] == nil && !name.contains("/") {
            found.insert("feature \(name) of a program")
        }
        // The lints of the workspace are taken as they are, or not at all.
        let lints = tables[Key("lints", kind: "table")]?.pairs ?? [:]
        if lints[Key("workspace")] != nil,
            lints.count > 1 || tables.keys.contains(where: { $0.name.hasPrefix("lints.") })
        {
            found.insert("lints and those of the workspace")
        }
        return found
    }

    /// Whether a package is only there where a feature asks for it: `dep:name` is refused of any other.
    private static func isOptional(_ name: String, in tables: [Key: Value]) -> Bool {
        tables.contains { table, value in
            let flags =
                [value[name]?["optional"], value[name + ".optional"]]
                + (table.name.hasSuffix("." + name) ? [value["optional"]] : [])
            return flags.contains { $0?.text == "true" }
        }
    }
}
