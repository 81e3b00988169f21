/// Files of servers and pipelines.
extension Outline {
    /// nginx: places, upstreams, zones, and directives of which a block has one.
    static let nginx: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        for line in lines where !line.isComment() {
            let scope = scopes.enter(line)
            let words = line.words
            switch words[0] {
            case "location", "upstream", "map", "types":
                outline.add(words.joined(separator: " "), scope: scope, line: line.number)
            case "add_header", "proxy_set_header", "set", "fastcgi_param", "error_page":
                outline.add(words.prefix(2).joined(separator: " "), scope: scope, line: line.number)
            case "limit_req_zone", "limit_conn_zone", "proxy_cache_path":
                if let name = line.text.firstMatch(of: /zone=(\w+):/) {
                    outline.add("zone \(name.1)", line: line.number)
                }
            case let name where single.contains(name) || name.hasSuffix("_timeout") || name.hasSuffix("_size"):
                outline.add(name, scope: scope, line: line.number)
            default: break
            }
        }
        return outline
    }

    private static let single: Set<String> = [
        "root", "alias", "index", "server_name", "try_files", "proxy_pass", "proxy_http_version", "server_tokens",
        "gzip",
        "gzip_types", "ssl_protocols", "ssl_ciphers", "worker_processes", "worker_connections", "return", "expires",
    ]

    /// Caddyfiles: sites, and snippets in brackets.
    static let caddy: Scanner = { lines in
        var outline = Outline()
        for line in lines where line.indentation == 0 && line.text.hasSuffix("{") && !line.isComment() {
            outline.add(line.text, line: line.number)
        }
        return outline
    }

    /// Jenkinsfiles: stages, the variables of an environment, and sections of which a block has one.
    static let pipeline: Scanner = { lines in
        var outline = braces(lines)
        var scopes = IndentationScopes()
        var environments: Set<Int> = []
        for line in CodeLines(lines, comment: "//", quotes: ["\"\"\"", "'''"]) {
            let scope = scopes.enter(line)
            if line.text.hasPrefix("environment {") { environments.insert(line.number) }
            if let name = pipelineSections.first(where: { line.text.hasPrefix($0 + " {") }) {
                outline.add(name, scope: scope, line: line.number)
            } else if environments.contains(scope), line.holds("="), let name = line.assigned {
                outline.add(name + "=", scope: scope, line: line.number)
            }
        }
        return outline
    }

    private static let pipelineSections = [
        "options", "environment", "parameters", "triggers", "tools", "post", "stages",
    ]

    /// How a file of settings is read, by a look at it; nil where lines tell nothing.
    static func settings(_ bytes: [UInt8], path: String) -> Scanner? {
        let lines = OutlineLine.all(bytes).filter { !$0.isComment(";") }
        if path.contains("nginx") || lines.contains(where: { $0.text.hasPrefix("server {") || isPlace($0) }) {
            return nginx
        }
        guard let first = lines.first else { return nil }
        if first.text.hasPrefix("["), first.text.hasSuffix("]") { return sections }
        return lines.allSatisfy { $0.holds("=") } ? assignments : nil
    }

    private static func isPlace(_ line: OutlineLine) -> Bool {
        line.text.hasSuffix("{") && (line.text.hasPrefix("location ") || line.text.hasPrefix("upstream "))
    }

    /// Settings in a file without a suffix, which may be JSON or YAML.
    static func jsonOrYAML(_ bytes: [UInt8]) -> Scanner {
        bytes.first { !isBlank($0) } == UInt8(ascii: "{") ? json : yaml
    }
}
