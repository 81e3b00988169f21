/// Files of further build tools.
extension Outline {
    private static let cmakeCall = Pattern(/(\w+)\s*\(\s*(?:NAME\s+)?([\w.:${}-]+)/)

    /// CMake: targets, tests and projects by name, options and variables, each in the block around it.
    static let cmake: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        for line in lines where !line.isComment() {
            let scope = scopes.enter(line)
            guard line.holds("("), let match = line.text.prefixMatch(of: cmakeCall) else {
                continue
            }
            let name = String(match.2)
            switch match.1.lowercased() {
            case "add_executable", "add_library", "add_custom_target":
                outline.add("target " + name, scope: scope, line: line.number)
            case "add_test": outline.add("test " + name, scope: scope, line: line.number)
            case "function", "macro": outline.add("command " + name.lowercased(), scope: scope, line: line.number)
            case "option": outline.add(once: "variable " + name, scope: scope, line: line.number, text: line.text)
            case "set" where !line.text.holds("PARENT_SCOPE"):
                outline.add(once: "variable " + name, scope: scope, line: line.number, text: line.text)
            case "find_package", "cmake_minimum_required", "project":
                outline.add(
                    once: "\(match.1) \(match.1 == "find_package" ? name : "")", scope: scope, line: line.number,
                    text: line.text)
            default: break
            }
        }
        return outline
    }

    /// Options of Bazel, by command; of most the last one counts.
    static let bazelOptions: Scanner = { lines in
        var outline = Outline()
        for line in lines where !line.isComment() {
            let words = line.words
            guard words.count == 2, words[1].hasPrefix("--") else { continue }
            let flag = words[1].drop { $0 == "-" }.prefix { $0 != "=" }
            let plain = flag.hasPrefix("no") ? String(flag.dropFirst(2)) : String(flag)
            let isList = listFlags.contains { plain.hasSuffix($0) }
            if !isList { outline.add(once: "\(words[0]) \(plain)", scope: -1, line: line.number, text: line.text) }
        }
        return outline
    }

    private static let listFlags = [
        "opt", "env", "define", "config", "override_repository", "override_module", "registry", "filters", "header",
        "deleted_packages", "modify_execution_info", "flag_alias", "strategy", "test_arg", "inject_repository",
        "spawn_strategy", "per_file_copt", "extra_toolchains", "extra_execution_platforms",
        "toolchain_resolution_debug",
    ]

    private static let targetOnOneLine = Pattern(/(\w+)\(name = "([^"]+)",/)

    /// Builds of Bazel and its kin: targets by name, and the attributes of each call.
    static let starlark: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        var calls: Set<Int> = []
        for line in CodeLines(lines, comment: "#", quotes: ["\"\"\""]) {
            let scope = scopes.enter(line)
            if line.text.hasSuffix("("), !line.text.hasPrefix("def ") { calls.insert(line.number) }
            if line.indentation == 0, line.text.holds("(name"),
                let one = line.text.prefixMatch(of: targetOnOneLine),
                !["module", "workspace", "package"].contains(one.1)
            {
                outline.add("target \(one.2)", line: line.number)
            }
            if line.text.hasPrefix("def ") {
                outline.add(line.text.dropFirst(4).identifier(), scope: scope, line: line.number)
            }
            guard calls.contains(scope), line.holds("=") else { continue }
            let name = line.text[...].identifier()
            let behind = line.text.dropFirst(name.count).drop { $0 == " " }
            guard !name.isEmpty, behind.hasPrefix("="), !behind.hasPrefix("==") else { continue }
            outline.add("attribute " + name, scope: scope, line: line.number)
            if name == "name", line.indentation <= 4 {
                outline.add(
                    "target " + behind.dropFirst().filter { !"\" ,".contains($0) }, line: line.number)
            }
        }
        return outline
    }

    /// Elixir: functions by their whole heads, of which there may be many for one name, modules and packages.
    static let elixir: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        for line in CodeLines(lines, comment: "#", quotes: ["\"\"\""]) {
            let scope = scopes.enter(line)
            let words = line.words
            switch words[0] {
            case "def", "defp", "defmodule", "defmacro":
                let head = line.text.firstRange(of: " do").map { String(line.text[..<$0.lowerBound]) } ?? line.text
                outline.add(once: head, scope: scope, line: line.number)
            default:
                if line.text.hasPrefix("{:") {
                    let name = line.text.dropFirst(2).identifier()
                    outline.add(once: "package " + name, scope: scope, line: line.number, text: line.text)
                } else if let key = line.plainKey {
                    outline.add(once: key, scope: scope, line: line.number, text: line.text)
                }
            }
        }
        return outline
    }

    /// Settings of one word and a value in blocks with braces, such as those of logrotate.
    static let rotation: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        var isScript = false
        for line in lines where !line.isComment() {
            let scope = scopes.enter(line)
            if isScript {
                isScript = line.text != "endscript"
                continue
            }
            if ["postrotate", "prerotate", "firstaction", "lastaction", "preremove"].contains(line.text) {
                isScript = true
            }
            if line.text.hasSuffix("{") {
                for file in line.words.dropLast() { outline.add("log " + file, line: line.number) }
            } else if line.text != "}" {
                let word = line.words[0]
                let name =
                    frequencies.contains(word) ? "frequency" : word.hasPrefix("no") ? String(word.dropFirst(2)) : word
                outline.add(once: name, scope: scope, line: line.number, text: line.text)
            }
        }
        return outline
    }

    private static let frequencies: Set<String> = ["hourly", "daily", "weekly", "monthly", "yearly"]

    /// Settings of Apache: what a block says once, and what it says once of each name.
    static let apache: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        for line in lines where !line.isComment() {
            let scope = scopes.enter(line)
            let words = line.words
            if words[0].hasPrefix("<") { continue }
            let count: Int
            switch words[0] {
            case _ where singleOfApache.contains(words[0]): count = 1
            case "ErrorDocument", "SetEnv", "php_value", "php_flag", "ExpiresByType", "Redirect", "Alias": count = 2
            case "Header", "RequestHeader":
                if words.count < 3 || words[1] != "set" { continue }
                count = 3
            default: continue
            }
            outline.add(
                once: words.prefix(count).joined(separator: " "), scope: scope, line: line.number, text: line.text)
        }
        return outline
    }

    private static let singleOfApache: Set<String> = [
        "RewriteBase", "RewriteEngine", "DirectoryIndex", "Options", "AuthType", "AuthName", "AuthUserFile",
        "ServerName", "DocumentRoot", "ServerAdmin", "Timeout", "KeepAlive", "ErrorLog", "LogLevel", "ServerTokens",
        "ExpiresActive", "ExpiresDefault", "DefaultType", "AddDefaultCharset", "FileETag", "AllowOverride",
        "LimitRequestBody", "SSLEngine", "SSLProtocol", "SSLCipherSuite", "SSLCertificateFile", "SSLCertificateKeyFile",
    ]
}
