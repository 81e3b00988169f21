/// Files of servers and pipelines.
extension Outline {
    private static let zoneName = Pattern(/zone=(\w+):/)

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
            case "listen" where words.count > 1:
                let address = words[1].filter { $0 != ";" }
                outline.add("listen " + address, scope: scope, line: line.number)
                // One of all servers takes what no other one does.
                if words.contains(where: { $0.hasPrefix("default_server") }) {
                    outline.add("default " + address, line: line.number)
                }
            case "add_header", "proxy_set_header", "set", "fastcgi_param", "error_page", "log_format":
                outline.add(words.prefix(2).joined(separator: " "), scope: scope, line: line.number)
            case "limit_req_zone", "limit_conn_zone", "proxy_cache_path":
                if let name = line.text.firstMatch(of: zoneName) {
                    outline.add("zone \(name.1)", line: line.number)
                }
            case let name where isSingle(name):
                outline.add(name, scope: scope, line: line.number)
            default: break
            }
        }
        return outline
    }

    /// Whether a block has one directive of a name.
    private static func isSingle(_ name: String) -> Bool {
        if single.contains(name) || name.hasSuffix("_timeout") || name.hasSuffix("_size") { return true }
        return ["gzip_", "ssl_", "proxy_"].contains(where: name.hasPrefix) && !repeatable.contains(name)
    }

    private static let single: Set<String> = [
        "root", "alias", "index", "server_name", "try_files", "server_tokens", "gzip", "worker_processes",
        "worker_connections", "return", "expires", "sendfile", "tcp_nopush", "tcp_nodelay", "keepalive_requests",
        "autoindex", "charset", "default_type", "etag", "satisfy", "resolver", "real_ip_header", "real_ip_recursive",
        "user", "pid", "worker_rlimit_nofile", "multi_accept", "auth_basic", "auth_basic_user_file", "auth_request",
        "absolute_redirect", "port_in_redirect", "log_not_found", "merge_slashes", "fastcgi_pass", "fastcgi_index",
        "stub_status", "http2",
    ]

    /// Directives of these modules that may stand beside others of their name.
    private static let repeatable: Set<String> = [
        "ssl_certificate", "ssl_certificate_key", "ssl_conf_command", "proxy_hide_header", "proxy_pass_header",
        "proxy_cookie_path", "proxy_cookie_domain", "proxy_cookie_flags", "proxy_redirect", "proxy_cache_valid",
    ]

    /// Caddyfiles: sites, and snippets in brackets.
    static let caddy: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        for line in lines where !line.isComment() {
            let scope = scopes.enter(line)
            if line.indentation == 0, line.text.hasSuffix("{") {
                outline.add(line.text, line: line.number)
            } else if scope >= 0, line.text.hasPrefix("handle") || line.text.hasPrefix("@") {
                outline.add(once: line.text.hasPrefix("@") ? line.words[0] : line.text, scope: scope, line: line.number)
            } else if scope >= 0, singleOfCaddy.contains(line.words[0]) {
                outline.add(once: line.words[0], scope: scope, line: line.number, text: line.text)
            }
        }
        return outline
    }

    private static let singleOfCaddy: Set<String> = [
        "tls", "root", "encode", "log", "bind", "file_server", "php_fastcgi", "templates", "email", "admin",
        "http_port",
        "https_port", "storage", "acme_ca", "auto_https", "default_sni", "grace_period",
    ]

    /// Jenkinsfiles: stages, the variables of an environment, and sections of which a block has one.
    static let pipeline: Scanner = { lines in
        var outline = braces(lines)
        var scopes = IndentationScopes()
        var environments: Set<Int> = []
        var blocks: [Int: String] = [:]
        for line in CodeLines(lines, comment: "//", quotes: ["\"\"\"", "'''"]) {
            let scope = scopes.enter(line)
            if line.text.hasSuffix("{") { blocks[line.number] = line.text }
            if line.text.hasPrefix("environment {") { environments.insert(line.number) }
            if line.text.hasSuffix("{"), blocks[scope]?.hasPrefix("post {") == true {
                outline.add(once: line.text, scope: scope, line: line.number)
            }
            if let name = pipelineSections.first(where: { line.text.hasPrefix($0 + " {") || line.text == $0 + " any" })
            {
                outline.add("\(name) of \(blocks[scope] ?? "")", scope: scope, line: line.number)
            } else if environments.contains(scope), line.holds("="), let name = line.assigned {
                outline.add(name + "=", scope: scope, line: line.number)
            }
        }
        return outline
    }

    private static let pipelineSections = [
        "options", "environment", "parameters", "triggers", "tools", "post", "stages", "agent", "when", "input",
        "steps", "matrix", "parallel",
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
