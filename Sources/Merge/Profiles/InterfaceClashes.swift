/// What can't stand together in descriptions of interfaces and of what runs in a cloud, told by what the file says:
/// OpenAPI, CloudFormation and SAM, the Serverless Framework.
enum InterfaceClashes {
    static func all(in document: Value) -> Set<String> {
        if document["openapi"] != nil || document["swagger"] != nil { return paths(of: document) }
        if document["Resources"] != nil { return stack(document) }
        return document["provider"] != nil ? functions(of: document) : []
    }

    private static let pathParameter = Pattern(/\{[^}]*\}/)

    /// Paths that differ in the names of their parameters only, and parameters that a path does not have.
    private static func paths(of document: Value) -> Set<String> {
        let paths = document["paths"]?.pairs ?? [:]
        let isOld = document["openapi"]?.text?.hasPrefix("3.0") ?? true
        // A type of its own since 3.1, and an option before.
        let null = isOld ? [] : Set(["nullable"].filter { document.has($0) }.map { "\($0) in 3.1" })
        var found = null.union(
            doubled(paths.keys.map { $0.name.replacing(pathParameter) { _ in "{}" } }).mapped { "second path \($0)" })
        for (path, operations) in paths {
            for place in [operations] + operations.pairs.values {
                for parameter in place["parameters"]?.elements ?? [] where parameter["in"]?.text == "path" {
                    guard let name = parameter["name"]?.text, !path.name.contains("{\(name)}") else { continue }
                    found.insert("parameter \(name) of \(path.name)")
                }
            }
        }
        return found
    }

    /// Names that a stack gives away twice, one route to two functions, and what an image brings itself.
    private static func stack(_ document: Value) -> Set<String> {
        let exports = (document["Outputs"]?.pairs.values ?? [:].values).compactMap { $0["Export"]?["Name"]?.text }
        var found = doubled(exports).mapped { "second export \($0)" }
        var routes: [String] = []
        for (name, resource) in document["Resources"]?.pairs ?? [:] {
            let properties = resource["Properties"]
            for event in properties?["Events"]?.pairs.values ?? [:].values {
                guard let path = event["Properties"]?["Path"]?.text, let method = event["Properties"]?["Method"]?.text
                else { continue }
                let interface = event["Properties"]?.pairs.filter { $0.key.name.hasSuffix("Id") }.values.map(\.allTexts)
                routes.append("\(method.lowercased()) \(path) \(interface ?? [])")
            }
            if properties?["PackageType"]?.text == "Image" {
                for key in ["Runtime", "Handler", "Layers"] where properties?[key] != nil {
                    found.insert("image and \(key) of \(name.name)")
                }
            }
        }
        return found.union(doubled(routes).mapped { "second route \($0)" })
    }

    /// One route to two functions, and functions that are made of two things.
    private static func functions(of document: Value) -> Set<String> {
        var found: Set<String> = []
        var routes: [String] = []
        for (name, function) in document["functions"]?.pairs ?? [:] {
            if function["handler"] != nil, function["image"] != nil {
                found.insert("handler and image of \(name.name)")
            }
            for event in function["events"]?.elements ?? [] {
                for kind in ["http", "httpApi"] {
                    guard let route = event[kind] else { continue }
                    let texts = route.text.map { [$0] } ?? [route["method"], route["path"]].compactMap { $0?.text }
                    let words = texts.joined(separator: " ").lowercased().split(separator: " ").map(String.init)
                    if words.count == 2 {
                        routes.append("\(kind) \(words[0]) \(words[1].drop { $0 == "/" })")
                    }
                }
            }
        }
        return found.union(doubled(routes).mapped { "second route \($0)" })
    }
}

extension Value {
    /// Whether a key stands anywhere in the value.
    fileprivate func has(_ name: String) -> Bool {
        pairs.contains { $0.key.name == name || $0.value.has(name) } || elements.contains { $0.has(name) }
    }
}
