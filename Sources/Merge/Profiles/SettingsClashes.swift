/// What can't stand together in settings of TypeScript, ESLint and development containers.
enum SettingsClashes {
    static func all(in file: Value) -> Set<String> {
        options(file["compilerOptions"]).union(rules(of: file)).union(container(file))
    }

    /// Options of the compiler that it refuses together.
    private static func options(_ options: Value?) -> Set<String> {
        guard let options, !options.pairs.isEmpty else { return [] }
        var found = Set(
            exclusive.filter { options[$0]?.text == "true" && options[$1]?.text == "true" }.map { "\($0) and \($1)" })
        // What there is only with declarations.
        if options["declaration"]?.text == "false" {
            let wanting = ["declarationMap", "emitDeclarationOnly", "isolatedDeclarations", "composite"]
            found.formUnion(wanting.filter { options[$0]?.text == "true" }.map { "\($0) without declaration" })
        }
        for (name, others) in demands
        where options[name]?.text == "true" && !others.contains(where: { options[$0]?.text == "true" }) {
            found.insert("\(name) without \(others[0])")
        }
        for (name, other) in supports where options[name]?.text == "true" && options[other]?.text == "false" {
            found.insert("\(name) without \(other)")
        }
        guard let module = options["module"]?.text?.lowercased(),
            let resolution = options["moduleResolution"]?.text?.lowercased()
        else { return found }
        let isNode = module.hasPrefix("node")
        let fits =
            switch resolution {
            case "bundler": module == "preserve" || module.hasPrefix("es")
            case "node16", "nodenext": isNode
            default: !isNode
            }
        if !fits { found.insert("module \(module) and moduleResolution \(resolution)") }
        return found
    }

    private static let exclusive = [
        ("noEmit", "emitDeclarationOnly"), ("sourceMap", "inlineSourceMap"),
    ]

    /// Options that there are only with one of some others.
    private static let demands = [
        ("emitDeclarationOnly", ["declaration", "composite"]), ("emitDecoratorMetadata", ["experimentalDecorators"]),
        ("exactOptionalPropertyTypes", ["strictNullChecks", "strict"]),
        ("inlineSources", ["sourceMap", "inlineSourceMap"]),
        ("allowImportingTsExtensions", ["noEmit", "emitDeclarationOnly", "rewriteRelativeImportExtensions"]),
    ]

    /// Options that there are unless another one is switched off.
    private static let supports = [("checkJs", "allowJs"), ("exactOptionalPropertyTypes", "strictNullChecks")]

    /// Rules of ESLint whose plugin is not loaded, and one rule for the same files twice: the later one wins.
    private static func rules(of file: Value) -> Set<String> {
        var found: Set<String> = []
        if let plugins = file["plugins"]?.texts, file["rules"] != nil {
            let known =
                plugins.map { $0.hasPrefix("eslint-plugin-") ? String($0.dropFirst(14)) : $0 }
                + (file["extends"]?.texts ?? []).filter { $0.hasPrefix("plugin:") }.map {
                    String($0.dropFirst(7).prefix { $0 != "/" })
                }
            for rule in file["rules"]?.pairs.keys.map(\.name) ?? [] {
                guard let slash = rule.lastIndex(of: "/"), !known.contains(String(rule[..<slash])) else { continue }
                found.insert("rule \(rule)")
            }
        }
        var levels: [String: Value] = [:]
        for override in file["overrides"]?.elements ?? [] {
            let files = (override["files"]?.texts ?? []).sorted().joined(separator: ",")
            for (rule, level) in override["rules"]?.pairs ?? [:] where !files.isEmpty {
                if let other = levels[files + " " + rule.name], other != level {
                    found.insert("\(rule.name) of \(files)")
                }
                levels[files + " " + rule.name] = level
            }
        }
        return found
    }

    /// What a development container is made from, of which there is one, and features in two versions.
    private static func container(_ file: Value) -> Set<String> {
        let origins = ["image", "build", "dockerFile", "dockerComposeFile"].filter { file[$0] != nil }
        var found: Set<String> = origins.count > 1 ? [origins.joined(separator: " and ")] : []
        let features = (file["features"]?.pairs.keys.map(\.name) ?? []).map { name in
            let start = name.lastIndex(of: "/") ?? name.startIndex
            return String(name[..<(name[start...].firstIndex { $0 == ":" || $0 == "@" } ?? name.endIndex)])
        }
        for feature in doubled(features) { found.insert("second feature \(feature)") }
        return found
    }
}
