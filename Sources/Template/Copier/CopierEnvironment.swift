import Foundation
import Jinja

/// The Jinja environment of a template: its delimiters, Copier's own filters and what its extensions add.
enum CopierEnvironment {
    /// Makes the environment.
    /// - Throws: ``ScaffoldError`` for settings of `_envops` that are unknown or of a wrong type.
    static func make(
        _ configuration: CopierConfiguration, _ extensions: inout CopierExtensions, setting: RenderSetting,
        origin: String
    ) throws(ScaffoldError) -> Environment {
        var environment = Environment()
        environment.keepTrailingNewline = true
        environment.isSandboxed = true
        environment.randomSeed = setting.seed
        environment.noteRandom = setting.noteRandom
        environment.limits.outputBytes = 32 << 20
        environment.limits.valueSize = 8 << 20
        environment.limits.totalSize = 256 << 20
        environment.limits.steps = 5_000_000
        for (name, value) in try configuration.map("envops", origin: origin) {
            try set(name, value, in: &environment, origin: origin)
        }
        try checkDelimiters(environment.delimiters, origin: origin)
        environment.addAnsibleFilters(setting)
        if let (_, toJSON) = AnsibleFilters.all(setting).first(where: { $0.name == "to_json" }) {
            environment.addFilter("to_json") { (value, arguments, invocation) throws(TemplateError) in
                try toJSON(CopierPath.plain(value), arguments, invocation)
            }
        }
        limitRanges(in: &environment)
        environment.addGlobalFunction("pathjoin", pathJoin)
        for name in extensions.imported where !environment.addExtension(name, setting) {
            extensions.unknown(name, "the extension is not known here")
        }
        for (name, function) in extensions.known { add(function, as: name, to: &environment, setting) }
        for (name, place) in extensions.unknownFilters {
            environment.addFilter(name) { (_, _, _) throws(TemplateError) in
                throw TemplateError(.security, "the filter '\(name)' is made by \(place), which is not run")
            }
        }
        for (name, place) in extensions.unknownTests {
            environment.addTest(name) { (_, _, _) throws(TemplateError) in
                throw TemplateError(.security, "the test '\(name)' is made by \(place), which is not run")
            }
        }
        for addition in extensions.followed { environment.add(addition) }
        for literal in extensions.globals {
            if let value = CopierExtensions.value(of: literal) { environment.globals[literal.name] = value }
        }
        return environment
    }

    /// What begins a tag must tell its kind.
    private static func checkDelimiters(_ delimiters: Delimiters, origin: String) throws(ScaffoldError) {
        let starts = [delimiters.blockStart, delimiters.variableStart, delimiters.commentStart]
        guard Set(starts).count < 3 else { return }
        throw ScaffoldError(
            .manifest, "_envops: what begins blocks, variables and comments must differ", at: .init(file: origin))
    }

    /// Ranges as Jinja's sandbox has them, which Copier renders in: not too long.
    private static func limitRanges(in environment: inout Environment) {
        guard let range = environment.globals["range"] else { return }
        environment.addGlobalFunction("range") { (arguments, invocation) throws(TemplateError) in
            let value = try invocation.call(range, arguments)
            guard let count = try invocation.filter("length", value).intValue, count <= 100_000 else {
                throw TemplateError(.overflow, "Range too big. The sandbox blocks ranges larger than 100000.")
            }
            return value
        }
    }

    /// One of the settings that Jinja's environment takes; only those that change how text is rendered are allowed.
    private static func set(
        _ name: String, _ value: Value, in environment: inout Environment, origin: String
    ) throws(ScaffoldError) {
        func wrong(_ why: String) -> ScaffoldError {
            ScaffoldError(.manifest, "_envops: \(name) \(why)", at: .init(file: origin))
        }
        func text() throws(ScaffoldError) -> String {
            guard let text = value.stringValue, !text.isEmpty else { throw wrong("is no text") }
            return text
        }
        func optionalText() throws(ScaffoldError) -> String? { value.isNone ? nil : try text() }
        func truth() throws(ScaffoldError) -> Bool {
            do { return try value.truth() } catch { throw wrong("is neither true nor false") }
        }
        switch name {
        case "block_start_string": environment.delimiters.blockStart = try text()
        case "block_end_string": environment.delimiters.blockEnd = try text()
        case "variable_start_string": environment.delimiters.variableStart = try text()
        case "variable_end_string": environment.delimiters.variableEnd = try text()
        case "comment_start_string": environment.delimiters.commentStart = try text()
        case "comment_end_string": environment.delimiters.commentEnd = try text()
        case "line_statement_prefix": environment.delimiters.lineStatementPrefix = try optionalText()
        case "line_comment_prefix": environment.delimiters.lineCommentPrefix = try optionalText()
        case "trim_blocks": environment.trimBlocks = try truth()
        case "lstrip_blocks": environment.lstripBlocks = try truth()
        case "keep_trailing_newline": environment.keepTrailingNewline = try truth()
        case "autoescape": environment.autoescape = try truth()
        case "newline_sequence":
            let sequence = try text()
            guard ["\n", "\r\n", "\r"].contains(where: { $0.utf8.elementsEqual(sequence.utf8) }) else {
                throw wrong("is no line end")
            }
            environment.newlineSequence = sequence
        case "undefined":
            switch value.stringValue {
            case "jinja2.Undefined": environment.undefined = .lenient
            case "jinja2.StrictUndefined": environment.undefined = .strict
            default: throw wrong("is neither jinja2.Undefined nor jinja2.StrictUndefined")
            }
        case "optimized", "cache_size", "auto_reload": break
        default: throw wrong("is not allowed here")
        }
    }

    /// The function `pathjoin`: parts of a path joined by slashes, of which an absolute one starts anew.
    private static func pathJoin(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        let mode = arguments.keyword("mode")?.stringValue ?? "posix"
        if mode == "windows" {
            var parts: [String] = []
            for part in arguments.positional { parts.append(try invocation.text(part)) }
            guard parts.allSatisfy({ $0.utf8.allSatisfy { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "\\") } }),
                parts.dropFirst().allSatisfy({ !$0.hasPrefix("/") })
            else { throw TemplateError(.value, "pathjoin: drives and backslashes are not known here") }
            return .string(CopierTree.spelled(parts.joined(separator: "/")).replacing("/", with: "\\"))
        }
        guard mode == "posix" || mode == "native" else {
            throw TemplateError(.value, "pathjoin: there is no mode '\(mode)'")
        }
        var path = ""
        for part in arguments.positional {
            let text = try invocation.text(part)
            path = text.hasPrefix("/") || path.isEmpty ? text : "\(path)/\(text)"
        }
        return .string(CopierTree.spelled(path))
    }

    private static func add(
        _ function: CopierKnownFunction, as name: String, to environment: inout Environment, _ setting: RenderSetting
    ) {
        switch function {
        case .currentYear:
            let year = CivilDate.text(secondsSince1970: Int64(setting.now())).prefix(4)
            environment.globals[name] = .int(Int(year) ?? 1970)
        case .gitUserName, .gitUserEmail:
            // What git is configured to differs between machines: the value that stands for none is taken.
            environment.addFilter(name) { (value, _, _) throws(TemplateError) in value }
        case .pythonComment:
            environment.addFilter(name) { (value, _, invocation) throws(TemplateError) in
                var lines = try invocation.text(value).split(
                    omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                // As `splitlines` has it: a line end at the end begins no further line.
                if lines.last?.isEmpty == true { lines.removeLast() }
                return .string(lines.map { $0.isEmpty ? "#" : "# \($0)" }.joined(separator: "\n"))
            }
        case .slugify:
            environment.addFilter(name) { (value, arguments, invocation) throws(TemplateError) in
                let bound = try arguments.bind("slugify", ["separator"])
                let separator = try bound[0].map { value throws(TemplateError) in try invocation.text(value) } ?? "-"
                return .string(slug(try invocation.text(value), separator: separator))
            }
        }
    }

    /// Words in lower case with a separator between them; everything but ASCII letters, digits and underscores goes.
    private static func slug(_ text: String, separator: String) -> String {
        let letters = text.decomposedStringWithCompatibilityMapping.utf8.filter { $0 < 0x80 }
        let kept = letters.map(\.asciiLowercased).filter { byte in
            byte.isASCIILetter || byte.isASCIIDigit || "_-".utf8.contains(byte) || isSpace(byte)
        }
        let isGap: (UInt8) -> Bool = { "_-".utf8.contains($0) || isSpace($0) }
        var slug = ""
        var isInGap = false
        for byte in kept {
            if !isGap(byte) {
                slug.unicodeScalars.append(Unicode.Scalar(byte))
            } else if !isInGap {
                slug += separator
            }
            isInGap = isGap(byte)
        }
        let trimmed = slug.drop { $0 == "-" || $0 == "_" }
        return String(String(trimmed.reversed()).drop { $0 == "-" || $0 == "_" }.reversed())
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte) || (0x1C...0x1F).contains(byte)
    }
}
